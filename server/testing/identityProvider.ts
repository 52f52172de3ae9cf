import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { callbackPath } from '../accounts/provider.ts'
import type { Config } from '../config.ts'

/** Who signs in at the provider, and what it then says of them. */
export interface KnownPerson {
  subject: string
  claims: Record<string, unknown>
}

export interface IdentityProvider {
  issuer: string
  config: NonNullable<Config['provider']>
  /** The same as settings of a server. */
  environment: Record<string, string>
  /** Whoever comes to the provider from now on is this person. */
  person: KnownPerson
  /** The person gives up instead of signing in. */
  givesUp: boolean
  /** Visits an address of the provider as a browser does; resolves with the one it sends the browser back to. */
  visit(address: string): Promise<string>
  close(): Promise<void>
  /** Listens again at the same address, after `close`. */
  open(): Promise<void>
}

const clientId = 'spazi'
const clientSecret = 'a secret between the two programs of the test'

function createProvider(issuer: string, siteUrl: string, current: () => KnownPerson): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [siteUrl + callbackPath],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', kid: 'test' }] },
    cookies: { keys: ['only for tests'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    claims: {
      openid: ['sub', 'amr', 'idp', 'fiscal_number', 'https://attributes.eid.gov.it/fiscal_number'],
      profile: ['name', 'given_name', 'family_name'],
      email: ['email'],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: async () => ({ sub: subject, ...current().claims }),
    }),
  })
}

/** Signs the person in and consents for them, without a page. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  { person, givesUp }: Pick<IdentityProvider, 'person' | 'givesUp'>,
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
  if (givesUp) return provider.interactionFinished(request, response, { error: 'access_denied' })
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: person.subject } })
  }
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params.client_id) })
  grant?.addOIDCScope('openid profile email')
  await provider.interactionFinished(
    request,
    response,
    { consent: { grantId: await grant?.save() } },
    { mergeWithLastSubmission: true },
  )
}

/** Follows redirects with a browser's cookies, until one leaves the provider. */
async function follow(issuer: string, address: string): Promise<string> {
  const jar = new Map<string, string>()
  let next = address
  for (let step = 0; step < 12 && next.startsWith(issuer); step += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`the provider answers ${answer.status}: ${await answer.text()}`)
    next = new URL(location, next).href
  }
  return next
}

/** A real OpenID Connect provider on a loopback port, to which everybody who comes is the same person. */
export async function startIdentityProvider(siteUrl: string, person: KnownPerson): Promise<IdentityProvider> {
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    if (!path.startsWith('/interaction/')) return handle(request, response)
    interact(provider, request, response, running).catch((error) => {
      response.writeHead(500).end(String(error))
    })
  })
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const provider = createProvider(issuer, siteUrl, () => running.person)
  const handle = provider.callback()
  const running: IdentityProvider = {
    issuer,
    config: {
      issuer: new URL(issuer),
      clientId,
      clientSecret,
      scope: 'openid profile email',
      methods: [
        { method: 'spid', value: 'spid' },
        { method: 'cie', value: 'cie' },
      ],
      methodParameter: 'acr_values',
      methodClaims: ['amr', 'acr', 'idp'],
      fiscalNumberClaim: 'fiscal_number',
    },
    environment: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret },
    person,
    givesUp: false,
    visit: (address) => follow(issuer, address),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    open: () => listen(port),
  }
  return running
}

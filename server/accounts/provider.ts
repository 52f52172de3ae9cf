import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client'
import type { Config } from '../config.ts'
import { ForbiddenError, UnavailableError } from '../http/problem.ts'
import type { Attempt } from './attempts.ts'
import type { Claims } from './providerClaims.ts'

/** Where the provider sends people back to. */
export const callbackPath = '/api/session/provider/callback'

/** The longest a single answer of the provider is waited for. */
const timeoutSeconds = 10

export interface Provider {
  /** Where to send the browser. @throws {UnavailableError} where the provider is away */
  addressFor(attempt: Attempt): Promise<string>
  /**
   * What the provider says of the person who came back.
   * @param query of the address they came back to
   * @throws {ForbiddenError} where they gave up, or the answer does not belong to the attempt
   * @throws {UnavailableError} where the provider is away
   */
  claimsOf(attempt: Attempt, query: string): Promise<Claims>
}

const away = () =>
  new UnavailableError('The identity provider does not answer: try again later.', '/problems/provider-away')

/** What to say of a failure; everything but a lack of connection is an answer that cannot be used. */
function refusalOf(error: unknown): Error {
  const code = (error as { code?: unknown }).code
  if (error instanceof TypeError || code === 'OAUTH_TIMEOUT') return away()
  if (error instanceof AuthorizationResponseError && error.error === 'access_denied') {
    return new ForbiddenError('The sign-in was given up.', '/problems/provider-cancelled')
  }
  return new ForbiddenError(
    'The answer of the identity provider cannot be used.',
    '/problems/provider-answer',
  )
}

/** The secret as a provider expects it of a client that registered nothing else (OpenID Connect Core, 9). */
const withSecret =
  (secret: string): ClientAuth =>
  (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: supported = ['client_secret_basic'] } = server
    const authenticate = supported.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost
    return authenticate(secret)(server, ...rest)
  }

/**
 * The city's OpenID Connect provider (code flow with PKCE, state and nonce); null where none is configured.
 * It is looked up at the first sign-in, and again after it has been away, so that the program starts without it.
 */
export function createProvider({ provider, publicUrl }: Config): Provider | null {
  if (!provider) return null
  const { issuer, clientId, clientSecret, scope, methods, methodParameter } = provider
  const options = {
    timeout: timeoutSeconds,
    execute: [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])],
  }
  let known: Promise<Configuration> | null = null
  const configuration = (): Promise<Configuration> => {
    known ??= discovery(issuer, clientId, undefined, withSecret(clientSecret), options).catch(() => {
      known = null
      throw away()
    })
    return known
  }
  return {
    async addressFor({ state, nonce, codeVerifier, method }) {
      const address = buildAuthorizationUrl(await configuration(), {
        redirect_uri: publicUrl + callbackPath,
        scope,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        [methodParameter]: methods.find((offered) => offered.method === method)?.value ?? method,
      })
      return address.href
    },
    async claimsOf(attempt, query) {
      const found = await configuration()
      return redeem(found, attempt, new URL(publicUrl + callbackPath + query)).catch((error) => {
        known = null
        throw refusalOf(error)
      })
    },
  }
}

async function redeem(
  configuration: Configuration,
  { state, nonce, codeVerifier }: Attempt,
  address: URL,
): Promise<Claims> {
  const tokens = await authorizationCodeGrant(configuration, address, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
    idTokenExpected: true,
  })
  const idToken = tokens.claims()
  if (!idToken) throw new Error('no ID token')
  if (!configuration.serverMetadata().userinfo_endpoint) return idToken
  return { ...(await fetchUserInfo(configuration, tokens.access_token, idToken.sub)), ...idToken }
}

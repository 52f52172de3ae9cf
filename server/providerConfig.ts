import { type Static, Type } from 'typebox'

const methodCodes = ['spid', 'cie', 'cns'] as const

/** Settings of the city's OpenID Connect provider, through which SPID, CIE and CNS arrive. */
export const ProviderEnvironment = Type.Object({
  OIDC_ISSUER: Type.Optional(Type.String({ pattern: '^https?://.+' })),
  OIDC_CLIENT_ID: Type.Optional(Type.String({ minLength: 1 })),
  OIDC_CLIENT_SECRET: Type.Optional(Type.String({ minLength: 1 })),
  OIDC_SCOPE: Type.String({ pattern: '(^| )openid( |$)', default: 'openid profile email' }),
  OIDC_METHODS: Type.String({
    pattern: '^(spid|cie|cns)(=[^,\\s]+)?(,(spid|cie|cns)(=[^,\\s]+)?)*$',
    default: 'spid,cie',
  }),
  OIDC_METHOD_PARAMETER: Type.String({ pattern: '^[a-z_]+$', default: 'acr_values' }),
  OIDC_METHOD_CLAIMS: Type.String({ pattern: '^[^,\\s]+(,[^,\\s]+)*$', default: 'amr,acr,idp' }),
  OIDC_FISCAL_NUMBER_CLAIM: Type.String({ pattern: '^\\S+$', default: 'fiscal_number' }),
})

/** Settings that go together: all of them, or the provider is not used. */
const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const

export interface ProviderConfig {
  issuer: URL
  clientId: string
  clientSecret: string
  scope: string
  /** Each method the provider offers, and the value by which it knows it. */
  methods: { method: (typeof methodCodes)[number]; value: string }[]
  /** Parameter of the authorization request that carries the value of the method chosen. */
  methodParameter: string
  /** Claims that may tell which method was used. */
  methodClaims: string[]
  fiscalNumberClaim: string
}

const isLoopback = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/**
 * The provider, or undefined where none is configured.
 * @param refuse ends the program with a line that names the setting and what it must be
 */
export function readProvider(
  settings: Static<typeof ProviderEnvironment>,
  refuse: (name: string, problem: string) => never,
): ProviderConfig | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = settings
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) {
    const missing = needed.find((name) => !settings[name])
    if (!missing || needed.every((name) => !settings[name])) return undefined
    return refuse(missing, `must be set where another of ${needed.join(', ')} is`)
  }
  const issuer = new URL(OIDC_ISSUER)
  if (issuer.protocol !== 'https:' && !isLoopback(issuer)) refuse('OIDC_ISSUER', 'must begin with https://')
  const methods = settings.OIDC_METHODS.split(',').map((entry) => {
    const at = entry.indexOf('=')
    const code = at < 0 ? entry : entry.slice(0, at)
    const method = methodCodes.find((known) => known === code) ?? refuse('OIDC_METHODS', 'names no method')
    return { method, value: at < 0 ? code : entry.slice(at + 1) }
  })
  if (new Set(methods.map(({ method }) => method)).size < methods.length) {
    refuse('OIDC_METHODS', 'must name each method once')
  }
  return {
    issuer,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    scope: settings.OIDC_SCOPE,
    methods,
    methodParameter: settings.OIDC_METHOD_PARAMETER,
    methodClaims: settings.OIDC_METHOD_CLAIMS.split(','),
    fiscalNumberClaim: settings.OIDC_FISCAL_NUMBER_CLAIM,
  }
}

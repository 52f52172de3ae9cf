import type { KeyObject } from 'node:crypto'
import { resolve } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { developmentKey, readSigningKey } from './audit/signing.ts'
import { type PecConfig, PecEnvironment, readPec } from './pecConfig.ts'
import { type ProviderConfig, ProviderEnvironment, readProvider } from './providerConfig.ts'

/** The path of a Unix socket, or host:port. */
const clamavPattern = '^(/.+|[^/\\s]+:[0-9]{1,5})$'

const Environment = Type.Object({
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 3000 }),
  HOST: Type.String({ minLength: 1, default: '127.0.0.1' }),
  VAR_DIR: Type.String({ minLength: 1, default: './var' }),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://.+' })),
  DATABASE_OWNER_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://.+' })),
  CITY: Type.String({ pattern: '^[a-z][a-z0-9-]*$', default: 'milano' }),
  DEMO: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off'), Type.Literal('force')])),
  SESSION_SECRET: Type.Optional(Type.String({ minLength: 32 })),
  AUDIT_KEY: Type.Optional(Type.String({ minLength: 40 })),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://.+' })),
  MAIL_FROM: Type.String({ minLength: 3, default: 'Spazi <spazi@localhost>' }),
  PROTOCOL_URL: Type.Optional(Type.String({ pattern: '^https?://.+' })),
  PROTOCOL_TOKEN: Type.Optional(Type.String({ minLength: 8 })),
  INBOX_DIR: Type.Optional(Type.String({ minLength: 1 })),
  CLAMAV_SOCKET: Type.Optional(Type.String({ pattern: clamavPattern })),
  BASEMAP_STYLE_URL: Type.Optional(Type.String({ pattern: '^https?://.+' })),
  WRITES_PER_MINUTE: Type.Integer({ minimum: 1, default: 120 }),
  REQUEST_TIMEOUT_S: Type.Integer({ minimum: 1, maximum: 3600, default: 120 }),
  SHED_DELAY_MS: Type.Integer({ minimum: 0, default: 1000 }),
  TILE_CACHE_MB: Type.Integer({ minimum: 0, maximum: 65_536, default: 128 }),
  ...ProviderEnvironment.properties,
  ...PecEnvironment.properties,
  TRUST_PROXY: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off')])),
  LOG_LEVEL: Type.Union(
    [
      Type.Literal('silent'),
      Type.Literal('error'),
      Type.Literal('warn'),
      Type.Literal('info'),
      Type.Literal('debug'),
    ],
    { default: 'warn' },
  ),
})

/** Names of every environment variable Spazi reads; `.env.example` lists the same. */
export const environmentNames = Object.keys(Environment.properties)

/** The city's protocol service. */
export interface ProtocolConfig {
  url: string
  token: string | undefined
}

export interface Config {
  port: number
  host: string
  /** Absolute path: embedded database, socket, files, outbox. */
  varDir: string
  databaseUrl: string | undefined
  /** The role that owns the tables, where `databaseUrl` names one with fewer rights. */
  databaseOwnerUrl: string | undefined
  city: string
  demo: boolean
  /** Signs the session cookie. */
  sessionSecret: string
  /** Signs the daily heads of the audit log (Ed25519). */
  auditKey: KeyObject
  /** Base of links in letters, without a trailing slash. */
  publicUrl: string
  smtpUrl: string | undefined
  mailFrom: string
  /** The city's certified mailbox; undefined where notices leave by registered post. */
  pec: PecConfig | undefined
  /** Gives protocol numbers; undefined where they are counted here. */
  protocol: ProtocolConfig | undefined
  /** Absolute path of the folder in which messages and scans about plans are dropped; undefined for none. */
  inboxDir: string | undefined
  /** Path of a Unix socket or host:port of clamd; undefined where files are not checked for viruses. */
  clamavSocket: string | undefined
  basemapStyleUrl: string | undefined
  /** Unsafe requests one person who is signed in, or else one address, may send in a minute. */
  writesPerMinute: number
  /** How long one request may take to arrive whole, in milliseconds. */
  requestTimeoutMs: number
  /** Milliseconds beyond which requests are turned away: that the event loop is late on average, or that one waits for its turn; 0 for never. */
  maxDelayMs: number
  /** What ready tiles may take of the memory; 0 to keep none. */
  tileCacheBytes: number
  /** The city's identity provider; undefined where one signs in with a password only. */
  provider: ProviderConfig | undefined
  trustProxy: boolean
  logLevel: Static<typeof Environment>['LOG_LEVEL']
}

/** A setting that cannot be used; its message is one line that says which and why. */
export class ConfigError extends Error {}

const urlNames = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'PUBLIC_URL',
  'SMTP_URL',
  'BASEMAP_STYLE_URL',
  'OIDC_ISSUER',
  'PEC_SMTP_URL',
  'PEC_IMAP_URL',
  'PROTOCOL_URL',
]
/** Settings that hold a password; what is told of them is their name. */
const secretNames = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'AUDIT_KEY',
  'SESSION_SECRET',
  'SMTP_URL',
  'OIDC_CLIENT_SECRET',
  'PROTOCOL_TOKEN',
  'PEC_SMTP_URL',
  'PEC_IMAP_URL',
]

function unusable(name: string, value = '', problem: string): ConfigError {
  const subject = secretNames.includes(name) ? `${name} cannot be used` : `${name} is "${value}"`
  return new ConfigError(`${subject}: it ${problem}. See .env.example.`)
}

/** @throws {ConfigError} where others can reach the server and there is no key, or none that can be used */
function readAuditKey(text: string | undefined, reachable: boolean): KeyObject {
  if (!text && reachable) {
    throw new ConfigError(
      'AUDIT_KEY is missing: set an Ed25519 key, such as 32 random bytes in base64, where others can reach the server.',
    )
  }
  try {
    return text ? readSigningKey(text) : developmentKey()
  } catch {
    throw unusable('AUDIT_KEY', text, 'must be an Ed25519 key, as PEM or as 32 bytes in base64')
  }
}

/** @throws {ConfigError} where the owner of the tables is no other role than the one the program uses */
function checkOwner(databaseUrl: string | undefined, ownerUrl: string | undefined): void {
  if (!ownerUrl) return
  if (databaseUrl && new URL(databaseUrl).username !== new URL(ownerUrl).username) return
  throw unusable('DATABASE_OWNER_URL', ownerUrl, 'must name another role than DATABASE_URL')
}

/**
 * Checks the environment and fills in defaults.
 * @throws {ConfigError} naming the variable and what it must be
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    environmentNames.flatMap((name) => {
      const value = environment[name]?.trim()
      return value ? [[name, value]] : []
    }),
  )
  const settings = Value.Default(Environment, Value.Convert(Environment, given))
  if (!Value.Check(Environment, settings)) {
    const [problem] = Value.Errors(Environment, settings)
    const name = problem?.instancePath.slice(1) ?? 'environment'
    throw unusable(name, given[name], problem?.message ?? 'is not valid')
  }
  for (const name of urlNames) {
    if (given[name] && !URL.canParse(given[name])) throw unusable(name, given[name], 'must be a URL')
  }
  checkOwner(settings.DATABASE_URL, settings.DATABASE_OWNER_URL)
  const loopback = ['127.0.0.1', 'localhost', '::1'].includes(settings.HOST)
  const reachable = !loopback || settings.TRUST_PROXY === 'on'
  if (settings.DEMO === 'on' && reachable) {
    throw new ConfigError(
      `DEMO is "on" but others can reach HOST "${settings.HOST}"${loopback ? ' through the proxy' : ''}: demonstration people can sign in without a password, so demo mode is refused there. Use DEMO=off, or DEMO=force to insist.`,
    )
  }
  if (!settings.SESSION_SECRET && reachable) {
    throw new ConfigError(
      'SESSION_SECRET is missing: set at least 32 random characters where others can reach the server.',
    )
  }
  return {
    port: settings.PORT,
    host: settings.HOST,
    varDir: resolve(settings.VAR_DIR),
    databaseUrl: settings.DATABASE_URL,
    databaseOwnerUrl: settings.DATABASE_OWNER_URL,
    city: settings.CITY,
    demo: settings.DEMO ? settings.DEMO !== 'off' : !reachable && !settings.DATABASE_URL,
    sessionSecret: settings.SESSION_SECRET ?? 'on a loopback address nobody else can send a cookie',
    auditKey: readAuditKey(settings.AUDIT_KEY, reachable),
    publicUrl: settings.PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT}`,
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM,
    pec: readPec(settings, reachable, (name, problem) => {
      throw unusable(name, given[name], problem)
    }),
    protocol: settings.PROTOCOL_URL
      ? { url: settings.PROTOCOL_URL, token: settings.PROTOCOL_TOKEN }
      : undefined,
    inboxDir: settings.INBOX_DIR && resolve(settings.INBOX_DIR),
    clamavSocket: settings.CLAMAV_SOCKET,
    basemapStyleUrl: settings.BASEMAP_STYLE_URL,
    writesPerMinute: settings.WRITES_PER_MINUTE,
    requestTimeoutMs: settings.REQUEST_TIMEOUT_S * 1000,
    maxDelayMs: settings.SHED_DELAY_MS,
    tileCacheBytes: settings.TILE_CACHE_MB * 2 ** 20,
    provider: readProvider(settings, (name, problem) => {
      throw unusable(name, given[name], problem)
    }),
    trustProxy: settings.TRUST_PROXY === 'on',
    logLevel: settings.LOG_LEVEL,
  }
}

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ConfigError, environmentNames, readConfig } from './config.ts'

test('without any setting it is a demonstration on this computer', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    city: 'milano',
    demo: true,
    databaseUrl: undefined,
  })
  expect(config.publicUrl).toBe('http://127.0.0.1:3000')
  expect(config.varDir).toMatch(/var$/)
})

test('a city database is not a demonstration unless it is asked for', () => {
  const DATABASE_URL = 'postgres://spazi@localhost/spazi'
  expect(readConfig({ DATABASE_URL }).demo).toBe(false)
  expect(readConfig({ DATABASE_URL, DEMO: 'on' }).demo).toBe(true)
})

const reachable = {
  HOST: '0.0.0.0',
  SESSION_SECRET: 'x'.repeat(32),
  AUDIT_KEY: Buffer.alloc(32, 7).toString('base64'),
}
const pec = {
  PEC_ADDRESS: 'spazi@pec.example.org',
  PEC_SMTP_URL: 'smtps://smtp.pec.example.org',
  PEC_IMAP_URL: 'imaps://imap.pec.example.org',
}

test('where others can reach the server it is a demonstration only by force', () => {
  expect(readConfig(reachable).demo).toBe(false)
  expect(readConfig({ ...reachable, DEMO: 'force' }).demo).toBe(true)
  expect(() => readConfig({ ...reachable, DEMO: 'on' })).toThrow(/DEMO=force to insist/)
})

const provider = {
  OIDC_ISSUER: 'https://login.example.org',
  OIDC_CLIENT_ID: 'spazi',
  OIDC_CLIENT_SECRET: 'a secret',
}

test('an identity provider is used where all of it is given, on this computer without https too', () => {
  expect(readConfig({}).provider).toBeUndefined()
  const given = { ...provider, OIDC_ISSUER: 'http://127.0.0.1:4000', OIDC_METHODS: 'spid=L2:x,cie' }
  expect(readConfig(given).provider).toMatchObject({
    methods: [
      { method: 'spid', value: 'L2:x' },
      { method: 'cie', value: 'cie' },
    ],
    methodClaims: ['amr', 'acr', 'idp'],
    fiscalNumberClaim: 'fiscal_number',
  })
})

test.each([
  [{ PORT: 'abc' }, 'PORT is "abc"'],
  [{ PORT: '70000' }, 'PORT is "70000"'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL cannot be used'],
  [{ DATABASE_URL: 'postgres://[' }, 'DATABASE_URL cannot be used: it must be a URL'],
  [{ SMTP_URL: 'smtp://[' }, 'SMTP_URL cannot be used: it must be a URL'],
  [{ BASEMAP_STYLE_URL: 'http://[' }, 'BASEMAP_STYLE_URL is "http://[": it must be a URL'],
  [{ CITY: '../etc' }, 'CITY is "../etc"'],
  [{ SESSION_SECRET: 'short' }, 'SESSION_SECRET'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"'],
  [{ HOST: '0.0.0.0' }, 'SESSION_SECRET is missing'],
  [{ HOST: '0.0.0.0', DEMO: 'on' }, 'DEMO is "on" but others can reach HOST "0.0.0.0"'],
  [{ TRUST_PROXY: 'on', DEMO: 'on' }, 'through the proxy'],
  [{ TRUST_PROXY: 'on' }, 'SESSION_SECRET is missing'],
  [{ OIDC_ISSUER: 'https://login.example.org' }, 'OIDC_CLIENT_ID is "": it must be set where another of'],
  [{ ...provider, OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET cannot be used: it must be set where'],
  [{ ...provider, OIDC_ISSUER: 'http://login.example.org' }, 'it must begin with https://'],
  [{ ...provider, OIDC_ISSUER: 'https://[' }, 'OIDC_ISSUER is "https://[": it must be a URL'],
  [{ ...provider, OIDC_METHODS: 'spid,google' }, 'OIDC_METHODS is "spid,google"'],
  [{ ...provider, OIDC_METHODS: 'spid,spid=x' }, 'it must name each method once'],
  [{ PEC_ADDRESS: 'spazi@pec.example.org' }, 'PEC_SMTP_URL cannot be used: it must be set where'],
  [{ PEC_IMAP_URL: 'imaps://pec.example.org' }, 'PEC_ADDRESS is "": it must be set where another of'],
  [{ ...reachable, ...pec }, 'PEC_CA_FILE is "": it must be set where others can reach'],
  [{ ...reachable, ...pec, PEC_CA_FILE: 'ca.pem' }, 'PEC_SIGNERS is "": it must be set where others can'],
  [{ ...pec, PEC_CA_FILE: 'ca.pem' }, 'PEC_SIGNERS is "": it must be set where PEC_CA_FILE or'],
  [{ ...pec, PEC_CA_FILE: 'ca.pem', PEC_SIGNERS: 'pec.example.org,' }, 'PEC_SIGNERS is "pec.example.org,"'],
  [{ HOST: '0.0.0.0', SESSION_SECRET: 'x'.repeat(32) }, 'AUDIT_KEY is missing'],
  [{ AUDIT_KEY: 'x'.repeat(48) }, 'AUDIT_KEY cannot be used: it must be an Ed25519 key'],
  [{ DATABASE_OWNER_URL: 'postgres://owner@host/spazi' }, 'must name another role than DATABASE_URL'],
  [{ ...provider, OIDC_SCOPE: 'profile' }, 'OIDC_SCOPE is "profile"'],
])('%o is refused in one line that names it', (environment, words) => {
  expect(() => readConfig(environment)).toThrow(ConfigError)
  expect(() => readConfig(environment)).toThrow(words)
  expect(() => readConfig(environment)).not.toThrow(/\n/)
})

test.each([
  { SESSION_SECRET: 'too-short-a-secret' },
  { AUDIT_KEY: 'too-short-a-secret' },
  { DATABASE_URL: 'mysql://spazi:too-short-a-secret@host/spazi' },
  { SMTP_URL: 'http://spazi:too-short-a-secret@host' },
  { PEC_IMAP_URL: 'http://spazi:too-short-a-secret@host' },
])('%o is refused without its password', (environment) => {
  expect(() => readConfig(environment)).toThrow(ConfigError)
  expect(() => readConfig(environment)).not.toThrow(/too-short/)
})

test('.env.example names every setting and no other', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const named = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(named.sort()).toEqual([...environmentNames].sort())
})

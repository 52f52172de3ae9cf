import { createHash } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type KnownPerson, startIdentityProvider } from '../testing/identityProvider.ts'
import { insertAccount, sessionOf, signInAs } from '../testing/people.ts'
import type { Me } from './schema.ts'

const anna: KnownPerson = {
  subject: 'anna',
  claims: {
    given_name: 'Anna',
    family_name: 'Bianchi',
    email: 'anna@example.org',
    fiscal_number: 'TINIT-BNCLCU90L55F205Q',
    amr: ['spid'],
  },
}
const rossi = 'RSSMRA80A01F205X'
const withClaims = (claims: Record<string, unknown>): KnownPerson => ({
  ...anna,
  claims: { ...anna.claims, ...claims },
})

const idp = await startIdentityProvider('http://127.0.0.1:3000', anna)
afterAll(() => idp.close())
const fixture = testApp({ provider: idp.config })
const { db } = fixture

/** Forgets everybody, and everything said of them: a test begins with nobody known. */
const forgetEverybody = () =>
  db.transaction((trx) =>
    trx.raw(`SET LOCAL session_replication_role = replica;
      DELETE FROM account; DELETE FROM account_role; DELETE FROM account_identity; DELETE FROM session;
      DELETE FROM oidc_attempt; DELETE FROM mail_outbox; DELETE FROM party; DELETE FROM party_member`),
  )

beforeEach(async () => {
  await forgetEverybody()
  idp.person = anna
  idp.givesUp = false
})

const cookiesOf = (answer: LightMyRequestResponse) =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
const pathOf = (address: string) => new URL(address).pathname + new URL(address).search

async function leave(next = '/requests', method = 'spid') {
  const url = `/api/session/provider?${new URLSearchParams({ method, next })}`
  const answer = await fixture.app.inject({ method: 'GET', url })
  return { answer, address: String(answer.headers.location), cookie: cookiesOf(answer) }
}
const comeBack = (address: string, cookie: string) =>
  fixture.app.inject({ method: 'GET', url: pathOf(address), headers: { cookie } })

/** The whole way: to the provider, through it, and back. */
async function signInThere(next?: string, method?: string) {
  const { address, cookie } = await leave(next, method)
  const answer = await comeBack(await idp.visit(address), cookie)
  const session = answer.cookies.find(({ name }) => name === 'spazi_session')
  const me = await fixture.app.inject({
    method: 'GET',
    url: '/api/me',
    headers: { cookie: `spazi_session=${session?.value}` },
  })
  return { answer, session, me: me.json<Me>(), location: String(answer.headers.location) }
}

const problemIn = (location: string) => new URL(location, 'http://x').searchParams.get('problem')
const accounts = () => db('account').orderBy('created_at').select('id', 'name', 'email', 'fiscal_code')

describe('signing in through the identity provider', () => {
  test('leads to the page asked for, with a new account and the method that was used', async () => {
    const { answer, me, location, session } = await signInThere('/spaces/MI-9-0001/ask?lang=en')
    expect(answer.statusCode).toBe(302)
    expect(location).toBe('/spaces/MI-9-0001/ask?lang=en')
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    expect(me).toMatchObject({
      account: { name: 'Anna Bianchi', email: 'anna@example.org' },
      roles: ['applicant'],
      identifiedBy: 'spid',
    })
    const [account] = await db('account')
    expect(account).toMatchObject({ fiscal_code: 'BNCLCU90L55F205Q', password_hash: null })
    expect(account.fiscal_code_verified_at).not.toBeNull()
    const actions = await db('audit_event').where({ object_id: account.id }).orderBy('id').pluck('action')
    expect(actions).toEqual(['create', 'linkIdentity'])
    expect(await db('oidc_attempt')).toEqual([])
  })

  test('the request carries PKCE, state, nonce and the method chosen, and stores no state', async () => {
    const { address, answer } = await leave('/', 'cie')
    const asked = Object.fromEntries(new URL(address).searchParams)
    expect(asked).toMatchObject({
      client_id: 'spazi',
      response_type: 'code',
      code_challenge_method: 'S256',
      acr_values: 'cie',
      scope: 'openid profile email',
    })
    expect(asked.code_challenge).toMatch(/.{43}/)
    expect(asked.nonce).toMatch(/.{20}/)
    const [attempt] = await db('oidc_attempt')
    expect(attempt.state_hash).toEqual(
      createHash('sha256')
        .update(asked.state ?? '')
        .digest(),
    )
    expect(answer.cookies[0]).toMatchObject({ name: 'spazi_provider', httpOnly: true, maxAge: 600 })
  })

  test('a second time opens the same account and writes over nothing the person has corrected', async () => {
    const first = await signInThere()
    await db('account').update({ name: 'Anna B.', email: 'new@example.org' })
    idp.person = withClaims({ given_name: 'ANNA', amr: ['cie'] })
    const second = await signInThere()
    expect(second.me.account).toMatchObject({
      id: first.me.account?.id,
      name: 'Anna B.',
      email: 'new@example.org',
    })
    expect(second.me.identifiedBy).toBe('cie')
    expect(second.session?.value).not.toBe(first.session?.value)
    expect(await db('account_identity').pluck('method')).toEqual(['cie'])
  })

  test('an address of another site is no place to return to', async () => {
    expect((await signInThere('/.//elsewhere.example')).location).toBe('/')
    expect((await signInThere('https://elsewhere.example')).location).toBe('/')
  })

  test('a person without an e-mail address gets an account all the same', async () => {
    idp.person = withClaims({ email: undefined })
    expect((await signInThere()).me.account).toMatchObject({ name: 'Anna Bianchi', email: null })
  })
})

describe('which account it opens', () => {
  test('one whose fiscal code the office has verified, with its roles', async () => {
    const officer = await signInAs(fixture.app, { roles: ['administrator'] })
    const id = await insertAccount(fixture.app, { roles: ['applicant', 'planner'], name: 'Lucia' })
    const path = `/api/admin/accounts/${id}/fiscal-code`
    const note = "carta d'identità CA00000AA, vista allo sportello"
    const wrong = await officer.post(path, { fiscalCode: 'BNCLCU90L55F205X', note })
    expect(wrong.json()).toMatchObject({ status: 422, type: '/problems/fiscal-code' })
    const checked = await officer.post(path, { fiscalCode: 'bnclcu90l55f205q', note })
    expect(checked.json().fiscalCodeVerifiedAt).toMatch(/^20/)
    expect(await db('mail_outbox').where({ account_id: id }).pluck('kind')).toEqual(['fiscalCodeVerified'])
    const other = await insertAccount(fixture.app, { roles: ['applicant'] })
    const twice = await officer.post(`/api/admin/accounts/${other}/fiscal-code`, {
      fiscalCode: 'BNCLCU90L55F205Q',
      note,
    })
    expect(twice.json()).toMatchObject({ status: 409, type: '/problems/fiscal-code-taken' })
    const { me } = await signInThere()
    expect(me.account).toMatchObject({ id, name: 'Lucia' })
    expect(me.roles).toEqual(['applicant', 'planner'])
    const actions = await db('audit_event').where({ object_id: id }).orderBy('id').pluck('action')
    expect(actions).toEqual(['verifyFiscalCode', 'linkIdentity'])
  })

  test('the same as before, whatever an administrator says they have read', async () => {
    const officer = await signInAs(fixture.app, { roles: ['administrator'] })
    const { me } = await signInThere()
    const answer = await officer.post(`/api/admin/accounts/${me.account?.id}/fiscal-code`, {
      fiscalCode: rossi,
      note: 'Carta d’identità',
    })
    expect(answer.json()).toMatchObject({ status: 409, type: '/problems/fiscal-code-linked' })
    expect((await signInThere()).me.account?.id).toBe(me.account?.id)
    idp.person = { ...withClaims({ fiscal_number: `TINIT-${rossi}` }), subject: 'rossi' }
    expect((await signInThere()).me.account?.id).not.toBe(me.account?.id)
  })

  test('never one with the same e-mail address', async () => {
    const local = await insertAccount(fixture.app, { roles: ['administrator'], email: 'anna@example.org' })
    const { me } = await signInThere()
    expect(me.account?.id).not.toBe(local)
    expect(me.roles).toEqual(['applicant'])
    expect(await accounts()).toHaveLength(2)
  })

  test('never one whose party only says it has the code', async () => {
    const local = await insertAccount(fixture.app, { roles: ['applicant'] })
    await db('party').insert({
      account_id: local,
      kind: 'person',
      name: 'Anna',
      fiscal_code: 'BNCLCU90L55F205Q',
      email: 'x@example.org',
    })
    expect((await signInThere()).me.account?.id).not.toBe(local)
  })

  test('only administrators record a verified code, and never their own', async () => {
    const officer = await signInAs(fixture.app, { roles: ['administrator'] })
    const own = `/api/admin/accounts/${officer.me.account?.id}/fiscal-code`
    const answerToOwn = await officer.post(own, { fiscalCode: rossi, note: 'io stesso' })
    expect(answerToOwn.json()).toMatchObject({ status: 403, type: '/problems/own-fiscal-code' })
    const id = await insertAccount(fixture.app, { roles: ['applicant'] })
    const owner = await sessionOf(fixture.app, id)
    const answer = await owner.post(`/api/admin/accounts/${id}/fiscal-code`, {
      fiscalCode: rossi,
      note: 'io',
    })
    expect(answer.statusCode).toBe(403)
  })

  test('none that is closed, nor one linked under another code', async () => {
    const { me } = await signInThere()
    idp.person = withClaims({ fiscal_number: `TINIT-${rossi}` })
    expect(problemIn((await signInThere()).location)).toBe('provider-other-fiscal-number')
    idp.person = anna
    await db('account').where({ id: me.account?.id }).update({ disabled_at: db.fn.now() })
    const refused = await signInThere('/requests')
    expect(problemIn(refused.location)).toBe('account-disabled')
    expect(refused.session).toBeUndefined()
  })
})

describe('what is refused, back on the sign-in page', () => {
  test.each([
    ['no fiscal number', { fiscal_number: undefined }, 'provider-fiscal-number'],
    ['a wrong fiscal number', { fiscal_number: 'TINIT-BNCLCU90L55F205X' }, 'provider-fiscal-number'],
    ['a foreign fiscal number', { fiscal_number: 'TINDE-12345678901' }, 'provider-fiscal-number'],
    ['no name', { given_name: undefined, family_name: undefined }, 'provider-name'],
  ])('%s', async (_, claims, problem) => {
    idp.person = withClaims(claims)
    const { location, session } = await signInThere('/requests')
    expect(location).toBe(`/sign-in?problem=${problem}&next=%2Frequests`)
    expect(session).toBeUndefined()
    expect(await accounts()).toEqual([])
  })

  test('in the language of the page it began on', async () => {
    idp.givesUp = true
    const { location } = await signInThere('/requests?lang=en')
    expect(location).toBe('/sign-in?problem=provider-cancelled&next=%2Frequests%3Flang%3Den&lang=en')
  })

  test('the official claim is read too', async () => {
    idp.person = withClaims({
      fiscal_number: undefined,
      'https://attributes.eid.gov.it/fiscal_number': `TINIT-${rossi}`,
    })
    expect((await signInThere()).location).toBe('/requests')
    expect(await db('account').pluck('fiscal_code')).toEqual([rossi])
  })

  test('a method the provider does not tell, or contradicts itself on, and level 1', async () => {
    idp.person = withClaims({ amr: ['pwd'] })
    expect(problemIn((await signInThere()).location)).toBe('provider-method')
    idp.person = withClaims({ idp: 'cie' })
    expect(problemIn((await signInThere()).location)).toBe('provider-method')
    idp.person = withClaims({ amr: ['cns'] })
    expect(problemIn((await signInThere()).location)).toBe('provider-method')
    idp.person = withClaims({ amr: ['https://www.spid.gov.it/SpidL1'] })
    expect(problemIn((await signInThere()).location)).toBe('provider-level')
    idp.person = withClaims({ amr: ['https://www.spid.gov.it/SpidL2'] })
    expect((await signInThere()).me.identifiedBy).toBe('spid')
  })

  test('a person who gives up', async () => {
    idp.givesUp = true
    expect(problemIn((await signInThere()).location)).toBe('provider-cancelled')
  })

  test('a state that is not ours, a code used before, another browser, a cookie changed', async () => {
    const expectOver = async (address: string, cookie: string) =>
      expect(problemIn(String((await comeBack(address, cookie)).headers.location))).toBe('provider-expired')
    const { address, cookie } = await leave()
    const back = await idp.visit(address)
    await expectOver(back.replace(/state=[^&]+/, 'state=another'), cookie)
    await expectOver(back.replace(/state=[^&]+&?/, ''), cookie)
    await expectOver(back, '')
    await expectOver(back, `${cookie}x`)
    await expectOver(back, (await leave()).cookie)
    expect((await comeBack(back, cookie)).headers.location).toBe('/requests')
    await expectOver(back, cookie)
  })

  test('an answer to another nonce, another code, another verifier', async () => {
    for (const change of [{ nonce: 'another' }, { code_verifier: 'a'.repeat(43) }]) {
      const { address, cookie } = await leave()
      const back = await idp.visit(address)
      await db('oidc_attempt').update(change)
      expect(problemIn(String((await comeBack(back, cookie)).headers.location))).toBe('provider-answer')
    }
    const { address, cookie } = await leave()
    const forged = (await idp.visit(address)).replace(/code=[^&]+/, 'code=forged')
    expect(problemIn(String((await comeBack(forged, cookie)).headers.location))).toBe('provider-answer')
    expect(await accounts()).toEqual([])
  })

  test('an attempt older than ten minutes', async () => {
    const { address, cookie } = await leave()
    const back = await idp.visit(address)
    await db('oidc_attempt').update({ expires_at: db.raw("clock_timestamp() - interval '1 second'") })
    expect(problemIn(String((await comeBack(back, cookie)).headers.location))).toBe('provider-expired')
  })

  test('a method that is not offered', async () => {
    const answer = await fixture.app.inject({ method: 'GET', url: '/api/session/provider?method=cns' })
    expect(answer.json()).toMatchObject({ status: 404, type: '/problems/provider-none' })
  })
})

test('while the provider is away the page says so, and sign-in works again when it is back', async () => {
  const { address, cookie } = await leave()
  const back = await idp.visit(address)
  await idp.close()
  expect(problemIn(String((await comeBack(back, cookie)).headers.location))).toBe('provider-away')
  expect(problemIn((await leave()).address)).toBe('provider-away')
  await idp.open()
  expect((await signInThere()).location).toBe('/requests')
})

describe('too many attempts from one address', () => {
  const slow = testApp({ provider: idp.config, writesPerMinute: 1 })

  test('are told to wait', async () => {
    const start = () => slow.app.inject({ method: 'GET', url: '/api/session/provider?method=spid' })
    const codes: number[] = []
    for (let attempt = 0; attempt < 11; attempt += 1) codes.push((await start()).statusCode)
    expect(codes).toEqual([...Array(10).fill(302), 429])
  })
})

test('two sign-ins at once make one account', async (context) => {
  if (fixture.kind === 'embedded') context.skip('the embedded database has one session')
  const attempts = await Promise.all([leave(), leave()])
  const backs = await Promise.all(attempts.map(({ address }) => idp.visit(address)))
  await Promise.all(backs.map((back, at) => comeBack(back, attempts[at]?.cookie ?? '')))
  expect(await accounts()).toHaveLength(1)
})

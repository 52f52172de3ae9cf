import { expect, test } from 'vitest'
import { verifyChain } from '../db/auditChain.ts'
import { testApp } from '../testing/app.ts'
import { deviceCookie, goodPassword, insertWithPassword } from '../testing/passwords.ts'
import { clientOf, sessionOf } from '../testing/people.ts'

const fixture = testApp()
const newPassword = 'Cavallo batteria graffetta'
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  fixture.app.inject({ method: 'POST', url, payload, headers })
const ask = (email: string, language?: string) => post('/api/accounts/reset', { email, language })
const confirm = (token: string, password = newPassword, headers = {}) =>
  post('/api/accounts/reset/confirm', { token, password }, headers)
const signIn = (email: string, password: string, headers = {}) =>
  post('/api/session', { email, password }, headers)

interface Sent {
  kind: string
  subject: string
  body_text: string
  language: string
  holds_secret: boolean
}
const lettersTo = (recipient: string): Promise<Sent[]> =>
  fixture
    .db('mail_outbox')
    .where({ recipient })
    .orderBy('created_at')
    .select('kind', 'subject', 'body_text', 'language', 'holds_secret')

async function tokenFor(email: string): Promise<string> {
  await ask(email)
  const letter = (await lettersTo(email)).at(-1)
  return letter?.body_text.match(/token=(\S+)/)?.[1] ?? ''
}

async function insertOne(email: string, given: { name?: string } = {}): Promise<string> {
  const [id = ''] = await insertWithPassword(fixture.app, [{ email, ...given }])
  return id
}

test('a forgotten password is set anew by the link of the letter, once, and every session ends', async () => {
  const email = 'forgetful@example.org'
  const id = await insertOne(email)
  const elsewhere = await sessionOf(fixture.app, id)
  const token = await tokenFor(email)
  expect(await lettersTo(email)).toMatchObject([{ kind: 'passwordReset', holds_secret: true }])
  const done = await confirm(token)
  expect(done.statusCode).toBe(200)
  expect((await clientOf(fixture.app, done).get('/api/me')).json().account.email).toBe(email)
  expect((await elsewhere.get('/api/me')).json().account).toBeNull()
  expect((await signIn(email, goodPassword)).statusCode).toBe(401)
  expect((await signIn(email, newPassword)).statusCode).toBe(200)
  expect((await confirm(token)).json().type).toBe('/problems/old-link')
  expect((await lettersTo(email)).map(({ kind }) => kind)).toEqual(['passwordReset', 'passwordChanged'])
  const [told] = (await lettersTo(email)).slice(-1)
  expect(told?.body_text).not.toContain('token=')
  expect(await fixture.db('audit_event').where({ object_id: id }).pluck('action')).toEqual(['changePassword'])
  expect((await verifyChain(fixture.db, 'account', id)).valid).toBe(true)
})

test('a link is good for 30 minutes, and a newer password makes it worthless', async () => {
  const email = 'late@example.org'
  await insertOne(email)
  const [first, second] = [await tokenFor(email), await tokenFor(email)]
  const [span] = await fixture
    .db('password_reset')
    .where({ email })
    .limit(1)
    .select(fixture.db.raw('extract(epoch FROM expires_at - asked_at)::integer AS seconds'))
  expect(span.seconds).toBe(1800)
  expect((await confirm(first)).statusCode).toBe(200)
  expect((await confirm(second, goodPassword)).json().type).toBe('/problems/old-link')
  const third = await tokenFor(email)
  await fixture.db('password_reset').update({ expires_at: fixture.db.raw("now() - interval '1 second'") })
  expect((await confirm(third)).json().type).toBe('/problems/old-link')
})

test('an unknown address gets the same answer, and by letter the word that it has no password', async () => {
  await insertOne('known@example.org')
  const answers = [await ask('known@example.org', 'en'), await ask('unknown@example.org', 'en')]
  for (const answer of answers) expect(answer.statusCode).toBe(202)
  expect(answers.map((answer) => Object.keys(answer.json()))).toEqual([['email'], ['email']])
  expect(await lettersTo('unknown@example.org')).toMatchObject([
    { kind: 'noPassword', language: 'en', holds_secret: false },
  ])
  const kept = await fixture.db('password_reset').where('email', 'like', '%known@example.org').pluck('email')
  expect(kept.sort(), 'as much is done for both').toEqual(['known@example.org', 'unknown@example.org'])
})

test('an address is sent five links an hour, known or not', async () => {
  await insertOne('flooded@example.org')
  for (const email of ['flooded@example.org', 'flooded-stranger@example.org']) {
    const answers: number[] = []
    for (let index = 0; index < 7; index += 1) answers.push((await ask(email)).statusCode)
    expect(answers).toEqual(Array(7).fill(202))
    expect(await lettersTo(email)).toHaveLength(5)
  }
})

test('a link lets the owner in while strangers guess, and marks the browser as theirs', async () => {
  const email = 'besieged-owner@example.org'
  await insertOne(email)
  for (let index = 0; index < 6; index += 1) await signIn(email, 'sbagliata del tutto')
  expect((await signIn(email, goodPassword)).statusCode).toBe(429)
  const done = await confirm(await tokenFor(email))
  expect(done.statusCode).toBe(200)
  expect((await signIn(email, newPassword)).statusCode).toBe(429)
  expect((await signIn(email, newPassword, { cookie: deviceCookie(done) })).statusCode).toBe(200)
})

test('a password that is easily guessed is refused at the field, and the link stays good', async () => {
  const email = 'giulia.bianchi@example.org'
  await insertOne(email, { name: 'Giulia Bianchi' })
  const token = await tokenFor(email)
  for (const [password, type] of [
    ['giuliabianchi99', '/problems/password-personal'],
    ['Password12345', '/problems/password-common'],
  ]) {
    const answer = await confirm(token, password)
    expect(answer.json()).toMatchObject({ status: 422, type, errors: [{ pointer: '/password' }] })
  }
  expect((await confirm(token)).statusCode).toBe(200)
})

test('an account of the identity provider alone, and a disabled one, get no link', async () => {
  const { db } = fixture
  const [provider = '', closed = ''] = await insertWithPassword(fixture.app, [
    { email: 'spid@example.org' },
    { email: 'closed@example.org' },
  ])
  await db('account').where({ id: provider }).update({ password_hash: null })
  await db('account_identity').insert({ account_id: provider, issuer: 'x', subject: 'y', method: 'spid' })
  const early = await tokenFor('closed@example.org')
  await db('account').where({ id: closed }).update({ disabled_at: db.fn.now() })
  expect((await confirm(early)).json().type).toBe('/problems/old-link')
  await ask('closed@example.org')
  await ask('spid@example.org')
  expect((await lettersTo('spid@example.org')).map(({ kind }) => kind)).toEqual(['noPassword'])
  expect((await lettersTo('closed@example.org')).map(({ kind }) => kind)).toEqual([
    'passwordReset',
    'noPassword',
  ])
})

test('who was invited and has no password yet sets the first one by the same link', async () => {
  const email = 'invited@example.org'
  const id = await insertOne(email)
  await fixture.db('account').where({ id }).update({ password_hash: null })
  expect((await signIn(email, goodPassword)).statusCode).toBe(401)
  expect((await confirm(await tokenFor(email))).statusCode).toBe(200)
  expect((await signIn(email, newPassword)).statusCode).toBe(200)
  expect(
    (await lettersTo(email)).map(({ kind }) => kind),
    'nothing has changed',
  ).toEqual(['passwordReset'])
})

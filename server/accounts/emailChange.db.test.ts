import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { enterWith, goodPassword, ownerOf } from '../testing/passwords.ts'
import { type Client, signInAs } from '../testing/people.ts'

const fixture = testApp()
const newPassword = 'Cavallo batteria graffetta'
const post = (url: string, payload: object) => fixture.app.inject({ method: 'POST', url, payload })
const enter = (email: string, password: string) => enterWith(fixture.app, email, password)
const owner = (email: string) => ownerOf(fixture.app, email)
const eventsOf = (id: string) =>
  fixture.db('audit_event').where({ object_id: id }).orderBy('id').pluck('action')
const kindsTo = (recipient: string) =>
  fixture.db('mail_outbox').where({ recipient }).orderBy('created_at').pluck('kind')

/** The token of the newest letter to an address. */
async function tokenTo(recipient: string): Promise<string> {
  const letters = await fixture
    .db('mail_outbox')
    .where({ recipient })
    .orderBy('created_at')
    .pluck('body_text')
  return letters.at(-1)?.match(/token=(\S+)/)?.[1] ?? ''
}
const openLink = async (to: string) => post('/api/accounts/email/confirm', { token: await tokenTo(to) })
const askFor = (client: Client, email: string) =>
  client.post('/api/account/email', { email, current: goodPassword })

test('a new address counts once its letter is opened, and the former one is told', async () => {
  const here = await owner('former@example.org')
  const to = 'newer@example.org'
  expect((await here.post('/api/account/email', { email: to })).statusCode).toBe(422)
  const asked = await here.post('/api/account/email', { email: to, current: goodPassword })
  expect(asked.statusCode).toBe(202)
  expect((await here.get('/api/account')).json().email).toBe('former@example.org')
  const letter = await fixture.db('mail_outbox').where({ recipient: to }).first('body_text', 'holds_secret')
  expect(letter.holds_secret).toBe(true)
  const payload = { token: letter.body_text.match(/token=(\S+)/)[1] }
  const confirm = () => fixture.app.inject({ method: 'POST', url: '/api/accounts/email/confirm', payload })
  expect((await confirm()).json()).toEqual({ email: to })
  expect((await confirm()).json().type).toBe('/problems/old-link')
  expect((await here.get('/api/account')).json().email).toBe(to)
  expect(await kindsTo('former@example.org')).toEqual(['emailChangeAsked', 'emailChanged'])
  expect((await enter('former@example.org', goodPassword)).statusCode).toBe(401)
  expect((await enter(to, goodPassword)).statusCode).toBe(200)
  expect(await eventsOf(here.id)).toEqual(['changeEmail'])
})

test('who has no password changes the address soon after signing in', async () => {
  const here = await owner('spid-only@example.org')
  const { db } = fixture
  await db('account').where({ id: here.id }).update({ password_hash: null })
  expect((await here.get('/api/account')).json().hasPassword).toBe(false)
  const ask = () => here.post('/api/account/email', { email: 'spid-newer@example.org' })
  expect((await ask()).statusCode).toBe(202)
  await db('session')
    .where({ account_id: here.id })
    .update({ created_at: db.raw("now() - interval '11 minutes'") })
  expect((await ask()).json()).toMatchObject({ status: 403, type: '/problems/sign-in-again' })
})

test('an address that has an account is not taken over, and only its owner learns of it', async () => {
  const here = await owner('wants-another@example.org')
  const [, other] = [await owner('taken@example.org'), 'free@example.org']
  const ask = (email: string) => here.post('/api/account/email', { email, current: goodPassword })
  const [taken, free] = [await ask('taken@example.org'), await ask(other)]
  expect(taken.statusCode).toBe(free.statusCode)
  expect(Object.keys(taken.json())).toEqual(Object.keys(free.json()))
  expect(await kindsTo('taken@example.org')).toEqual(['accountExists'])
  const letter = await fixture.db('mail_outbox').where({ recipient: other }).first('body_text')
  await owner(other)
  const late = await fixture.app.inject({
    method: 'POST',
    url: '/api/accounts/email/confirm',
    payload: { token: letter.body_text.match(/token=(\S+)/)[1] },
  })
  expect(late.json()).toMatchObject({ status: 409, type: '/problems/email-taken' })
})

test('the present address is told of a change when it is asked for, and what to do about it', async () => {
  const here = await owner('watched@example.org')
  await askFor(here, 'attacker@example.org')
  const letter = await fixture.db('mail_outbox').where({ recipient: 'watched@example.org' }).first()
  expect(letter).toMatchObject({ kind: 'emailChangeAsked', account_id: here.id, holds_secret: false })
  expect(letter.body_text).toContain('attacker@example.org')
  expect(letter.body_text).toContain('/account/reset')
  expect(letter.body_text).not.toContain('token=')
})

test('a change of address that somebody else asked for does not outlive a new password', async () => {
  const [email, theirs] = ['robbed@example.org', 'robber@example.org']
  await askFor(await owner(email), theirs)
  await post('/api/accounts/reset', { email })
  const reset = { token: await tokenTo(email), password: newPassword }
  expect((await post('/api/accounts/reset/confirm', reset)).statusCode).toBe(200)
  expect((await openLink(theirs)).json()).toMatchObject({ status: 400, type: '/problems/old-link' })
  expect((await enter(email, newPassword)).statusCode).toBe(200)

  const other = await owner('robbed-too@example.org')
  await askFor(other, 'robber-too@example.org')
  await other.post('/api/account/password', { current: goodPassword, password: newPassword })
  expect((await openLink('robber-too@example.org')).json().type).toBe('/problems/old-link')
})

test('nor does it outlive that the account is disabled', async () => {
  const administrator = await signInAs(fixture.app, { roles: ['administrator'] })
  const here = await owner('suspended@example.org')
  await askFor(here, 'elsewhere@example.org')
  const reason = { reason: 'Accesso rubato.' }
  for (const what of ['disable', 'enable'])
    expect((await administrator.post(`/api/admin/accounts/${here.id}/${what}`, reason)).statusCode).toBe(200)
  expect((await openLink('elsewhere@example.org')).json().type).toBe('/problems/old-link')
})

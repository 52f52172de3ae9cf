import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { enterWith, goodPassword, ownerOf } from '../testing/passwords.ts'
import { type Client, clientOf, sessionOf, signIn } from '../testing/people.ts'

const fixture = testApp()
const newPassword = 'Cavallo batteria graffetta'
const firefox = 'Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0'

const enter = (email: string, password: string) => enterWith(fixture.app, email, password)
const owner = (email: string, headers: Record<string, string> = {}) => ownerOf(fixture.app, email, headers)

const sessionsOf = async (client: Client) => (await client.get('/api/account/sessions')).json().items
const isIn = async (client: Client) => (await client.get('/api/me')).json().account !== null
const eventsOf = (id: string) =>
  fixture.db('audit_event').where({ object_id: id }).orderBy('id').pluck('action')
const kindsTo = (recipient: string) =>
  fixture.db('mail_outbox').where({ recipient }).orderBy('created_at').pluck('kind')

test('one sees one’s sessions, with the browser in words, and ends one or all others', async () => {
  const here = await owner('sessions@example.org', { 'user-agent': firefox })
  const phone = await sessionOf(fixture.app, here.id)
  const library = await sessionOf(fixture.app, here.id)
  const stranger = await owner('stranger@example.org')
  const sessions = await sessionsOf(here)
  expect(sessions).toHaveLength(3)
  const own = sessions.filter((session: { isThis: boolean }) => session.isThis)
  expect(own).toMatchObject([{ browser: 'Firefox, Windows', identifiedBy: 'local' }])

  const [ofPhone] = (await sessionsOf(phone)).filter((session: { isThis: boolean }) => session.isThis)
  const url = `/api/account/sessions/${ofPhone.id}`
  expect((await stranger.inject({ method: 'DELETE', url })).statusCode).toBe(404)
  expect((await here.inject({ method: 'DELETE', url })).statusCode).toBe(204)
  expect(await isIn(phone)).toBe(false)
  expect((await here.inject({ method: 'DELETE', url })).statusCode).toBe(404)

  expect((await here.inject({ method: 'DELETE', url: '/api/account/sessions' })).statusCode).toBe(204)
  expect([await isIn(library), await isIn(here), await isIn(stranger)]).toEqual([false, true, true])
  expect(await eventsOf(here.id)).toEqual(['endSession', 'endSession'])
})

test('a session left idle is no longer listed', async () => {
  const here = await owner('idle@example.org')
  await sessionOf(fixture.app, here.id)
  await fixture
    .db('session')
    .whereNot({ user_agent: 'x' })
    .orWhereNull('user_agent')
    .update({ last_seen_at: fixture.db.raw("now() - interval '119 minutes'") })
  expect(await sessionsOf(here)).toHaveLength(2)
  await fixture
    .db('session')
    .where({ account_id: here.id })
    .whereRaw("last_seen_at < now() - interval '1 hour'")
    .update({ last_seen_at: fixture.db.raw("now() - interval '121 minutes'") })
  expect(await sessionsOf(here)).toHaveLength(1)
})

test('a new password needs the one that counts, and ends every other session', async () => {
  const email = 'changes@example.org'
  const here = await owner(email)
  const elsewhere = await sessionOf(fixture.app, here.id)
  const change = (current: string, password = newPassword) =>
    here.post('/api/account/password', { current, password })
  expect((await change('non è questa')).json()).toMatchObject({
    status: 422,
    type: '/problems/current-password',
    errors: [{ pointer: '/current' }],
  })
  expect((await change(goodPassword, 'password password')).json().type).toBe('/problems/password-common')
  const changed = await change(goodPassword)
  expect(changed.statusCode).toBe(200)
  expect([await isIn(clientOf(fixture.app, changed)), await isIn(elsewhere)]).toEqual([true, false])
  expect((await enter(email, goodPassword)).statusCode).toBe(401)
  expect((await enter(email, newPassword)).statusCode).toBe(200)
  expect(await kindsTo(email)).toEqual(['passwordChanged'])
  expect(await eventsOf(here.id)).toEqual(['changePassword'])
})

test('a copy of the cookie is worth nothing once the password has been changed, in whichever browser', async () => {
  const here = await owner('copied@example.org')
  const [before] = await sessionsOf(here)
  const copy = here
  const body = { current: goodPassword, password: newPassword }
  const changed = await here.post('/api/account/password', body)
  const after = clientOf(fixture.app, changed)
  expect(await isIn(copy)).toBe(false)
  expect(after.cookie).not.toBe(copy.cookie)
  expect(after.me.csrfToken).not.toBe(copy.me.csrfToken)
  expect(await sessionsOf(after), 'it is the same session, and ends when it would have').toMatchObject([
    { id: before.id, openedAt: before.openedAt, isThis: true },
  ])
  const oldToken = { 'x-csrf-token': copy.me.csrfToken ?? '' }
  const write = (headers = {}) =>
    after.inject({ method: 'PATCH', url: '/api/account', payload: { phone: null }, headers })
  expect((await write(oldToken)).json().type).toBe('/problems/csrf-token')
  expect((await write()).statusCode).toBe(200)
})

test('whoever finds a session open cannot guess the password without end', async () => {
  const here = await owner('desk-left-open@example.org')
  const codes: number[] = []
  for (let index = 0; index < 6; index += 1) {
    const answer = await here.post('/api/account/password', {
      current: `prova ${index}`,
      password: newPassword,
    })
    codes.push(answer.statusCode)
  }
  expect(codes).toEqual([422, 422, 422, 422, 422, 429])
})

test('one corrects name, telephone and language, on the record with what is personal erasable', async () => {
  const here = await owner('profile@example.org')
  const change = (payload: object) => here.inject({ method: 'PATCH', url: '/api/account', payload })
  const changed = await change({ name: 'Anna Maria Rossi', phone: '+39 02 0202', language: 'en' })
  expect(changed.json()).toMatchObject({
    ...{ name: 'Anna Maria Rossi', phone: '+39 02 0202', language: 'en', email: 'profile@example.org' },
    ...{ hasPassword: true, nameIsVerified: false },
  })
  expect((await here.get('/api/me')).json().account.name).toBe('Anna Maria Rossi')
  expect((await change({ phone: null })).json().phone).toBeNull()
  expect((await change({ name: 'Anna Maria Rossi' })).statusCode).toBe(200)
  const events = await fixture.db('audit_event').where({ object_id: here.id }).orderBy('id').select('changes')
  expect(events).toHaveLength(2)
  expect(events[0].changes).toMatchObject({
    name: { class: 'personal', newHash: expect.any(String) },
    phone: { class: 'personal', newHash: expect.any(String) },
    language: { class: 'internal', old: 'it', new: 'en' },
  })
  for (const wrong of [
    {},
    { phone: 'call me' },
    { name: 'A\nB' },
    { email: 'x@example.org' },
    { name: null },
  ]) {
    expect((await change(wrong)).statusCode, JSON.stringify(wrong)).toBe(400)
  }
})

test('a name that the identity provider told is corrected there', async () => {
  const here = await owner('verified@example.org')
  await fixture
    .db('account')
    .where({ id: here.id })
    .update({ fiscal_code: 'RSSMRA80A01F205X', fiscal_code_verified_at: fixture.db.fn.now() })
  const payload = { name: 'Un altro nome' }
  const answer = await here.inject({ method: 'PATCH', url: '/api/account', payload })
  expect(answer.json()).toMatchObject({ status: 409, type: '/problems/verified-name' })
})

test('nobody locks others out of the people of the demonstration', async () => {
  const anna = await signIn(fixture.app, 'applicant')
  const email = await anna.post('/api/account/email', { email: 'mine@example.org' })
  expect(email.json()).toMatchObject({ status: 403, type: '/problems/demo-person' })
  const password = await anna.post('/api/account/password', { current: 'x', password: newPassword })
  expect(password.json().type).toBe('/problems/no-password')
  const another = await signIn(fixture.app, 'applicant')
  expect(await sessionsOf(anna)).toHaveLength(1)
  await anna.inject({ method: 'DELETE', url: '/api/account/sessions' })
  expect(await isIn(another)).toBe(true)
})

test('a visitor reaches none of it', async () => {
  for (const [method, url] of [
    ['GET', '/api/account'],
    ['PATCH', '/api/account'],
    ['POST', '/api/account/password'],
    ['POST', '/api/account/email'],
    ['GET', '/api/account/sessions'],
    ['DELETE', '/api/account/sessions'],
    ['DELETE', '/api/account/sessions/x'],
  ] as const) {
    expect((await fixture.app.inject({ method, url })).statusCode, `${method} ${url}`).toBe(401)
  }
})

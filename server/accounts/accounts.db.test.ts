import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { clientOf, register, signIn } from '../testing/people.ts'

const fixture = testApp()
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  fixture.app.inject({ method: 'POST', url, payload, headers })
const anna = { name: 'Anna Rossi', email: 'anna.rossi@example.org', password: 'una frase molto lunga' }

/** What the letters to an address hold, the oldest first: the token of their link. */
async function tokensTo(recipient: string): Promise<string[]> {
  const letters = await fixture
    .db('mail_outbox')
    .where({ recipient })
    .orderBy('created_at')
    .pluck('body_text')
  return letters.map((text) => text.match(/confirm\?token=(\S+)/)?.[1])
}

test('an account opens with the link of the letter, once, and signs in', async () => {
  const { email, ...chosen } = anna
  const registration = await post('/api/accounts', { email })
  expect(registration.statusCode).toBe(202)
  const early = await post('/api/session', { email: anna.email, password: anna.password })
  expect(early.statusCode).toBe(401)

  const [token] = await tokensTo(email)
  expect((await post('/api/accounts/confirm', { token })).statusCode).toBe(400)
  const confirmed = await post('/api/accounts/confirm', { token, ...chosen })
  expect(confirmed.statusCode).toBe(201)
  expect(confirmed.json()).toMatchObject({ account: { email: anna.email }, roles: ['applicant'] })
  expect((await post('/api/accounts/confirm', { token, ...chosen })).json().type).toBe('/problems/old-link')

  const signedIn = await post('/api/session', {
    email: anna.email.toUpperCase(),
    password: anna.password,
  })
  expect(signedIn.statusCode).toBe(200)
  const me = await clientOf(fixture.app, signedIn).get('/api/me')
  expect(me.json().account.name).toBe('Anna Rossi')
})

test('registering a known address answers the same, and only its owner learns of it', async () => {
  const email = 'known@example.org'
  const first = await post('/api/accounts', { email })
  const link = (answer: typeof first) => answer.json().confirmPath.split('token=')[1]
  await post('/api/accounts/confirm', { token: link(first), name: anna.name, password: anna.password })
  const again = await post('/api/accounts', { email })
  expect(again.statusCode).toBe(first.statusCode)
  expect(Object.keys(again.json())).toEqual(Object.keys(first.json()))
  const kinds = await fixture
    .db('mail_outbox')
    .where({ recipient: email })
    .orderBy('created_at')
    .pluck('kind')
  expect(kinds).toEqual(['confirmAccount', 'accountExists'])
  const intruder = { token: link(again), name: 'Altro', password: 'quella di un altro' }
  expect((await post('/api/accounts/confirm', intruder)).json().type).toBe('/problems/old-link')
  expect((await post('/api/session', { email, password: intruder.password })).statusCode).toBe(401)
})

test('who registers somebody else’s address first gets nothing: each link serves who has the letter', async () => {
  const email = 'vittima@example.org'
  const attackers = 'la frase di chi attacca'
  await post('/api/accounts', { email, language: 'en' })
  await post('/api/accounts', { email })
  const [first, second] = await tokensTo(email)
  expect(second).not.toBe(first)

  const owner = { name: 'Vittima Vera', password: 'la frase della vittima' }
  const opened = await post('/api/accounts/confirm', { token: first, ...owner, language: 'it' })
  expect(opened.json()).toMatchObject({ account: { email, name: owner.name, language: 'it' } })
  const later = await post('/api/accounts/confirm', { token: second, name: 'Altro', password: attackers })
  expect(later.json().type).toBe('/problems/old-link')
  expect((await post('/api/session', { email, password: attackers })).statusCode).toBe(401)
  expect((await post('/api/session', { email, password: owner.password })).statusCode).toBe(200)
})

test('two who open links of one address at once open one account', async () => {
  const email = 'insieme@example.org'
  await post('/api/accounts', { email })
  await post('/api/accounts', { email })
  const answers = await Promise.all(
    (await tokensTo(email)).map((token) =>
      post('/api/accounts/confirm', { token, name: anna.name, password: anna.password }),
    ),
  )
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 400])
})

test('a password easily guessed is refused at its field, and the link stays good', async () => {
  const email = 'debole@example.org'
  await post('/api/accounts', { email })
  const [token] = await tokensTo(email)
  const weak = await post('/api/accounts/confirm', { token, name: 'Ada', password: 'qwertyuiopqwertyuiop' })
  expect(weak.json()).toMatchObject({ type: '/problems/password-common', errors: [{ pointer: '/password' }] })
  const good = await post('/api/accounts/confirm', { token, name: 'Ada', password: anna.password })
  expect(good.statusCode).toBe(201)
})

test('neither cookie nor password is stored, and the cookie is closed to scripts', async () => {
  const answer = await register(fixture.app, { ...anna, email: 'stored@example.org' })
  const cookie = answer.cookies.find(({ name }) => name === 'spazi_session')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const stored = await fixture.db('session').select(fixture.db.raw("encode(id_hash, 'hex') AS hash"))
  expect(JSON.stringify(stored)).not.toContain(cookie?.value)
  const [account] = await fixture.db('account').where({ email: 'stored@example.org' }).select('password_hash')
  expect(account.password_hash).toMatch(/^\$argon2id\$/)
})

test('sign-in gives a new session, and sign-out ends it', async () => {
  const first = await signIn(fixture.app, 'planner')
  const second = clientOf(fixture.app, await first.post('/api/session', { demo: 'planner' }))
  expect(second.cookie).not.toBe(first.cookie)
  expect((await first.get('/api/me')).json().account).toBeNull()
  expect((await second.inject({ method: 'DELETE', url: '/api/session' })).statusCode).toBe(204)
  expect((await second.get('/api/me')).json().account).toBeNull()
})

test('a session ends after two hours without a request, and after twelve at the latest', async () => {
  const idle = await signIn(fixture.app, 'planner')
  await fixture.db('session').update({ last_seen_at: fixture.db.raw("now() - interval '121 minutes'") })
  expect((await idle.get('/api/me')).json().account).toBeNull()
  const old = await signIn(fixture.app, 'planner')
  await fixture.db('session').update({ expires_at: fixture.db.raw("now() - interval '1 second'") })
  expect((await old.get('/api/me')).json().account).toBeNull()
})

test('a write with a session needs its token, and is refused from another site', async () => {
  const person = await signIn(fixture.app, 'applicant')
  const write = (headers: Record<string, string>) =>
    fixture.app.inject({
      method: 'POST',
      url: '/api/requests/drafts',
      payload: { space: 'NONE' },
      headers: { cookie: person.cookie, ...headers },
    })
  const token = person.me.csrfToken ?? ''
  expect((await write({})).json().type).toBe('/problems/csrf-token')
  expect((await write({ 'x-csrf-token': `${token}x` })).statusCode).toBe(403)
  expect((await write({ 'x-csrf-token': token, origin: 'https://evil.example' })).json().type).toBe(
    '/problems/other-site',
  )
  expect((await write({ 'x-csrf-token': token, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  expect((await write({ 'x-csrf-token': token, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(404)
})

test('a guard answers before the body is looked at', async () => {
  const answer = await post('/api/requests', { nonsense: true })
  expect(answer.statusCode).toBe(401)
})

test('a role that has ended no longer counts', async () => {
  const officer = await signIn(fixture.app, 'propertyOffice')
  expect((await officer.get('/api/desk/requests')).statusCode).toBe(200)
  await fixture
    .db('account_role')
    .where({ role: 'propertyOffice' })
    .update({ valid_until: fixture.db.raw('clock_timestamp()') })
  expect((await officer.get('/api/desk/requests')).statusCode).toBe(403)
})

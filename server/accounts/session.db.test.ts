import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { goodPassword, insertWithPassword } from '../testing/passwords.ts'
import { clientOf, insertAccount, sessionOf } from '../testing/people.ts'

const plain = testApp()
const behindTls = testApp({ trustProxy: true, demo: false })
const https = { 'x-forwarded-proto': 'https' }

const enter = (email: string, headers: Record<string, string> = {}, fixture = plain) => {
  const payload = { email, password: goodPassword }
  return fixture.app.inject({ method: 'POST', url: '/api/session', payload, headers })
}
const accountWith = async (cookie: string, headers: Record<string, string> = {}, fixture = plain) => {
  const answer = await fixture.app.inject({ method: 'GET', url: '/api/me', headers: { ...headers, cookie } })
  expect(answer.statusCode).toBe(200)
  return answer.json().account
}

test('session fixation: a session put into the browser beforehand is not the one signed in', async () => {
  const email = 'fixed@example.org'
  await insertWithPassword(plain.app, [{ email }])
  const attacker = await sessionOf(plain.app, await insertAccount(plain.app, { roles: [] }))
  const made = `spazi_session=${plain.app.signCookie('chosen-by-an-attacker')}`
  const csrf = { 'x-csrf-token': attacker.me.csrfToken ?? '' }
  for (const planted of [attacker.cookie, made]) {
    const answer = await enter(email, { ...csrf, cookie: planted })
    expect(answer.statusCode).toBe(200)
    const own = clientOf(plain.app, answer)
    expect(own.cookie).not.toBe(planted)
    expect((await own.get('/api/me')).json().account.email).toBe(email)
    expect(await accountWith(planted)).toBeNull()
  }
})

test('a session cookie that was changed anywhere opens nothing and breaks nothing', async () => {
  const id = await insertAccount(plain.app, { roles: [] })
  const { cookie } = await sessionOf(plain.app, id)
  const value = cookie.slice('spazi_session='.length)
  const [token = '', signature = ''] = decodeURIComponent(value).split('.')
  const stored = await plain.db('session').where({ account_id: id }).first('id', 'id_hash')
  const withAnotherEnd = (text: string) => text.slice(0, -1) + (text.endsWith('A') ? 'E' : 'A')
  const forged = [
    `${token}.${withAnotherEnd(signature)}`,
    `${withAnotherEnd(token)}.${signature}`,
    token,
    `${token}.`,
    `.${signature}`,
    '',
    '%00',
    '%E0%A4%A',
    'a'.repeat(4000),
    stored.id,
    encodeURIComponent(plain.app.signCookie(stored.id_hash.toString('base64url'))),
    encodeURIComponent(plain.app.signCookie(`${id}.x`)),
    encodeURIComponent(plain.app.signCookie('')),
  ]
  for (const wrong of forged) expect(await accountWith(`spazi_session=${wrong}`), wrong).toBeNull()
  expect((await accountWith(cookie)).id).toBe(id)
  expect((await accountWith(`spazi_session=x; ${cookie}`))?.id ?? null, 'the first of two counts').toBeNull()
})

test('behind TLS both cookies are this host’s alone, and those set without TLS are not read', async () => {
  const email = 'tls@example.org'
  await insertWithPassword(behindTls.app, [{ email }])
  const answer = await enter(email, https, behindTls)
  for (const name of ['__Host-spazi_session', '__Host-spazi_device']) {
    const cookie = answer.cookies.find((each) => each.name === name)
    expect(cookie, name).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(cookie?.domain, name).toBeUndefined()
  }
  const value = answer.cookies.find(({ name }) => name === '__Host-spazi_session')?.value
  expect((await accountWith(`__Host-spazi_session=${value}`, https, behindTls)).email).toBe(email)
  expect(await accountWith(`spazi_session=${value}`, https, behindTls)).toBeNull()
})

test('signing out takes the cookie back', async () => {
  const client = await sessionOf(plain.app, await insertAccount(plain.app, { roles: [] }))
  const answer = await client.inject({ method: 'DELETE', url: '/api/session' })
  expect(answer.headers['set-cookie']).toMatch(/^spazi_session=; .*Expires=Thu, 01 Jan 1970/)
  expect(await accountWith(client.cookie)).toBeNull()
})

import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { insertWithPassword } from '../testing/passwords.ts'

const fixture = testApp()
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  fixture.app.inject({ method: 'POST', url, payload, headers })

test('an address spelt otherwise is guarded as the plain one', async () => {
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  for (const url of ['/api/session', '/%61pi/session', '/ap%69/session']) {
    const answer = await post(url, { demo: 'applicant' }, evil)
    expect(answer.json().type, url).toBe('/problems/other-site')
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
})

test('a name of several lines and an address of several forms are refused', async () => {
  for (const name of ['Anna\r\nBcc: x@example.org', 'Anna\u2028Rossi', 'Anna\u0000']) {
    const confirmation = { token: 'x'.repeat(43), name, password: 'una frase molto lunga' }
    expect((await post('/api/accounts/confirm', confirmation)).json(), name).toMatchObject({
      status: 400,
      errors: [{ pointer: '/name' }],
    })
  }
  for (const email of ['<a@b.it>', 'a@b.it(x)', 'group:a@b.it;', 'a;b@c.it', 'a@localhost', 'a@b..it']) {
    expect((await post('/api/accounts', { email })).statusCode, email).toBe(400)
  }
})

test('registering an address over and over sends it five letters an hour, then one in ten minutes, known or not', async () => {
  const { app, db } = fixture
  await insertWithPassword(app, [{ email: 'owner@example.org' }])
  for (const email of ['owner@example.org', 'victim@example.org']) {
    const letters = () => db('mail_outbox').where({ recipient: email }).pluck('kind')
    for (let index = 0; index < 8; index += 1) {
      expect((await post('/api/accounts', { email })).statusCode).toBe(202)
    }
    expect(await letters()).toHaveLength(5)
    const later = db.raw("asked_at - interval '10 minutes'")
    await db('account_registration').where({ email }).update({ asked_at: later })
    for (let index = 0; index < 3; index += 1) await post('/api/accounts', { email })
    expect(await letters()).toHaveLength(6)
  }
})

test('many who register one address at once are counted too', async () => {
  const email = 'at.once@example.org'
  await Promise.all(Array.from({ length: 8 }, () => post('/api/accounts', { email })))
  expect(await fixture.db('mail_outbox').where({ recipient: email }).pluck('kind')).toHaveLength(5)
})

import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'

const fixture = testApp()
const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  fixture.app.inject({ method: 'POST', url, payload, headers })
const person = { name: 'Anna Rossi', email: 'anna@example.org', password: 'una frase molto lunga' }

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
    expect((await post('/api/accounts', { ...person, name })).statusCode, name).toBe(400)
  }
  for (const email of ['<a@b.it>', 'a@b.it(x)', 'group:a@b.it;', 'a;b@c.it', 'a@localhost', 'a@b..it']) {
    expect((await post('/api/accounts', { ...person, email })).statusCode, email).toBe(400)
  }
})

test('the letter to an address that is not confirmed repeats nothing that was typed', async () => {
  const email = 'stranger@example.org'
  await post('/api/accounts', { ...person, email, name: 'Leggi http://evil.example' })
  const letter = await fixture.db('mail_outbox').where({ recipient: email }).first('subject', 'body_text')
  expect(JSON.stringify(letter)).not.toContain('evil.example')
})

test('registering an address over and over sends it five letters an hour, known or not', async () => {
  const confirmed = await post('/api/accounts', { ...person, email: 'owner@example.org' })
  await post('/api/accounts/confirm', { token: confirmed.json().confirmPath.split('token=')[1] })
  await fixture.db('mail_outbox').where({ recipient: 'owner@example.org' }).delete()
  for (const email of ['owner@example.org', 'victim@example.org']) {
    for (let index = 0; index < 8; index += 1) {
      expect((await post('/api/accounts', { ...person, email })).statusCode).toBe(202)
    }
    expect(await fixture.db('mail_outbox').where({ recipient: email }).pluck('kind')).toHaveLength(5)
  }
})

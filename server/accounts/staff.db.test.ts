import { beforeAll, expect, test } from 'vitest'
import { addDays, romeDate } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { insertAccount, signIn, signInAs } from '../testing/people.ts'
import { insertCity } from '../testing/spaces.ts'
import { runAccountCommand } from './command.ts'
import type { ManagedAccount } from './schema.ts'

const fixture = testApp()
const until = `${new Date().getFullYear() + 1}-05-31`
const password = 'tre gatti sul tetto rosso'

beforeAll(() => insertCity(fixture.db))

test('somebody invited chooses a password by the link of the letter and has the role; the link works once', async () => {
  const administrator = await signInAs(fixture.app, { roles: ['administrator'] })
  const email = 'rita.verdi@example.org'
  const invitation = { name: 'Rita Verdi', email, role: 'districtOffice', district: '9', until }
  const invited = await administrator.post('/api/admin/accounts', invitation)
  expect(invited.statusCode).toBe(201)
  expect(invited.json<ManagedAccount>()).toMatchObject({
    state: 'invited',
    roles: [{ role: 'districtOffice', district: '9', until }],
  })
  const early = { email, password: 'none' }
  expect((await fixture.app.inject({ method: 'POST', url: '/api/session', payload: early })).statusCode).toBe(
    401,
  )

  const letter = await fixture.db('mail_outbox').where({ recipient: email }).first()
  expect(letter).toMatchObject({ kind: 'staffInvitation', holds_secret: true })
  const token = letter.body_text.match(/token=(\S+)/)[1]
  const confirm = () =>
    fixture.app.inject({
      method: 'POST',
      url: '/api/accounts/reset/confirm',
      payload: { token, password },
    })
  expect((await confirm()).statusCode).toBeLessThan(300)
  expect((await confirm()).statusCode).toBe(400)
  const me = await fixture.app.inject({ method: 'POST', url: '/api/session', payload: { email, password } })
  expect(me.json().roles).toEqual(['districtOffice'])

  const again = await administrator.post('/api/admin/accounts', invitation)
  expect([again.statusCode, again.json().type]).toEqual([409, '/problems/known-address'])
  const endless = { ...invitation, email: 'other@example.org', until: '2099-01-01' }
  expect((await administrator.post('/api/admin/accounts', endless)).json().type).toBe(
    '/problems/until-too-far',
  )
})

test('the command opens the first administrator for a year, on the record, never with a weak password', async () => {
  const command = {
    email: 'ada@example.org',
    name: 'Ada Neri',
    given: { role: 'administrator' as const },
    readPassword: async () => password,
  }
  const run = (changes = {}) =>
    runAccountCommand(fixture.db, 'http://spazi.example', { ...command, ...changes })
  await expect(run({ readPassword: async () => 'administrator' })).rejects.toThrow(/password/)
  await expect(run({ given: { role: 'districtOffice' } })).rejects.toThrow(/Municipio/)
  expect(await run()).toEqual({ isNew: true, until: addDays(romeDate(new Date()), 365) })
  const { id } = await fixture.db('account').where({ email: command.email }).first('id')
  const trace = () =>
    fixture
      .db('audit_event')
      .where({ object_kind: 'account', object_id: id })
      .orderBy('id')
      .pluck('actor_role')
  expect(await trace()).toEqual(['command'])
  const noPassword = async () => {
    throw new Error('a known address is not asked for a password')
  }
  const longer = { given: { role: 'administrator', until }, readPassword: noPassword }
  expect(await run(longer)).toEqual({ isNew: false, until })
  expect(await trace()).toEqual(['command', 'command'])
  await expect(run({ given: { role: 'auditor' }, readPassword: noPassword })).rejects.toThrow(/separation/)
})

test('somebody of the demonstration is themselves again at sign-in, whatever was done to them', async () => {
  const administrator = await signIn(fixture.app, 'administrator')
  const officer = await signIn(fixture.app, 'caseOfficer')
  const id = officer.me.account?.id ?? ''
  const reason = { reason: 'Prova della dimostrazione.' }
  const account = (await administrator.get(`/api/admin/accounts/${id}`)).json<ManagedAccount>()
  await administrator.post(`/api/admin/accounts/${id}/roles/${account.grants[0]?.id}/end`, reason)
  expect((await officer.get('/api/desk/requests')).statusCode).toBe(403)
  await administrator.post(`/api/admin/accounts/${id}/disable`, reason)
  const again = await signIn(fixture.app, 'caseOfficer')
  expect(again.me.account?.id).toBe(id)
  expect((await again.get('/api/desk/requests')).statusCode).toBe(200)
  await fixture
    .db('account_role')
    .where({ account_id: id })
    .update({ valid_until: fixture.db.raw('clock_timestamp()') })
  expect((await signIn(fixture.app, 'caseOfficer')).me.roles).toEqual(['caseOfficer'])
  expect(await fixture.db('mail_outbox').where({ account_id: id })).toEqual([])
})

test('the administrator of a demonstration is not counted as one who stays', async () => {
  const { db, app } = fixture
  const demo = await signIn(app, 'administrator')
  const id = await insertAccount(app, { roles: ['administrator'] })
  await db('account_role')
    .where({ role: 'administrator' })
    .whereNot({ account_id: id })
    .update({
      valid_until: db.raw('clock_timestamp()'),
    })
  const again = await signIn(app, 'administrator')
  const answer = await again.post(`/api/admin/accounts/${id}/disable`, { reason: 'È rimasto solo lui.' })
  expect([answer.statusCode, answer.json().type]).toEqual([409, '/problems/last-administrator'])
  expect(demo.me.account?.id).toBe(again.me.account?.id)
})

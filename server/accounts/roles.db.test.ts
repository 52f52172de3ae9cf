import { beforeAll, describe, expect, test } from 'vitest'
import type { History } from '../audit/schema.ts'
import { romeDate } from '../city/rules.ts'
import type { NotificationList } from '../messages/schema.ts'
import { testApp } from '../testing/app.ts'
import { type Client, insertAccount, sessionOf, signInAs } from '../testing/people.ts'
import { insertCity } from '../testing/spaces.ts'
import type { ManagedAccount } from './schema.ts'

const fixture = testApp()
const nextYear = `${new Date().getFullYear() + 1}-05-31`
const staff: { administrator?: Client } = {}

beforeAll(async () => {
  await insertCity(fixture.db)
  staff.administrator = await signInAs(fixture.app, { roles: ['administrator'], name: 'Ada Neri' })
})

function administrator(): Client {
  if (!staff.administrator) throw new Error('made before the first test')
  return staff.administrator
}
const change = async (id: string, what: string, body: object, by = administrator()) => {
  const answer = await by.post(`/api/admin/accounts/${id}/${what}`, body)
  return { status: answer.statusCode, type: answer.json().type, account: answer.json<ManagedAccount>() }
}
const lettersTo = (accountId: string) =>
  fixture.db('mail_outbox').where({ account_id: accountId }).orderBy('created_at').pluck('kind')

test('somebody may hold several roles at once, or none', async () => {
  const both = await signInAs(fixture.app, { roles: ['caseOfficer', 'districtOffice'] })
  expect(both.me.permissions).toContain('examineRequests')
  expect(both.me.permissions).not.toContain('manageAccounts')
  expect(both.me).toMatchObject({
    roles: ['caseOfficer', 'districtOffice'],
    grants: [{ district: null }, { role: 'districtOffice', district: '9' }],
  })
  expect((await both.get('/api/desk/requests')).statusCode).toBe(200)
  const nobody = await signInAs(fixture.app, { roles: [] })
  expect(nobody.me.account).not.toBeNull()
  expect((await nobody.get('/api/desk/requests')).statusCode).toBe(403)
})

test('a role given by an administrator counts at once, until its end; both are told and on the record', async () => {
  const id = await insertAccount(fixture.app, { roles: [], name: 'Rita Verdi' })
  const rita = await sessionOf(fixture.app, id)
  expect((await rita.get('/api/desk/requests')).statusCode).toBe(403)

  const given = await change(id, 'roles', { role: 'caseOfficer', until: nextYear })
  expect(given.status).toBe(200)
  expect(given.account.roles).toEqual([{ role: 'caseOfficer', district: null, until: nextYear }])
  expect((await rita.get('/api/desk/requests')).statusCode).toBe(200)

  const [grant] = given.account.grants
  const ended = await change(id, `roles/${grant?.id}/end`, { reason: 'Passa a un altro ufficio.' })
  expect(ended.account.roles).toEqual([])
  expect(ended.account.grants[0]).toMatchObject({
    role: 'caseOfficer',
    isCurrent: false,
    until: romeDate(new Date()),
    givenBy: 'Ada Neri',
    endedBy: 'Ada Neri',
  })
  expect((await rita.get('/api/desk/requests')).statusCode).toBe(403)
  const { items } = (await administrator().get(`/api/history/account/${id}`)).json<History>()
  const until = { field: 'until', old: null, new: nextYear }
  const reason = { field: 'reason', new: 'Passa a un altro ufficio.' }
  expect(items).toMatchObject([
    {
      action: 'giveRole',
      actorName: 'Ada Neri',
      changes: expect.arrayContaining([expect.objectContaining(until)]),
    },
    {
      action: 'endRole',
      actorName: 'Ada Neri',
      changes: expect.arrayContaining([expect.objectContaining(reason)]),
    },
  ])
  expect(await lettersTo(id)).toEqual(['roleGiven', 'roleEnded'])
  const news = (await rita.get('/api/notifications')).json<NotificationList>()
  expect(news.items.map(({ kind }) => kind)).toEqual(['account.roleEnded', 'account.roleGiven'])
  const again = await change(id, `roles/${grant?.id}/end`, { reason: 'Ancora una volta.' })
  expect([again.status, again.type]).toEqual([409, '/problems/not-held'])
})

test('the same role given again has a new end and is held once; for another Municipio it is another role', async () => {
  const id = await insertAccount(fixture.app, { roles: ['districtOffice'], district: '1' })
  const longer = await change(id, 'roles', { role: 'districtOffice', district: '1', until: nextYear })
  expect(longer.account.roles).toEqual([{ role: 'districtOffice', district: '1', until: nextYear }])
  const other = await change(id, 'roles', { role: 'districtOffice', district: '9', until: nextYear })
  expect(other.account.roles.map(({ district }) => district)).toEqual(['1', '9'])
})

test('what the rules refuse is refused with its reason', async () => {
  const id = await insertAccount(fixture.app, { roles: ['auditor'] })
  const refusals: [object, number, string][] = [
    [{ role: 'caseOfficer', until: nextYear }, 409, 'incompatible'],
    [{ role: 'districtCouncillor', until: nextYear }, 422, 'district-missing'],
    [{ role: 'districtCouncillor', until: nextYear, district: '77' }, 422, 'district-unknown'],
    [{ role: 'auditor' }, 422, 'until-missing'],
    [{ role: 'auditor', until: '2020-01-01' }, 422, 'until-past'],
    [{ role: 'auditor', until: '2099-01-01' }, 422, 'until-too-far'],
    [{ role: 'applicant', until: nextYear }, 422, 'until-not-for-role'],
  ]
  for (const [body, status, type] of refusals) {
    const answer = await change(id, 'roles', body)
    expect([answer.status, answer.type]).toEqual([status, `/problems/${type}`])
  }
  const unheard = await change(id, 'roles', { role: 'king', until: nextYear })
  expect(unheard.status).toBe(400)
  expect(await fixture.db('account_role').where({ account_id: id }).pluck('role')).toEqual(['auditor'])
})

test('an administrator gives themselves no role, neither by the program nor by SQL, and may give one up', async () => {
  const { db, app } = fixture
  const id = await insertAccount(app, { roles: ['administrator', 'planner'] })
  const me = await sessionOf(app, id)
  for (const body of [
    { role: 'caseOfficer', until: nextYear },
    { role: 'propertyOffice', until: nextYear },
    { role: 'planner', until: nextYear },
    { role: 'administrator', until: nextYear },
    { role: 'applicant' },
  ]) {
    const { status, type } = await change(id, 'roles', body, me)
    expect([status, type], body.role).toEqual([409, '/problems/own-role'])
  }
  const own = (await me.get(`/api/admin/accounts/${id}`)).json<ManagedAccount>()
  expect(own.giveRefusals).toEqual(['ownRole'])
  expect(own.roles.map(({ role }) => role)).toEqual(['administrator', 'planner'])
  const byHand = { account_id: id, role: 'caseOfficer', valid_until: nextYear, granted_by: id }
  await expect(db('account_role').insert(byHand)).rejects.toThrow(/themselves/)
  const planner = own.grants.find(({ role }) => role === 'planner')
  const left = await change(id, `roles/${planner?.id}/end`, { reason: 'Non mi serve.' }, me)
  expect(left.account.roles.map(({ role }) => role)).toEqual(['administrator'])
  expect((await change(id, 'disable', { reason: 'Ha provato a darsi dei ruoli.' })).status).toBe(200)
})

test('an administrator keeps their own administrator role and account as they are', async () => {
  const me = administrator()
  const id = me.me.account?.id ?? ''
  const { grants, disableRefusals } = (await me.get(`/api/admin/accounts/${id}`)).json<ManagedAccount>()
  expect(grants[0]?.endRefusals).toContain('ownAdministrator')
  expect(disableRefusals).toContain('ownAccount')
  const reason = 'Non voglio più.'
  expect((await change(id, `roles/${grants[0]?.id}/end`, { reason })).type).toBe(
    '/problems/own-administrator',
  )
  expect((await change(id, 'disable', { reason })).type).toBe('/problems/own-account')
})

test('a disabled account is out at once, and enters again only after it is enabled', async () => {
  const id = await insertAccount(fixture.app, { roles: ['planner'] })
  const person = await sessionOf(fixture.app, id)
  const disabled = await change(id, 'disable', { reason: 'Credenziali perse.' })
  expect(disabled.account).toMatchObject({ state: 'disabled', disableRefusals: ['accountClosed'] })
  expect((await person.get('/api/me')).json().account).toBeNull()
  expect((await change(id, 'roles', { role: 'planner', until: nextYear })).type).toBe(
    '/problems/account-closed',
  )
  const enabled = await change(id, 'enable', { reason: 'Identità verificata.' })
  expect(enabled.account.state).not.toBe('disabled')
  expect((await change(id, 'enable', { reason: 'Un’altra volta.' })).type).toBe('/problems/not-disabled')
  expect((await person.get('/api/me')).json().account).toBeNull()
  expect((await (await sessionOf(fixture.app, id)).get('/api/me')).json().account.id).toBe(id)
  expect(await lettersTo(id)).toEqual(['accountDisabled', 'accountEnabled'])
})

test('accounts are found by name, address, role and state; pages neither overlap nor miss one', async () => {
  const list = async (query: string) => (await administrator().get(`/api/admin/accounts?${query}`)).json()
  for (let number = 1; number <= 7; number += 1)
    await insertAccount(fixture.app, {
      roles: ['evaluator'],
      name: 'Omonimo',
      email: `u${number}@50%.example`,
    })
  expect((await list('q=50%25.ex')).total).toBe(7)
  expect((await list('q=OMONIMO&role=evaluator')).total).toBe(7)
  expect((await list('q=omonimo&role=auditor')).total).toBe(0)
  expect((await list('state=disabled&q=omonimo')).total).toBe(0)
  const pages = [await list('q=omonimo&limit=4'), await list('q=omonimo&limit=4&offset=4')]
  const ids = pages.flatMap(({ items }) => items.map(({ id }: { id: string }) => id))
  expect(new Set(ids).size).toBe(7)
})

describe('the last administrator', () => {
  const endBySql = (trx: typeof fixture.db, id: string) =>
    trx('account_role')
      .where({ account_id: id, role: 'administrator' })
      .update({ valid_until: trx.raw('clock_timestamp()') })

  test('is kept by the database too, and a role is never deleted', async () => {
    const id = administrator().me.account?.id ?? ''
    const { db } = fixture
    await expect(endBySql(db, id)).rejects.toThrow(/last administrator/)
    await expect(db('account').where({ id }).update({ disabled_at: db.fn.now() })).rejects.toThrow(
      /last administrator/,
    )
    await expect(db('account_role').where({ account_id: id }).delete()).rejects.toThrow(/not allowed/)
    const planner = await insertAccount(fixture.app, { roles: ['planner'] })
    await db('account').where({ id: planner }).update({ disabled_at: db.fn.now() })
  })

  test('stays where two administrators end each other at once', async ({ skip }) => {
    skip(fixture.kind === 'embedded', 'the embedded database has one session: nothing happens at once')
    const { db, app } = fixture
    const ada = administrator()
    for (let round = 0; round < 5; round += 1) {
      const eva = await signInAs(app, { roles: ['administrator'] })
      const [adaId, evaId] = [ada.me.account?.id ?? '', eva.me.account?.id ?? '']
      const grantOf = async (id: string) =>
        (await db('account_role').where({ account_id: id, role: 'administrator' }).first('id')).id
      const reason = 'Non serve più.'
      const answers = await Promise.all([
        change(evaId, `roles/${await grantOf(evaId)}/end`, { reason }, ada),
        change(adaId, 'disable', { reason }, eva),
      ])
      // Who comes second is refused for being the last, or as one who has lost the role or the account.
      expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.toBeOneOf([401, 403, 409])])
      const isAdaOut = answers[1]?.status === 200
      if (isAdaOut) await db('account').where({ id: adaId }).update({ disabled_at: null })
      if (isAdaOut) staff.administrator = await sessionOf(app, adaId)
      if (isAdaOut) return
    }
  })

  test('stays where two transactions end both by hand', async ({ skip }) => {
    skip(fixture.kind === 'embedded', 'the embedded database has one session: nothing happens at once')
    const { db, app } = fixture
    const others = await db('account_role').where({ role: 'administrator' }).pluck('account_id')
    const [one, two] = [
      await insertAccount(app, { roles: ['administrator'] }),
      await insertAccount(app, { roles: ['administrator'] }),
    ]
    await Promise.all(others.map((id) => endBySql(db, id)))
    const ends = await Promise.allSettled(
      [one, two].map((id) => db.transaction(async (trx) => void (await endBySql(trx as typeof db, id)))),
    )
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('the name of who acts for the city', () => {
  let head: Client
  beforeAll(async () => {
    head = await signInAs(fixture.app, { roles: ['administrator'], name: 'Capo Ufficio' })
  })
  const rename = (client: Client, name: string) =>
    client.inject({ method: 'PATCH', url: '/api/account', payload: { name } })

  test('is not theirs to change, in office or after it; telephone and language are', async () => {
    const id = await insertAccount(fixture.app, { roles: ['caseOfficer'], name: 'Olga Vera' })
    const olga = await sessionOf(fixture.app, id)
    expect((await olga.get('/api/account')).json()).toMatchObject({ nameIsOfficial: true })
    expect((await rename(olga, 'Un altro')).json()).toMatchObject({
      status: 409,
      type: '/problems/official-name',
    })
    const phone = await olga.inject({
      method: 'PATCH',
      url: '/api/account',
      payload: { phone: '02 1234567' },
    })
    expect(phone.statusCode).toBe(200)
    await fixture.db('account_role').where({ account_id: id }).update({ valid_until: fixture.db.fn.now() })
    expect((await rename(olga, 'Un altro')).statusCode).toBe(409)
    expect((await olga.get('/api/me')).json().account.name).toBe('Olga Vera')
  })

  test('is corrected by another administrator, on the record with the one before, and they are told', async () => {
    const id = await insertAccount(fixture.app, { roles: ['caseOfficer'], name: 'Olga Vrea' })
    const why = { name: 'Olga Vera', reason: 'Scritto male nell’invito.' }
    expect((await change(id, 'name', { name: why.name }, head)).status).toBe(400)
    const corrected = await change(id, 'name', why, head)
    expect(corrected).toMatchObject({ status: 200, account: { name: 'Olga Vera' } })
    const { items } = (await head.get(`/api/history/account/${id}`)).json<History>()
    expect(items).toMatchObject([
      {
        action: 'changeName',
        changes: expect.arrayContaining([
          expect.objectContaining({ field: 'name', old: 'Olga Vrea', new: 'Olga Vera' }),
          expect.objectContaining({ field: 'reason', new: why.reason }),
        ]),
      },
    ])
    expect(await lettersTo(id)).toEqual(['nameChanged'])
    await change(id, 'name', why, head)
    expect(await lettersTo(id)).toEqual(['nameChanged'])
  })

  test('is not an administrator’s own to change, nor theirs where there was no office', async () => {
    const own = head.me.account?.id ?? ''
    const why = { name: 'Altro Nome', reason: 'Per prova di chi può.' }
    expect(await change(own, 'name', why, head)).toMatchObject({ status: 409, type: '/problems/own-name' })
    const applicant = await insertAccount(fixture.app, { roles: ['applicant'] })
    expect(await change(applicant, 'name', why, head)).toMatchObject({
      status: 409,
      type: '/problems/not-official',
    })
    expect((await rename(await sessionOf(fixture.app, applicant), 'Nome Mio')).statusCode).toBe(200)
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { romeDate } from '../city/rules.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signIn, signInAs } from '../testing/people.ts'
import { completeContent, draftFor, insertCall, insertSpace, sendFor } from '../testing/requests.ts'

const fixture = testApp()
let anna: Client
let office: Client
beforeAll(async () => {
  anna = await signIn(fixture.app, 'applicant')
  office = await signIn(fixture.app, 'propertyOffice')
})

test.runIf(fixture.kind === 'postgis')('a draft started ten times at once is one draft', async () => {
  await insertSpace(fixture.db, 'D1')
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      anna.post('/api/requests/drafts', { space: 'D1', content: completeContent }),
    ),
  )
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(9).fill(200), 201])
  expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1)
})

test('a body that is no upload of one file is refused with what it must be', async () => {
  await insertSpace(fixture.db, 'D2')
  const { id } = await draftFor(anna, 'D2')
  const upload = (type: string, payload: string) =>
    anna.inject({
      method: 'POST',
      url: `/api/requests/${id}/files`,
      headers: { 'content-type': type },
      payload,
    })
  const field = '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-\r\n--x--\r\n'
  for (const answer of [
    await upload('application/json', '{}'),
    await upload('multipart/form-data; boundary=x', field),
    await upload('multipart/form-data; boundary=x', field.replace('file', '__proto__')),
  ]) {
    expect(answer.statusCode).toBe(400)
    expect(answer.json().type).toBe('/problems/upload')
  }
})

test('of a space that is no longer public a request of its lot tells the code, not the area', async () => {
  const ids = [await insertSpace(fixture.db, 'D3'), await insertSpace(fixture.db, 'D3-SECRET')]
  const [lot] = await insertCall(fixture.db, 'D-CALL', ids.slice(0, 1))
  await fixture.db('lot_space').insert({ lot_id: lot, space_id: ids[1] })
  await fixture.db('space').where({ id: ids[1] }).update({ audience: 'internal', area_m2: 777 })
  const { id } = await draftFor(anna, 'D3')
  const { targets } = (await anna.get(`/api/requests/${id}`)).json()
  expect(targets[0].spaces).toMatchObject([{ areaM2: 120 }, { areaM2: null, status: 'withdrawn' }])
})

describe('an award', () => {
  const today = romeDate(new Date())
  const inYears = (years: number) => `${Number(today.slice(0, 4)) + years}-01-01`
  const award = (spaceCode: string, changes: object = {}) => ({
    spaceCode,
    from: inYears(1),
    until: inYears(7),
    procedure: 'competingOffersNotice',
    actNumber: '1/2026',
    actDate: today,
    ...changes,
  })
  async function noted(code: string): Promise<(body: object) => ReturnType<Client['post']>> {
    await insertSpace(fixture.db, code)
    const { id } = await sendFor(anna, code)
    const { version } = (await office.post(`/api/desk/requests/${id}/note`, { version: 2 })).json()
    return (body) => office.post(`/api/desk/requests/${id}/award`, { version, ...body })
  }

  test('does not keep a space taken for centuries by a slip of the pen', async () => {
    const make = await noted('A1')
    for (const [pointer, changes] of [
      ['/until', { until: '9999-12-31' }],
      ['/until', { until: inYears(0) }],
      ['/from', { from: '9998-01-01', until: '9999-12-31' }],
      ['/from', { from: '0001-01-01' }],
      ['/actDate', { actDate: '0001-01-01', from: '0002-01-01' }],
    ] as const) {
      const answer = await make(award('A1', changes))
      expect(answer.statusCode, JSON.stringify(changes)).toBe(422)
      expect(answer.json().errors[0].pointer, JSON.stringify(changes)).toBe(pointer)
    }
    for (const from of ['infinity', '2027-02-30', '0000-01-01', '-2027-01-01', '10000-01-01']) {
      expect((await make(award('A1', { from }))).statusCode, from).toBeLessThan(500)
    }
    expect(await fixture.db('award').pluck('id')).toEqual([])
    expect((await make(award('A1'))).statusCode).toBe(200)
  })

  test('does not bring back a space that has been withdrawn', async () => {
    const make = await noted('A2')
    await fixture.db('space').where({ code: 'A2' }).update({ status: 'withdrawn' })
    const answer = await make(award('A2'))
    expect(answer.statusCode).toBe(409)
    expect(answer.json().type).toBe('/problems/space-withdrawn')
    expect((await fixture.app.inject('/api/spaces/A2')).statusCode).toBe(404)
  })
})

test('nobody decides on a request they have or had a part in', async () => {
  const { db, app } = fixture
  await insertSpace(db, 'OWN1')
  const both = await signInAs(app, { roles: ['applicant', 'caseOfficer'] })
  const { id } = await sendFor(both, 'OWN1')
  const refused = async (what: Promise<{ statusCode: number; json(): { type: string } }>) => {
    const answer = await what
    expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/own-request'])
  }
  const seen = (await both.get(`/api/desk/requests/${id}`)).json()
  expect(seen).toMatchObject({ isOwn: true, actions: [] })
  await refused(both.post(`/api/desk/requests/${id}/take`, { version: seen.version }))
  await refused(both.post(`/api/desk/requests/${id}/restricted`, { reason: 'per controllare le risposte' }))
  const [notice] = await db('notice')
    .insert({ object_kind: 'request', object_id: id, kind: 'exclusion', channel: 'registeredPost' })
    .returning('id')
  const posted = { channel: 'registeredPost', address: 'via Prova 1, Milano', sentOn: romeDate(new Date()) }
  await refused(both.post(`/api/desk/notices/${notice.id}`, posted))
  await db('party_member').update({ ended_at: db.fn.now() }).where({ account_id: both.me.account?.id })
  await refused(both.post(`/api/desk/requests/${id}/take`, { version: seen.version }))
  expect((await office.get(`/api/desk/requests/${id}`)).json()).toMatchObject({ isOwn: false })
  expect((await office.post(`/api/desk/requests/${id}/take`, { version: seen.version })).statusCode).toBe(200)
})

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { insertCommission, insertJudgedCall, insertSent, type JudgedCallIds } from '../testing/evaluation.ts'
import { type Client, insertAccount, sessionOf, signInAs } from '../testing/people.ts'
import { publicReads, readsOf } from '../testing/reads.ts'

const fixture = testApp()
let officer: Client
let officerId = ''
let evaluators: { id: string; client: Client }[] = []
let applicantId = ''
let turn = 0
let call: JudgedCallIds
let members: number[] = []
let first = ''
let second = ''

const client = (index: number) => (evaluators[index] as { client: Client }).client
const person = (name: string) => ({ kind: 'person' as const, name, email: 'p@example.org', phone: '1' })
const note = 'Valutato secondo i criteri.'

beforeAll(async () => {
  officerId = await insertAccount(fixture.app, { roles: ['propertyOffice'], name: 'Ugo Ufficio' })
  officer = await sessionOf(fixture.app, officerId)
  for (const name of ['Elena Fontana', 'Marco Bianchi', 'Sofia Ricci']) {
    const id = await insertAccount(fixture.app, { roles: ['evaluator'], name })
    evaluators = [...evaluators, { id, client: await sessionOf(fixture.app, id) }]
  }
  applicantId = await insertAccount(fixture.app, { roles: ['applicant'], name: 'Anna Ferrari' })
})

beforeEach(async () => {
  turn += 1
  const { db } = fixture
  call = await insertJudgedCall(db, { code: `S-${turn}`, unsealedBy: officerId, lots: 1 })
  members = await insertCommission(
    db,
    call,
    evaluators.map(({ id }) => id),
    officerId,
  )
  const other = await insertAccount(fixture.app, { roles: ['applicant'] })
  first = await insertSent(db, call, {
    accountId: applicantId,
    number: `R-1-${turn}`,
    data: person('Anna Ferrari'),
  })
  second = await insertSent(db, call, { accountId: other, number: `R-2-${turn}`, data: person('Bruno Riva') })
})

const at = (request: string) => `/api/evaluation/${call.code}/requests/${request}`
const [lot] = [() => call.lotIds[0] ?? 0]
const marks = (project: number, impact = 10, words = note) => [
  { criterion: 'project', lotId: null, points: project, purposes: null, note: words },
  { criterion: 'impact', lotId: lot(), points: impact, purposes: null, note: words },
  { criterion: 'purposes', lotId: lot(), points: 0, purposes: ['repair', 'courses'], note: words },
]
const give = (index: number, request: string, given: object[]) =>
  client(index).inject({ method: 'PUT', url: `${at(request)}/marks`, payload: { marks: given } })
const submit = (index: number, request: string) => client(index).post(`${at(request)}/submission`)
const judgeBy = async (index: number, request: string, project: number) => {
  await give(index, request, marks(project))
  const answer = await submit(index, request)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('giving marks', () => {
  test('they are kept as they are given, purposes bring their own points, and all are needed to submit', async () => {
    const some = await give(0, first, marks(31).slice(0, 2))
    expect(some.statusCode, some.body).toBe(200)
    expect(some.json()).toMatchObject({
      state: 'begun',
      submitted: 0,
      judges: 3,
      others: null,
      summary: null,
    })
    const early = await submit(0, first)
    expect([early.statusCode, early.json().type]).toEqual([422, '/problems/marks-missing'])
    await give(0, first, marks(31))
    const done = (await submit(0, first)).json()
    expect(done.state).toBe('submitted')
    const purposes = done.marks.find(({ criterion }: { criterion: string }) => criterion === 'purposes')
    expect(purposes, 'seven and five, but the criterion brings ten at most').toMatchObject({ points: 10 })
    expect((await give(0, first, marks(32))).json().type).toBe('/problems/submitted')
  })

  test.each([
    ['more than the criterion brings', { criterion: 'project', points: 40.01 }],
    ['a criterion the call does not have', { criterion: 'charm' }],
    ['a criterion of the request on a lot', { criterion: 'project', lotId: -1 }],
    ['a purpose of no lot', { criterion: 'purposes', lotId: 0, purposes: ['charm'] }],
  ])('refuses %s', async (_, change) => {
    const lotId = 'lotId' in change ? lot() : null
    const given = { points: 1, purposes: null, note, ...change, lotId }
    const answer = await give(0, first, [given])
    expect([answer.statusCode, answer.json().type]).toEqual([422, '/problems/mark'])
  })

  test('a note is needed with every mark', async () => {
    await give(0, first, marks(31, 10, ''))
    expect((await submit(0, first)).json().type).toBe('/problems/marks-missing')
  })

  test('what is saved again unchanged makes no revision', async () => {
    await give(0, first, marks(31))
    await give(0, first, marks(31))
    await give(0, first, marks(30))
    const rows = await fixture
      .db('score')
      .where({ request_id: first, criterion: 'project' })
      .orderBy('revision')
    expect(rows.map(({ revision, points }) => [revision, Number(points)])).toEqual([
      [1, 31],
      [2, 30],
    ])
  })

  test('regression 19: a mark names the version it was given by; by another one it counts no more', async () => {
    await judgeBy(0, first, 31)
    const [mark] = await fixture.db('score').where({ request_id: first })
    expect(mark.call_version_id).toBe(call.versionId)
    const { criteria } = await fixture.db('call').where({ id: call.id }).first('criteria')
    await fixture.db('call_version').insert({
      call_id: call.id,
      number: 2,
      change: 'corrected',
      content: JSON.stringify({ criteria }),
      content_hash: 'x',
      criteria_hash: 'other',
      reason: 'rettifica',
      act_number: '1',
      act_date: '2026-01-01',
    })
    await fixture.db('call').where({ id: call.id }).update({ current_version: 2 })
    const file = (await client(0).get(at(first))).json()
    expect(file).toMatchObject({ version: 2, state: 'toDo', marks: [], submitted: 0 })
    await give(0, first, marks(20))
    const versions = await fixture
      .db('score')
      .where({ request_id: first, criterion: 'project' })
      .pluck('call_version_id')
    expect(new Set(versions).size).toBe(2)
  })
})

describe('marks are private until all have submitted', () => {
  /** Points and words that stand nowhere else. */
  const odd = 13.37
  const words = 'Zqxcanary: una nota riservata.'

  test('no route, history, audit page or export tells them; then everybody sees them, with their spread', async () => {
    const { app } = fixture
    await give(0, first, marks(odd, odd, words))
    await submit(0, first)
    await judgeBy(1, first, 20)

    const readers = {
      colleague: client(1),
      officer,
      administrator: await signInAs(app, { roles: ['administrator'] }),
      auditor: await signInAs(app, { roles: ['auditor'] }),
      applicant: await sessionOf(app, applicantId),
    }
    const session = await officer.post(`/api/desk/calls/${call.code}/sessions`, {
      kind: 'technical',
      place: 'Sala 1',
      present: [],
      note: null,
      isPublic: false,
      beganAt: new Date(Date.now() - 3_600_000).toISOString(),
    })
    expect(session.statusCode, session.body).toBe(200)
    const sessionId = session.json().sessions[0].id
    const fill = (url: string) =>
      url
        .replace(':code', call.code)
        .replace('/:objectKind/:objectId', `/request/${first}`)
        .replace(':sessionId', String(sessionId))
        .replace(':rankingId', '1')
        .replace(':drawId', '1')
        .replace(':id', first)
        .replace(/:\w+/g, '1')
    const roleOf = { colleague: 'evaluator', officer: 'propertyOffice' } as const
    const others = [
      `/api/history/account/${evaluators[0]?.id}`,
      '/api/audit/events?limit=200&objectKind=evaluation',
      '/api/account/export',
    ]
    const telling: string[] = []
    for (const [name, reader] of Object.entries(readers) as [keyof typeof readers, Client][]) {
      const role = name === 'colleague' || name === 'officer' ? roleOf[name] : name
      // What is public says the same to everybody: it is read once.
      const routes = [...readsOf(app, role), ...(name === 'applicant' ? publicReads(app) : [])]
      for (const url of [...routes.map(fill), ...others]) {
        const { rawPayload } = await reader.get(url)
        const said = rawPayload.toString('latin1')
        // Not the seconds of an instant, which follow a colon.
        if (said.includes('Zqxcanary') || /(?<![:\d])13[.,]37/.test(said)) telling.push(`${name} ${url}`)
      }
    }
    expect(telling).toEqual([])
    expect((await client(0).get(at(first))).body, 'one sees one’s own').toContain('Zqxcanary')

    const shown = await judgeBy(2, first, 31)
    expect(shown.state).toBe('revealed')
    expect(shown.others.map(({ name }: { name: string }) => name)).toEqual(['Elena Fontana', 'Marco Bianchi'])
    expect(JSON.stringify(shown.others)).toContain('Zqxcanary')
    expect(shown.summary[0]).toEqual({ criterion: 'project', lotId: null, mean: 21.46, spread: 17.63 })
    const desk = (await officer.get(`/api/desk/calls/${call.code}/evaluation`)).json()
    const row = desk.progress.find(({ requestId }: { requestId: string }) => requestId === first)
    expect(row).toMatchObject({ revealed: true, widest: { criterion: 'project', spread: 17.63 } })
  }, 60_000)

  test('who has submitted is told, and the last brings it to everybody', async () => {
    await judgeBy(0, first, 20)
    const { progress, due, given } = (await officer.get(`/api/desk/calls/${call.code}/evaluation`)).json()
    expect([due, given]).toEqual([6, 1])
    const [row] = progress
    expect([row.submitted, row.waiting]).toEqual([[members[0]], [members[1], members[2]]])
    await judgeBy(1, first, 20)
    await judgeBy(2, first, 20)
    const { items } = (await client(0).get('/api/notifications')).json()
    expect(items[0]).toMatchObject({ kind: 'evaluation.marksRevealed', objectId: call.code })
  })
})

describe('changing a mark once all are shown', () => {
  const revise = (index: number, points: number, why = 'Riletto insieme agli altri.') =>
    client(index).post(`${at(first)}/revision`, {
      criterion: 'project',
      lotId: null,
      points,
      purposes: null,
      note: why,
    })

  test('is a further revision with its reason; before, it is refused', async () => {
    for (const index of [0, 1]) await judgeBy(index, first, 20)
    expect((await revise(0, 25)).statusCode).toBe(409)
    await judgeBy(2, first, 20)
    expect((await revise(0, 25, 'breve')).statusCode).toBe(422)
    const answer = await revise(0, 26)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json().summary[0]).toMatchObject({ mean: 22, spread: 6 })
    const mine = answer.json().marks.find(({ criterion }: { criterion: string }) => criterion === 'project')
    expect(mine).toMatchObject({ points: 26, revision: 2, note: 'Riletto insieme agli altri.' })
  })

  test('the database takes none after the technical ranking is signed, and changes none', async () => {
    const { db } = fixture
    for (const index of [0, 1, 2]) {
      await judgeBy(index, first, 20)
      await judgeBy(index, second, 20)
    }
    await officer.post(`/api/desk/calls/${call.code}/rankings`, { kind: 'technical' })
    const { technical } = (await client(0).get(`/api/evaluation/${call.code}`)).json()
    await client(0).post(`/api/evaluation/${call.code}/rankings/${technical.id}/sign`, {
      hash: technical.hash,
    })
    const refused = await revise(0, 30)
    expect([refused.statusCode, refused.json().errors]).toEqual([
      409,
      [{ pointer: '', detail: 'technicalSigned' }],
    ])
    const row = { request_id: first, criterion: 'project', points: 1, note, call_version_id: call.versionId }
    await expect(db('score').insert({ ...row, member_id: members[0], revision: 9 })).rejects.toThrow(/signed/)
    await expect(db('score').where({ request_id: first }).update({ points: 40 })).rejects.toThrow()
    await expect(db('score').where({ request_id: first }).delete()).rejects.toThrow()
  })
})

describe('mine to do', () => {
  test('regression 20: counters, list and the call’s own count say the same, whatever is done', async () => {
    const read = async (query = '') =>
      (await client(0).get(`/api/evaluation?call=${call.code}${query}`)).json()
    const expectEqual = async (toDo: number) => {
      const all = await read()
      const open = await read('&state=toDo,begun')
      const counted = all.states.reduce(
        (sum: number, { value, count }: { value: string; count: number }) =>
          value === 'toDo' || value === 'begun' ? sum + count : sum,
        0,
      )
      const own = all.commissions.find(({ code }: { code: string }) => code === call.code)
      expect([open.total, open.items.length, counted, own.toDo]).toEqual([toDo, toDo, toDo, toDo])
    }
    await expectEqual(2)
    await give(0, first, marks(20))
    await expectEqual(2)
    await submit(0, first)
    await expectEqual(1)
    await judgeBy(0, second, 20)
    await expectEqual(0)
  })

  test('each file knows the one before, the one after, and the next to be done', async () => {
    const one = (await client(0).get(at(first))).json()
    expect(one).toMatchObject({
      place: { at: 1, of: 2 },
      previousId: null,
      nextId: second,
      nextToDoId: second,
    })
    await judgeBy(0, second, 20)
    const two = (await client(0).get(at(second))).json()
    expect(two).toMatchObject({ place: { at: 2, of: 2 }, previousId: first, nextId: null, nextToDoId: first })
  })

  test('is nobody’s who does not sit on the commission, and nothing before the requests are opened', async () => {
    const other = await signInAs(fixture.app, { roles: ['evaluator'] })
    expect((await other.get('/api/evaluation')).json()).toMatchObject({ commissions: [], total: 0 })
    expect((await other.get(at(first))).statusCode).toBe(404)
    const sealed = await insertJudgedCall(fixture.db, { code: `SEALED-${turn}` })
    await insertCommission(
      fixture.db,
      sealed,
      evaluators.map(({ id }) => id),
      officerId,
    )
    const hidden = await insertSent(fixture.db, sealed, {
      accountId: applicantId,
      number: `R-X-${turn}`,
      data: person('Zqx Sigillata'),
    })
    const queue = await client(0).get(`/api/evaluation?call=${sealed.code}`)
    expect(queue.json().items).toEqual([])
    expect((await client(0).get(`/api/evaluation/${sealed.code}/requests/${hidden}`)).statusCode).toBe(404)
    const desk = await officer.get(`/api/desk/calls/${sealed.code}/evaluation`)
    expect(desk.body).not.toContain('Zqx Sigillata')
  })
})

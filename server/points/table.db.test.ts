import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { type Client, signInAs } from '../testing/people.ts'
import { insertPlan, insertPoint, type PlanMade } from '../testing/points.ts'
import { box, insertCity, point } from '../testing/spaces.ts'
import { outcomes } from './words.ts'

const fixture = testApp()
let plan: PlanMade
let planner: Client
let head: Client
const ids: number[] = []

beforeAll(async () => {
  const { db } = fixture
  await insertCity(db)
  plan = await insertPlan(db, 'PGT')
  planner = await signInAs(fixture.app, { roles: ['planner'], name: 'Paolo' })
  head = await signInAs(fixture.app, { roles: ['planningHead'], name: 'Teresa' })
  for (let at = 0; at < 24; at += 1) {
    const id = await insertPoint(
      db,
      plan,
      `Punto ${at} su ${at % 2 ? 'laboratori' : 'parcheggi'}, 100%`,
      {
        target: at % 3 === 0 ? 'article' : 'place',
        document_id: at % 3 === 0 ? plan.documents.pds : null,
        article_id: at % 3 === 0 ? plan.articles.pds11 : null,
        geom:
          at % 3 === 1
            ? point(9.15 + (at % 2) / 10, 45.45)
            : at % 3 === 2
              ? box(9.1, 45.4, 9.11, 45.41)
              : null,
        assignee_id: at % 4 === 0 ? planner.me.account?.id : null,
        due_on: at % 5 === 0 ? '2026-01-01' : null,
        concerns_vas: at % 6 === 0,
        workflow_place_id: at % 7 === 0 ? plan.places.technical : plan.places.draft,
      },
      { is_late: at % 8 === 0 },
    )
    ids.push(id)
    if (at % 2) await db('point_theme').insert({ point_id: id, theme_id: plan.themes.manufacturing })
    if (at % 9 === 0) await db('point_theme').insert({ point_id: id, theme_id: plan.themes.parks })
    const outcome = outcomes[at % 5]
    if (at % 5 < 3)
      await db('decision').insert({
        point_id: id,
        stage: 'technical',
        outcome,
        reason: 'Una ragione scritta per esteso, per prova.',
        decided_on: '2026-01-01',
        decided_by: planner.me.account?.id,
      })
  }
})

const get = async (path: string, client = planner) => {
  const answer = await client.get(path)
  expect(answer.statusCode, `${path} ${answer.body.slice(0, 300)}`).toBe(200)
  return answer.json()
}
const listed = async (query: string) =>
  (await get(`/api/desk/points?plan=PGT&limit=200${query}`)).items.map(({ id }: { id: number }) => id)
const where = (keeps: (at: number) => boolean) => ids.filter((_, at) => keeps(at))

describe('the table of points', () => {
  test.each([
    ['&q=laboratori', (at: number) => at % 2 === 1],
    ['&q=100%25', () => true],
    ['&q=1_0', () => false],
    ['&q=%2F1', () => true],
    ['&target=article', (at: number) => at % 3 === 0],
    ['&assignee=me', (at: number) => at % 4 === 0],
    ['&assignee=none', (at: number) => at % 4 !== 0],
    ['&overdue=true', (at: number) => at % 5 === 0],
    ['&vas=true', (at: number) => at % 6 === 0],
    ['&late=true', (at: number) => at % 8 === 0],
    ['&manufacturing=true', (at: number) => at % 2 === 1],
    ['&manufacturing=false', (at: number) => at % 2 === 0],
    ['&outcome=none', (at: number) => at % 5 > 2],
    ['&outcome=accepted,rejected', (at: number) => at % 5 === 0 || at % 5 === 2],
    ['&stage=technical', (at: number) => at % 5 < 3],
    ['&district=9', (at: number) => at % 3 === 1 && at % 2 === 1],
    ['&district=none', (at: number) => at % 3 === 0],
    ['&group=any', () => false],
    ['&opinion=true', () => false],
    ['&open=false', () => false],
  ])('%s keeps the points it names', async (query, keeps) => {
    expect((await listed(query)).sort((a: number, b: number) => a - b)).toEqual(where(keeps))
  })

  test('a theme counts with those below it', async () => {
    expect(await listed(`&theme=${plan.themes.services}`)).toHaveLength(where((at) => at % 9 === 0).length)
    expect(await listed(`&theme=none,${plan.themes.parks}`)).toHaveLength(
      where((at) => at % 9 === 0 || at % 2 === 0).length,
    )
  })

  test('every order holds every point once, and turns round', async () => {
    for (const sort of [
      'number',
      'due',
      'assignee',
      'place',
      'provision',
      'district',
      'outcome',
      'group',
      'synthesis',
    ]) {
      const up = await listed(`&sort=${sort}`)
      expect(new Set(up)).toEqual(new Set(ids))
      expect(up).toHaveLength(ids.length)
    }
    expect(await listed('&descending=true')).toEqual([...(await listed(''))].reverse())
  })

  test('regression 1 and 20: whatever the filter, table, counters, map, selection and neighbours are one set', async () => {
    const filter = fc.record(
      {
        assignee: fc.constantFrom('me', 'none'),
        target: fc.constantFrom('article', 'place', 'article,place'),
        outcome: fc.constantFrom('none', 'accepted', 'accepted,none'),
        manufacturing: fc.boolean(),
        late: fc.boolean(),
        q: fc.constantFrom('punto', 'laboratori', 'nulla'),
        sort: fc.constantFrom('number', 'due', 'outcome'),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(filter, async (given) => {
        const query = new URLSearchParams({
          plan: 'PGT',
          ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])),
        })
        const list = await get(`/api/desk/points?${query}&limit=200`)
        const order = list.items.map(({ id }: { id: number }) => id)
        expect(list.total).toBe(order.length)
        const sum = (counts: { count: number }[]) => counts.reduce((total, { count }) => total + count, 0)
        for (const name of ['places', 'outcomes', 'districts', 'neighbourhoods'])
          expect(sum(list[name]), name).toBe(list.total)
        const map = await get(`/api/desk/points/map?${query}`)
        expect(map.points.length + map.withoutPlace).toBe(list.total)
        expect(order).toEqual(expect.arrayContaining(map.points.map(({ id }: { id: number }) => id)))
        const selection = await get(`/api/desk/points/selection?${query}`)
        expect(selection.items.map(({ id }: { id: number }) => id)).toEqual(order)
        if (order.length < 2) return
        const around = await get(`/api/desk/points/${order[1]}/around?${query}`)
        expect(around).toEqual({
          total: order.length,
          position: 2,
          previous: order[0],
          next: order[2] ?? null,
        })
      }),
      { numRuns: 25, seed: 20261129 },
    )
  })

  test('an unknown filter, and a value it cannot take, is named', async () => {
    const answer = await planner.get('/api/desk/points?plan=PGT&colour=red')
    expect(answer.json().errors[0].pointer).toBe('colour')
    expect((await planner.get('/api/desk/points?plan=PGT&theme=x')).statusCode).toBe(400)
    expect((await get('/api/desk/points?plan=NIENTE')).total).toBe(0)
  })
})

describe('changing many at once', () => {
  const bulk = async (points: object[], change: object, preview: boolean, client = planner) =>
    (await client.post('/api/desk/points/bulk', { points, change, preview })).json()
  const versionsOf = (chosen: number[]) =>
    fixture.db('point').whereIn('id', chosen).orderBy('id').select('id', 'version')

  test('a preview says what would become of each and changes nothing; then each has its result', async () => {
    const own = await insertPlan(fixture.db, 'MOLTI')
    const [free = 0, locked = 0, stale = 0, same = 0] = [
      await insertPoint(fixture.db, own, 'Libero.'),
      await insertPoint(fixture.db, own, 'Chiuso.', { workflow_place_id: own.places.complete }),
      await insertPoint(fixture.db, own, 'Cambiato da altri.'),
      await insertPoint(fixture.db, own, 'Già così.', { workflow_place_id: own.places.technical }),
    ]
    const points = await versionsOf([free, locked, stale, same])
    await fixture.db('point').where({ id: stale }).update({ version: 7 })
    const change = { placeId: own.places.technical }
    const preview = await bulk([...points, { id: 2_000_000_000, version: 1 }], change, true)
    expect(preview).toMatchObject({ changed: 1, same: 1, refused: 3 })
    expect(
      preview.items.map((item: { id: number; result: string; refusals: string[] }) => [
        item.id,
        item.result,
        item.refusals,
      ]),
    ).toEqual([
      [free, 'changed', []],
      [locked, 'refused', ['locked']],
      [stale, 'refused', ['version']],
      [same, 'same', []],
      [2_000_000_000, 'refused', ['notFound']],
    ])
    const [before] = await fixture.db('point').where({ id: free }).select('workflow_place_id')
    expect(before.workflow_place_id).toBe(own.places.draft)
    expect(await bulk(points, change, false)).toMatchObject({ changed: 1, same: 1, refused: 2 })
    const [after] = await fixture.db('point').where({ id: free }).select('workflow_place_id', 'version')
    expect(after).toEqual({ workflow_place_id: own.places.technical, version: 2 })
    const events = await fixture
      .db('audit_event')
      .where({ object_kind: 'point', action: 'changePoint', object_id: String(free) })
    expect(events).toHaveLength(1)
  })

  test('themes are added and taken away, people given, days set; the head opens what is locked', async () => {
    const own = await insertPlan(fixture.db, 'TANTI')
    const one = await insertPoint(fixture.db, own, 'Uno.')
    const two = await insertPoint(fixture.db, own, 'Due.', { workflow_place_id: own.places.complete })
    const change = { addTheme: own.themes.parks, assignee: planner.me.account?.id, dueOn: '2027-01-01' }
    const result = await bulk(await versionsOf([one, two]), change, false)
    expect(result).toMatchObject({ changed: 1, refused: 1 })
    expect(await get(`/api/desk/points/${one}`)).toMatchObject({
      themes: [own.themes.parks],
      dueOn: '2027-01-01',
      assignee: { name: 'Paolo' },
    })
    const opened = await bulk(await versionsOf([two]), { placeId: own.places.draft }, false, head)
    expect(opened.changed).toBe(1)
    const stranger = await signInAs(fixture.app, { roles: ['applicant'] })
    const refused = await planner.post('/api/desk/points/bulk', {
      points: await versionsOf([one]),
      change: { assignee: stranger.me.account?.id },
      preview: true,
    })
    expect(refused.json().type).toBe('/problems/not-examiner')
  })
})

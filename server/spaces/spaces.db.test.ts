import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { ground, insertCity, point, spaceRecord } from '../testing/spaces.ts'
import { spaceFieldClasses } from './fields.ts'
import type { Space, SpaceList } from './schema.ts'

const context = testApp()

beforeAll(async () => {
  const { db, app } = context
  await insertCity(db)
  await db('site').insert({ code: 'SITE-1', name: 'Ex fabbrica', geom: ground(9.26, 45.53), source: 'test' })
  await db.transaction(async (trx) => {
    await trx('space').insert(records)
  })
  await db('space_history').insert([
    { space_id: 1, happened_on: '2026-01-10', status: 'surveyed', note: 'Rilievo', note_en: 'Survey' },
    { space_id: 1, happened_on: '2026-02-10', status: 'available' },
    { space_id: 4, happened_on: '2026-02-11', status: 'surveyed', note: 'in via Segreta 7' },
  ])
  await app.context.feed.refresh()
})

const records = [
  spaceRecord('MI-0001', {
    name: 'via Bovisasca 42',
    address: 'via Bovisasca 42',
    geom: ground(9.26, 45.53),
    site_id: 1,
    area_m2: 120,
    height_m: 4.2,
    power_kw: 30,
    unit_rent_eur_m2_year: 50,
    works_eur: 5000,
    vacant_since: '2020-01-01',
    lawful_use: 'artigianato_produttivo',
    floor: 'T',
    holder_name: 'Mario Rossi',
    holder_kind: 'person',
    internal_notes: 'riservato',
  }),
  spaceRecord('MI-0002', { geom: ground(9.2605, 45.53), site_id: 1, area_m2: 80, status: 'inUse' }),
  spaceRecord('MI-0003', { geom: ground(9.15, 45.45), area_m2: 300, ownership: 'unknown' }),
  spaceRecord('MI-0004', {
    geom: ground(9.2512, 45.4321),
    public_position: 'neighbourhood',
    name: 'via Segreta 7',
    address: 'via Segreta 7',
    status: 'surveyed',
    area_m2: 90,
  }),
  spaceRecord('MI-0005', { area_m2: 60 }),
  spaceRecord('MI-0006', { geom: ground(9.15, 45.55), public_position: 'hidden', name: 'via Nascosta 1' }),
  spaceRecord('MI-0007', { geom: ground(9.15, 45.55), status: 'withdrawn' }),
  spaceRecord('MI-0008', { geom: ground(9.15, 45.55), audience: 'internal' }),
  spaceRecord('MI-0009', { geom: ground(9.15, 45.55), occupied_without_title: true }),
]

async function get<Reply>(url: string): Promise<Reply> {
  const response = await context.app.inject({ url })
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}
const codes = async (query: string): Promise<string[]> =>
  (await get<SpaceList>(`/api/spaces?sort=code&limit=200&${query}`)).items.map(({ code }) => code)

test('every column of table space has a field class', async () => {
  const columns = await context
    .db('information_schema.columns')
    .where({ table_name: 'space' })
    .pluck('column_name')
  expect(Object.keys(spaceFieldClasses).sort()).toEqual(columns.sort())
})

test('the list holds what the public may see, and no more', async () => {
  const list = await get<SpaceList>('/api/spaces?sort=code')
  expect(list.items.map(({ code }) => code)).toEqual([
    'MI-0001',
    'MI-0002',
    'MI-0003',
    'MI-0004',
    'MI-0005',
    'MI-0006',
  ])
  expect(list).toMatchObject({ total: 6, withoutPlace: 2, next: null, nearMisses: [] })
  expect(list.items[0]).toMatchObject({
    district: '9',
    neighbourhood: '4',
    neighbourhoodName: 'NIGUARDA - CÀ GRANDA',
    zoning: ['ARU'],
    areaM2: 120,
    rentEurMonth: 475,
    site: { code: 'SITE-1', name: 'Ex fabbrica', index: 1, count: 2 },
  })
  expect(list.items[0]?.outline).toEqual([
    [
      [0, 0],
      [16, 0],
      [16, 22],
      [0, 22],
      [0, 0],
    ],
  ])
})

test('regression 7: spaces without a place are listed and match no filter of place', async () => {
  expect(await codes('district=none')).toEqual(['MI-0005', 'MI-0006'])
  expect(await codes('bbox=-180,-90,180,90')).toEqual(['MI-0001', 'MI-0002', 'MI-0003', 'MI-0004'])
  expect(await codes('near=9.2,45.5,100000')).toEqual(['MI-0001', 'MI-0002', 'MI-0003', 'MI-0004'])
  expect(await codes('labWithin=100000&unknown=include')).toEqual(await codes(''))
})

test('relevance puts what can be had first, then what is best described', async () => {
  const list = await get<SpaceList>('/api/spaces')
  expect(list.items.map(({ code }) => code)).toEqual([
    'MI-0001',
    'MI-0003',
    'MI-0005',
    'MI-0006',
    'MI-0004',
    'MI-0002',
  ])
})

test('a place that is public at NIL level bears its name and point, never its own', async () => {
  const { items } = await get<SpaceList>('/api/spaces?status=surveyed')
  expect(items[0]).toMatchObject({
    code: 'MI-0004',
    name: "CITTA' STUDI",
    address: null,
    point: [9.25, 45.45],
    district: '9',
    bbox: null,
    outline: null,
    zoning: [],
    site: null,
  })
  const space = await get<Space>('/api/spaces/MI-0004')
  expect(space).toMatchObject({ geometry: null, nearestLab: null, nearestStop: null, outsideRing: null })
  expect(space.history).toEqual([{ date: '2026-02-11', status: 'surveyed', note: null, noteEn: null }])
  expect(JSON.stringify(space)).not.toContain('Segreta')
  expect(await codes('q=segreta')).toEqual([])
  expect(await codes('q=nascosta')).toEqual([])
})

test.each(['MI-0007', 'MI-0008', 'MI-0009', 'nothing', '%00', 'a%25'])(
  'there is no public page of %s',
  async (code) => {
    const response = await context.app.inject({ url: `/api/spaces/${code}` })
    expect(response.statusCode).toBe(404)
    expect(response.headers['content-type']).toContain('application/problem+json')
  },
)

test('the page of a space', async () => {
  const space = await get<Space>('/api/spaces/mi-0001')
  expect(space).toMatchObject({
    code: 'MI-0001',
    heightM: 4.2,
    holderName: null,
    vacantSince: '2020-01-01',
    outsideRing: true,
    zones: [{ code: 'niguarda', name: 'Niguarda-Bovisa', official: false }],
    nearestLab: { code: 'L3' },
    nearestStop: { code: 'M1' },
    rent: { eurYear: 5700, reductions: [{ code: 'outsideRing' }] },
    canAsk: { kind: 'expressionOfInterest', reasonCode: null },
    office: { phone: '02 0000 0000' },
    demo: true,
  })
  expect(space.history.map(({ status }) => status)).toEqual(['available', 'surveyed'])
  expect(space.siblings.map(({ code }) => code)).toEqual(['MI-0002'])
  expect(space.similar.map(({ code }) => code)).toEqual(['MI-0005', 'MI-0003', 'MI-0006'])
  const advice = space.advice.find(({ activity }) => activity === 'manifattura_leggera')
  expect(advice).toMatchObject({ level: 'usuallyCompatible', planVersion: 'PGT Milano 2030', example: true })
  expect(JSON.stringify(space)).not.toMatch(/riservato|Mario Rossi/)
})

test('owned is not available: what is in use or of an unknown owner cannot be asked for', async () => {
  const inUse = await get<Space>('/api/spaces/MI-0002')
  expect(inUse.canAsk).toEqual({ kind: null, reasonCode: 'inUse' })
  const unknown = await get<Space>('/api/spaces/MI-0003')
  expect(unknown.canAsk).toEqual({ kind: null, reasonCode: 'ownershipUnknown' })
})

test.each([
  ['mi-0001', ['MI-0001']],
  ['mi 0001', ['MI-0001']],
  ['MI1', ['MI-0001']],
  ['bovisasca', ['MI-0001']],
  ['VIA BOVISASCA 42', ['MI-0001']],
  ['niguarda ca granda', ['MI-0001', 'MI-0002']],
  ['cà granda', ['MI-0001', 'MI-0002']],
  ['città studi', ['MI-0004']],
  ['citta studi', ['MI-0004']],
])('regression 9: the text "%s" finds', async (text, found) => {
  expect(await codes(`q=${encodeURIComponent(text)}`)).toEqual(found)
})

test('lists take values separated by commas or repeated, and mean the same', async () => {
  const comma = await get<SpaceList>('/api/spaces?status=inUse,surveyed')
  const repeated = await get<SpaceList>('/api/spaces?status=inUse&status=surveyed')
  expect(comma.items).toEqual(repeated.items)
  expect(comma.total).toBe(2)
})

test('regression 6: own area and district together are the intersection, and no filter is silently ignored', async () => {
  expect(await codes('district=9&near=9.26,45.53,200')).toEqual(['MI-0001', 'MI-0002'])
  expect(await codes('district=1&near=9.26,45.53,200')).toEqual([])
  expect(await codes('district=1,9')).toEqual(['MI-0001', 'MI-0002', 'MI-0003', 'MI-0004'])
})

test('how many more would match if unknown values counted', async () => {
  const { total, unknowns } = await get<SpaceList>('/api/spaces?powerMin=10')
  expect({ total, unknowns }).toEqual({ total: 1, unknowns: { powerMin: 5 } })
  expect((await get<SpaceList>('/api/spaces?powerMin=10&unknown=include')).total).toBe(6)
})

test('no result says which one filter, if dropped, would find how many', async () => {
  const { total, nearMisses } = await get<SpaceList>(
    '/api/spaces?areaMin=100&areaMax=150&district=1&q=bovisasca',
  )
  expect(total).toBe(0)
  expect(nearMisses).toEqual([{ filters: ['district'], total: 1 }])
  const other = await get<SpaceList>('/api/spaces?areaMin=1000&areaMax=2000&district=9')
  expect(other.nearMisses).toEqual([{ filters: ['areaMin', 'areaMax'], total: 3 }])
})

test('facets are counted with all other filters; regression 20: they equal the lists behind them', async () => {
  const { facets, total } = await get<SpaceList>('/api/spaces?district=9')
  expect(facets.district).toEqual(
    expect.arrayContaining([
      { value: '9', count: 3 },
      { value: '1', count: 1 },
      { value: 'none', count: 2 },
    ]),
  )
  expect(facets.areaM2.bins.reduce((sum, { count }) => sum + count, 0)).toBe(total)
  for (const { value, count } of facets.status) {
    expect((await codes(`district=9&status=${value}`)).length).toBe(count)
  }
  expect(facets.advice).toEqual([])
  const advised = await get<SpaceList>('/api/spaces?activity=manifattura_leggera')
  for (const { value, count } of advised.facets.advice) {
    expect(await codes(`activity=manifattura_leggera&advice=${value}`)).toHaveLength(count)
  }
})

test('regression 13 and 20: the figures of a district are those of its list', async () => {
  const { items } = await get<{ items: { number: string; spaces: { total: { value: number } } }[] }>(
    '/api/districts',
  )
  expect(items.map(({ number }) => number)).toEqual(['1', '9'])
  for (const { number, spaces } of items) {
    expect(spaces.total.value).toBe((await codes(`district=${number}`)).length)
  }
})

test('pages follow each other without loss or repetition, also when rows come and go between them', async () => {
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const url: string = `/api/spaces?limit=2&sort=code${next && `&cursor=${next}`}`
    const page: SpaceList = await get<SpaceList>(url)
    seen.push(...page.items.map(({ code }) => code))
    next = page.next
  }
  expect(seen).toEqual(await codes(''))
  const first = await get<SpaceList>('/api/spaces?limit=2&sort=code')
  await context.db('space').where({ code: 'MI-0002' }).update({ audience: 'internal' })
  await context.app.context.feed.refresh()
  const second = await get<SpaceList>(`/api/spaces?limit=2&sort=code&cursor=${first.next}`)
  expect(second.items.map(({ code }) => code)).toEqual(['MI-0003', 'MI-0004'])
  await context.db('space').where({ code: 'MI-0002' }).update({ audience: 'public' })
  await context.app.context.feed.refresh()
})

test('orders', async () => {
  const order = async (query: string) =>
    (await get<SpaceList>(`/api/spaces?${query}`)).items.map(({ code }) => code)
  expect(await order('sort=areaAscending')).toEqual([
    'MI-0005',
    'MI-0002',
    'MI-0004',
    'MI-0001',
    'MI-0003',
    'MI-0006',
  ])
  expect(await order('sort=areaDescending')).toEqual([
    'MI-0003',
    'MI-0001',
    'MI-0004',
    'MI-0002',
    'MI-0005',
    'MI-0006',
  ])
  expect((await order('sort=near&near=9.15,45.45,50000'))[0]).toBe('MI-0003')
  expect((await order('sort=rentAscending'))[0]).toBe('MI-0001')
})

test.each([
  ['foo=1', 'foo'],
  ['areaMin=abc', 'areaMin'],
  ['areaMin=1e999', 'areaMin'],
  ['areaMin=Infinity', 'areaMin'],
  ['areaMin=-1', 'areaMin'],
  ['areaMin=1&areaMin=2', 'areaMin'],
  ['status=reported', 'status'],
  ['status=available,nonsense', 'status'],
  ['district=10', 'district'],
  ['neighbourhood=%00', 'neighbourhood'],
  ['zoning=NOPE', 'zoning'],
  ['activity=nope', 'activity'],
  ['advice=toVerify', 'advice'],
  ['vehicleAccess=maybe', 'vehicleAccess'],
  ['near=9,45', 'near'],
  ['within=area:nope', 'within'],
  ['bbox=1,2,3', 'bbox'],
  ['sort=near', 'sort'],
  ['sort=nope', 'sort'],
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['cursor=abc', 'cursor'],
  ['unknown=yes', 'unknown'],
])('a bad query is refused by name: %s', async (query, name) => {
  const response = await context.app.inject({ url: `/api/spaces?${query}` })
  expect(response.statusCode, response.body).toBe(400)
  expect(response.json().errors[0].pointer).toContain(name)
})

test('a cursor of another query is refused', async () => {
  const { next } = await get<SpaceList>('/api/spaces?limit=1')
  const response = await context.app.inject({ url: `/api/spaces?limit=1&areaMin=1&cursor=${next}` })
  expect(response.statusCode).toBe(400)
})

test('an area too large for a URL is kept and used by its id', async () => {
  const ring = [
    [9.25, 45.5],
    [9.3, 45.5],
    [9.3, 45.6],
    [9.25, 45.5],
  ]
  const post = (payload: object) => context.app.inject({ method: 'POST', url: '/api/areas', payload })
  const created = await post({ type: 'Polygon', coordinates: [ring] })
  expect(created.statusCode, created.body).toBe(201)
  const { id } = created.json()
  expect(await codes(`within=area:${id}`)).toEqual(
    await codes(`within=${ring.map((position) => position.join('%20')).join(',')}`),
  )
  await context.db('area').where({ id }).update({ used_at: '2026-01-01' })
  expect((await post({ type: 'Polygon', coordinates: [ring] })).json().id).toBe(id)
  const { used_at } = await context.db('area').where({ id }).first('used_at')
  expect(Date.now() - used_at.getTime()).toBeLessThan(60_000)
  const bowTie = [
    [9, 45],
    [9.1, 45.1],
    [9.1, 45],
    [9, 45.1],
    [9, 45],
  ]
  for (const payload of [
    { type: 'Polygon', coordinates: [bowTie] },
    { type: 'Polygon', coordinates: [ring.slice(0, 3)] },
    { type: 'Polygon', coordinates: ['x'] },
    { type: 'Point', coordinates: [9, 45] },
    { type: 'Polygon', coordinates: [ring], crs: 'x' },
  ]) {
    const refused = await post(payload)
    expect([400, 422]).toContain(refused.statusCode)
  }
})

test('an area that is read is marked as used, once a day', async () => {
  const { db } = context
  const geom = db.raw("ST_GeomFromText('MULTIPOLYGON(((9.25 45.5,9.3 45.5,9.3 45.6,9.25 45.5)))', 4326)")
  const recent = new Date(Date.now() - 60 * 60_000)
  await db('area').insert([
    { id: 'used-long-ago', geom, used_at: '2026-01-01' },
    { id: 'used-today', geom, used_at: recent },
  ])
  for (const id of ['used-long-ago', 'used-today']) await codes(`within=area:${id}`)
  const usedAt = async (id: string) => (await db('area').where({ id }).first('used_at')).used_at.getTime()
  expect(Date.now() - (await usedAt('used-long-ago'))).toBeLessThan(60_000)
  expect(await usedAt('used-today')).toBe(recent.getTime())
})

test('regression 14 and 15: an unknown lab is not inactive, and a closed one is never active', async () => {
  const { items } = await get<{ items: { code: string; activity: string | null }[] }>('/api/labs')
  expect(Object.fromEntries(items.map(({ code, activity }) => [code, activity]))).toEqual({
    L1: 'active',
    L2: 'closed',
    L3: null,
  })
  expect((await get<{ total: number }>('/api/labs?activity=none')).total).toBe(1)
  const { items: districts } = await get<{ items: { labs: Record<string, { value: number }> }[] }>(
    '/api/districts',
  )
  expect(districts.map(({ labs }) => [labs.active?.value, labs.unknown?.value])).toEqual([
    [1, 0],
    [0, 1],
  ])
  expect((await get<{ activity: string }>('/api/labs/l2')).activity).toBe('closed')
})

test('sites are public only with a space whose exact place is', async () => {
  const { db, app } = context
  await db('space').where({ code: 'MI-0001' }).update({ public_position: 'neighbourhood' })
  await db('space').where({ code: 'MI-0002' }).update({ public_position: 'neighbourhood' })
  await app.context.feed.refresh()
  expect(app.context.collections.get('sites')?.index.size).toBe(0)
  await db('space').whereIn('code', ['MI-0001', 'MI-0002']).update({ public_position: 'exact' })
  await app.context.feed.refresh()
  expect(app.context.collections.get('sites')?.index.size).toBe(1)
})

test('zones, neighbourhoods, the city and market zones answer', async () => {
  const zones = await get<{ items: { code: string; spaces: number | null }[] }>('/api/zones')
  expect(zones.items.map(({ code, spaces }) => [code, spaces])).toEqual([
    ['niguarda', 2],
    ['ring', null],
  ])
  const { items } = await get<{ items: { code: string; spaces: number }[] }>('/api/neighbourhoods')
  expect(items.find(({ code }) => code === '4')?.spaces).toBe(2)
  expect(await get('/api/city')).toMatchObject({ id: 'milano', demo: true, basemapStyleUrl: null })
})

test('a point on the label of another NIL does not appear twice', async () => {
  await context.db('space').insert(spaceRecord('MI-0010', { geom: point(9.25, 45.55) }))
  await context.app.context.feed.refresh()
  expect(await codes('q=MI-0010')).toEqual(['MI-0010'])
  expect((await get<Space>('/api/spaces/MI-0010')).geometry).toEqual({
    type: 'Point',
    coordinates: [9.25, 45.55],
  })
})

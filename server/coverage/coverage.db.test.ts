import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { signIn } from '../testing/people.ts'
import { box, point, spaceRecord } from '../testing/spaces.ts'
import { ensureGrid } from './grid.ts'
import { followCoverage } from './monthly.ts'
import { readCoverage } from './reading.ts'
import type { AreaKind, Coverage, IndicatorId } from './schema.ts'
import { plainQueries, plainValues, preparePlain } from './sql.ts'

const context = testApp()
const server = () => context.app.context
const get = async (url: string) => {
  await server().feed.refresh()
  return context.app.inject({ url })
}
const read = async (url = '/api/coverage'): Promise<Coverage> => (await get(url)).json()
const areaOf = ({ areas }: Coverage, kind: AreaKind, code: string) =>
  areas.find((area) => area.kind === kind && area.code === code)
const valueOf = (coverage: Coverage, kind: AreaKind, code: string, id: IndicatorId) =>
  areaOf(coverage, kind, code)?.values[id]

const source = 'test'
/** About a kilometre and a half from west to east, and as much from south to north. */
const [west, middle, east, south, half, north] = [9.18, 9.19, 9.2, 45.46, 45.467, 45.474]

/** Two Municipi side by side; NIL 1 in the south lies in both, NIL 2 and 3 in the north in one each. */
async function insertSquares(): Promise<void> {
  const { db } = context
  const nil = (code: string, sides: [number, number, number, number], population: number) => ({
    code,
    name: `NIL ${code}`,
    geom: box(...sides),
    label_point: point((sides[0] + sides[2]) / 2 - 0.001, (sides[1] + sides[3]) / 2),
    population,
    population_year: 2021,
    population_source: 'register',
    source,
  })
  await db.transaction(async (trx) => {
    await trx('district').insert([
      { code: '1', name: 'Municipio 1', geom: box(west, south, middle, north), source },
      { code: '2', name: 'Municipio 2', geom: box(middle, south, east, north), source },
    ])
    await trx('neighbourhood').insert([
      nil('1', [west, south, east, half], 8000),
      nil('2', [west, half, middle, north], 3000),
      nil('3', [middle, half, east, north], 900),
    ])
    await trx('zone').insert([
      { code: 'ring', name: 'Ring', kind: 'ring', geom: box(west, south, middle, north), source },
      { code: 'NE', name: 'North-east', kind: 'peripheryPlan', geom: box(middle, half, east, north), source },
    ])
    await trx('lab').insert([
      { code: 'L1', name: 'In 1', activity: 'active', geom: point(9.182, 45.462), source },
      { code: 'L2', name: 'In 3', activity: 'active', geom: point(9.198, 45.472), source },
      {
        code: 'L3',
        name: 'Closed since',
        activity: null,
        closed_on: '2020-01-01',
        geom: point(9.198, 45.463),
        source,
      },
      {
        code: 'L4',
        name: 'Not yet',
        activity: 'active',
        active_from: '2999-01-01',
        geom: point(9.198, 45.463),
        source,
      },
      { code: 'L5', name: 'Unknown', geom: point(9.198, 45.463), source },
    ])
    await trx('transit_stop').insert({ code: 'M1', name: 'Stop', geom: point(9.19, 45.467), source })
    await trx('space').insert([
      spaceRecord('S-1', { geom: point(9.183, 45.462), area_m2: 100, surveyed_on: '2020-05-05' }),
      spaceRecord('S-2', { geom: point(9.197, 45.472), area_m2: 50, status: 'inUse' }),
      spaceRecord('S-3', {
        geom: point(9.197, 45.463),
        area_m2: 80,
        status: 'inCall',
        vacant_since: '2024-02-29',
      }),
      spaceRecord('S-4', { geom: point(9.197, 45.463), area_m2: 60, public_position: 'neighbourhood' }),
      spaceRecord('S-5', { geom: point(9.197, 45.463), area_m2: 70, public_position: 'hidden' }),
      spaceRecord('S-6', { geom: point(9.197, 45.463), area_m2: 90, status: 'reported' }),
    ])
  })
}

beforeAll(insertSquares)

describe('the grid of residents', () => {
  test('sums over cells are the residents of the NIL, and those of Municipi add up to the city', async () => {
    const coverage = await read()
    const residents = (kind: AreaKind, code: string) => areaOf(coverage, kind, code)?.residents
    expect(['1', '2', '3'].map((code) => residents('neighbourhood', code))).toEqual([8000, 3000, 900])
    expect(residents('city', 'city')).toBe(11_900)
    expect(residents('district', '1')).toBe(7000)
    expect(residents('district', '2')).toBe(4900)
    expect(areaOf(coverage, 'neighbourhood', '3')).toMatchObject({
      small: true,
      border: true,
      residentsYear: 2021,
      residentsSource: 'register',
    })
  })

  test('the list and the page of a Municipio tell the residents that its figures are taken over', async () => {
    await context.db('district').where({ code: '1' }).update({ population: 7400 })
    const coverage = await read()
    const { items } = (await get('/api/districts')).json()
    const { district } = (await get('/api/districts/1')).json()
    expect(areaOf(coverage, 'district', '1')?.residents).toBe(7000)
    expect(items[0].population).toMatchObject({ value: 7000, source: 'register', date: '2021' })
    expect(district.residents).toEqual(items[0].population)
  })

  test('cells are hexagons of 150 metres, cut only at borders', async () => {
    const { rows } = await context.db.raw(`SELECT count(*)::integer AS cells, max(area_m2) AS largest,
      sum(area_m2) AS area FROM population_cell`)
    const hexagon = (150 ** 2 * Math.sqrt(3)) / 2
    // What is cut is rounded to a centimetre.
    expect(Math.abs(rows[0].largest - hexagon)).toBeLessThan(5)
    // 0.02° by 0.014° at 45.467° north.
    expect(rows[0].area / 1e6).toBeCloseTo(1.565 * 1.556, 1)
    expect(rows[0].cells).toBeGreaterThan(rows[0].area / hexagon)
  })

  test('it is built anew when residents change, and not otherwise', async () => {
    const { db } = context
    const builtAt = async () => (await db('population_grid').first('built_at')).built_at.getTime()
    const first = await builtAt()
    await ensureGrid(db, server().city)
    expect(await builtAt()).toBe(first)
    await db('neighbourhood').where({ code: '3' }).update({ population: 1800 })
    expect(areaOf(await read(), 'neighbourhood', '3')?.residents).toBe(1800)
    expect(await builtAt()).toBeGreaterThan(first)
    await db('neighbourhood').where({ code: '3' }).update({ population: 900 })
  })

  test('where there are census sections they win, and the rest stays spread by area', async () => {
    const { db } = context
    await db('census_section').insert({
      code: 'S1',
      geom: box(west, half, middle, north),
      population: 4321,
      population_year: 2011,
      population_source: 'census',
      source,
    })
    const coverage = await read()
    expect(areaOf(coverage, 'neighbourhood', '2')).toMatchObject({
      residents: 4321,
      residentsYear: 2011,
      residentsSource: 'census',
    })
    expect(areaOf(coverage, 'neighbourhood', '3')?.residents).toBe(900)
    expect(areaOf(coverage, 'city', 'city')).toMatchObject({ residents: 13_221, residentsYear: null })
    await db('census_section').update({ ended_on: '2026-01-01' })
    expect(areaOf(await read(), 'neighbourhood', '2')?.residents).toBe(3000)
  })
})

describe('figures', () => {
  test('labs count while they are active on the day; those closed, planned or unknown do not', async () => {
    const coverage = await read()
    expect(coverage.facilities).toEqual({ labsInside: 2, labsOutside: 0, stops: 1 })
    expect(valueOf(coverage, 'district', '2', 'labCount')).toEqual({ value: 1, state: 'known', count: 1 })
    expect(valueOf(coverage, 'neighbourhood', '2', 'labCount')).toEqual({
      value: 0,
      state: 'known',
      count: 0,
    })
  })

  test('a lab beyond the border is reached, and takes the mark of the border away', async () => {
    const { db } = context
    const before = await read()
    await db('lab').insert({
      code: 'OUT',
      name: 'Out',
      activity: 'active',
      geom: point(9.2005, 45.462),
      source,
    })
    const after = await read()
    expect(after.facilities).toMatchObject({ labsInside: 2, labsOutside: 1 })
    expect(valueOf(after, 'district', '2', 'labCount')?.value).toBe(1)
    const reached = (coverage: Coverage) => valueOf(coverage, 'neighbourhood', '1', 'labs15')?.value ?? 0
    expect(reached(after)).toBeGreaterThan(reached(before))
    expect(areaOf(after, 'neighbourhood', '3')?.border).toBe(false)
    await db('lab').where({ code: 'OUT' }).update({ ended_on: '2026-01-01' })
  })

  test('spaces are those the list shows for the same filter', async () => {
    const coverage = await read()
    for (const [kind, filter] of [
      ['district', 'district'],
      ['neighbourhood', 'neighbourhood'],
      ['zone', 'zone'],
    ] as const) {
      for (const { code, values } of coverage.areas.filter((area) => area.kind === kind)) {
        const { total } = (await get(`/api/spaces?${filter}=${code}`)).json()
        expect([kind, code, values.spaceCount.value]).toEqual([kind, code, total])
      }
    }
    expect(valueOf(coverage, 'city', 'city', 'spaceCount')?.value).toBe(5)
  })

  test('a space whose exact place is not public is counted, and no distance tells of it', async () => {
    const { db } = context
    const before = await read()
    await db('space')
      .where({ code: 'S-4' })
      .update({ geom: point(9.181, 45.473) })
    const after = await read()
    for (const { kind, code, values } of after.areas) {
      for (const id of ['spaces5', 'spaces15', 'spaceDistanceMean', 'spaceDistanceP90'] as const) {
        if (kind !== 'neighbourhood') expect(values[id].value).toEqual(valueOf(before, kind, code, id)?.value)
      }
    }
    await db('space')
      .where({ code: 'S-4' })
      .update({ geom: point(9.197, 45.463) })
  })

  test('the door of a space counts where it is known', async () => {
    const { db } = context
    const mean = async () => valueOf(await read(), 'district', '1', 'spaceDistanceMean')?.value
    const before = await mean()
    await db('space').where({ code: 'S-1' }).update({ entrance_lon: 9.185, entrance_lat: 45.467 })
    expect(await mean()).toBeLessThan(before ?? 0)
    await db('space').where({ code: 'S-1' }).update({ entrance_lon: null, entrance_lat: null })
    expect(await mean()).toBe(before)
  })

  test('plain queries of PostGIS give the same, to a millionth', async () => {
    const coverage = await read()
    const { city } = server()
    const different = await context.db.transaction(async (trx) => {
      await preparePlain(trx, city, coverage.run.date)
      const found: unknown[] = []
      for (const [id, query] of Object.entries(plainQueries(city)) as [IndicatorId, string][]) {
        for (const { kind, code, value } of await plainValues(trx, query)) {
          const mine = valueOf(coverage, kind, code, id)?.value ?? null
          const near =
            mine !== null && value !== null && Math.abs(mine - value) <= 1e-6 * Math.max(1, Math.abs(value))
          if (!near && mine !== value) found.push({ id, kind, code, program: mine, sql: value })
        }
      }
      return found
    })
    expect(different).toEqual([])
  })
})

describe('what is asked and answered', () => {
  test('a Municipio beside the city and the others', async () => {
    const { figures, district } = (await get('/api/districts/2/coverage')).json()
    expect(district).toMatchObject({ kind: 'district', code: '2' })
    expect(figures.find((figure: { indicator: string }) => figure.indicator === 'labsPer10k')).toMatchObject({
      unit: 'per10k',
      state: 'known',
      rank: 1,
      of: 2,
      city: { state: 'known', count: 2 },
    })
    expect((await get('/api/districts/7/coverage')).statusCode).toBe(404)
  })

  test('kinds narrow the areas; what is not understood is refused', async () => {
    const { areas } = await read('/api/coverage?kind=district,ring')
    expect(areas.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      'district 1',
      'district 2',
      'ring inside',
      'ring outside',
    ])
    for (const query of ['kind=street', 'travel=plane', 'run=0', 'travel=network', 'nothing=1']) {
      expect([query, (await get(`/api/coverage?${query}`)).statusCode]).toEqual([query, 400])
    }
    expect((await get('/api/coverage?run=99')).statusCode).toBe(404)
  })

  test('every indicator has its definition, in both languages, and its value for the city', async () => {
    const { items } = (await get('/api/coverage/indicators')).json()
    for (const { id, title, definition, formula } of items) {
      expect([title.it, title.en, definition.it, definition.en, formula].every(Boolean)).toBe(true)
      expect((await get(`/api/coverage/indicators/${id}`)).json()).toMatchObject({
        id,
        city: { state: expect.any(String) },
      })
    }
    expect((await get('/api/coverage/indicators/none')).statusCode).toBe(400)
  })

  test('the table has a line for each indicator of each area', async () => {
    const { body, headers } = await get('/api/coverage.csv?kind=city')
    const [head = '', ...lines] = body.trim().split('\r\n')
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(head).toContain('indicator;areaKind;areaCode')
    expect(lines.length).toBe((await read()).indicators.length)
    expect([head, ...lines].every((line) => /;(demo|DIMOSTRAZIONE)$/.test(line))).toBe(true)
    expect(lines.find((line) => line.startsWith('labCount;city'))).toContain(';2;known;2;count;')
  })

  test('gaps and what if answer in the words of the contract', async () => {
    const { items } = (await get('/api/coverage/gaps?minutes=5&limit=3')).json()
    expect(items.map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 3])
    expect(items[0].residents).toBeGreaterThanOrEqual(items[1].residents)
    const [lon, lat] = items[0].point
    const answer = (await get(`/api/coverage/what-if?minutes=5&labs=${lon},${lat}`)).json()
    expect(answer.residents.change).toBe(items[0].residents)
    expect(answer.each).toEqual([{ point: [lon, lat], gained: items[0].residents }])
    expect((await get(`/api/coverage/what-if.csv?labs=${lon},${lat}`)).body).toContain(
      'district;2;Municipio 2',
    )
    for (const labs of ['x', '9.1', '9.1,95', '9,45,1', '1e3,4', Array(11).fill('9.19,45.46').join(';')]) {
      const refused = await get(`/api/coverage/what-if?labs=${encodeURIComponent(labs)}`)
      expect([labs, refused.statusCode]).toEqual([labs, 400])
    }
  })

  test('outlines for a drawing', async () => {
    const { features } = (await get('/api/coverage/shapes?kind=district,neighbourhood,zone')).json()
    expect(features.map(({ properties }: { properties: object }) => properties)).toContainEqual({
      kind: 'neighbourhood',
      code: '1',
      name: 'NIL 1',
      district: '1',
    })
    expect(features.length).toBe(6)
  })
})

describe('on foot', () => {
  const line = (...points: [number, number][]) =>
    `SRID=4326;MULTILINESTRING((${points.map((it) => it.join(' ')).join(',')}))`

  test('a railway without a way over keeps half of the city from a lab that is near', async () => {
    const { db } = context
    const rows: [number, number][] = [0, 1, 2, 3, 4, 5].map((at) => [45.461 + at * 0.0024, at])
    const streets = rows.map(([lat, at]) => ({
      code: `H${at}`,
      geom: line([west, lat], [9.182, lat], [9.185, lat], [middle, lat], [9.195, lat], [east, lat]),
      source,
    }))
    // The railway runs from west to east at 45.467: streets to the south and to the north of it are not joined.
    const across = [
      { code: 'V1', geom: line([9.185, 45.461], [9.185, 45.4634], [9.185, 45.4658]), source },
      { code: 'V2', geom: line([9.185, 45.4682], [9.185, 45.4706], [9.185, 45.473]), source },
      { code: 'A8', geom: line([9.185, 45.4658], [9.185, 45.4682]), on_foot: false, source },
    ]
    await db('lab').where({ code: 'L2' }).update({ ended_on: '2026-01-01' })
    await db('street').insert([...streets, ...across])
    const coverage = await read()
    expect(coverage.travel).toMatchObject({ mode: 'network', detour: null })
    const reached = (code: string) => valueOf(coverage, 'neighbourhood', code, 'labs15')?.value
    expect(reached('1')).toBeGreaterThan(0.3)
    expect([reached('2'), reached('3')]).toEqual([0, 0])
    const straight = await read('/api/coverage?travel=straight')
    expect(valueOf(straight, 'neighbourhood', '2', 'labs15')?.value).toBeGreaterThan(0.3)
    await db('street').where({ code: 'A8' }).update({ on_foot: true })
    expect(valueOf(await read(), 'neighbourhood', '2', 'labs15')?.value).toBeGreaterThan(0)
    const { each } = (await get('/api/coverage/what-if?labs=9.198,45.472&minutes=15')).json()
    expect(each[0].gained).toBeGreaterThan(500)
    await db('street').update({ ended_on: '2026-01-01' })
    await db('lab').where({ code: 'L2' }).update({ ended_on: null })
  })
})

describe('figures that are kept', () => {
  test('each month once, by the clock; in the demonstration an earlier one too', async () => {
    await followCoverage(server(), () => {})
    await followCoverage(server(), () => {})
    const { items } = (await get('/api/coverage/runs')).json()
    const [month, earlier, ...others] = items
    expect(others).toEqual([])
    expect(month.reason).toBe('monthly')
    expect(earlier.dataVersion).toMatch(/^esempio /)
    expect(earlier.date < month.date).toBe(true)
    expect((await readCoverage(server(), { run: month.id })).run.id).toBe(month.id)
  })

  test('stay as they were told, whatever becomes of the records', async () => {
    const { app, db } = context
    const officer = await signIn(app, 'propertyOffice')
    const [kept, again] = (
      await Promise.all([officer.post('/api/coverage/runs'), officer.post('/api/coverage/runs')])
    ).map((answer) => answer.json())
    expect(again).toEqual(kept)
    expect(kept).toMatchObject({ reason: 'asked', travel: 'straight', method: '3' })
    const { run: _run, ...before } = await read()
    await db('neighbourhood').where({ code: '1' }).update({ population: 100 })
    const { run, ...told } = await read(`/api/coverage?run=${kept.id}`)
    expect(told).toEqual(before)
    expect(run).toMatchObject({ id: kept.id, dataVersion: kept.dataVersion, date: kept.date })
    const now = await read()
    expect(now.run.dataVersion).not.toBe(kept.dataVersion)
    await db('neighbourhood').where({ code: '1' }).update({ population: 8000 })
    expect((await read()).run.dataVersion).toBe(kept.dataVersion)
    const event = await db('audit_event')
      .where({ object_kind: 'coverageRun', object_id: String(kept.id) })
      .first()
    expect(event).toMatchObject({ action: 'kept', actor_role: 'propertyOffice' })
  })

  test('the database refuses to change or delete them', async () => {
    const { db } = context
    for (const table of ['coverage_run', 'coverage_area', 'coverage_value']) {
      await expect(db(table).delete(), table).rejects.toThrow('is not allowed')
      const column = table === 'coverage_value' ? { value: 1 } : { told: '{}' }
      await expect(db(table).update(column), table).rejects.toThrow('is not allowed')
    }
  })

  test('not everybody may keep them', async () => {
    const { app } = context
    expect((await app.inject({ method: 'POST', url: '/api/coverage/runs' })).statusCode).toBe(401)
    expect((await (await signIn(app, 'applicant')).post('/api/coverage/runs')).statusCode).toBe(403)
  })
})

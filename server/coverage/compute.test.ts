import { expect, test } from 'vitest'
import { readCityPack } from '../city/pack.ts'
import { computeAreas, modelOf } from './compute.ts'
import { findGaps } from './gaps.ts'
import type { Cell, Inputs, LabInput, SpaceInput } from './inputs.ts'
import { toDegrees } from './project.ts'
import type { AreaKind, Coverage, IndicatorId } from './schema.ts'
import { straightCatchments, straightDistances } from './travel.ts'
import { whatIf } from './whatIf.ts'

/** The pack of Milan with straight lines as they are, and an official figure of Municipio 2. */
const milan = readCityPack('milano')
const city = {
  ...milan,
  coverage: {
    ...milan.coverage,
    detour: 1,
    officialPopulation: [{ district: '2', population: 2000, year: 2025, source: 'official' }],
  },
}

const origin = { x: 514_000, y: 5_034_000 }
const place = (x: number, y: number) => ({ x: origin.x + x, y: origin.y + y })

/**
 * Four squares of a kilometre in a row from west to east, each a NIL and a cell of 1,000 residents at its middle;
 * Municipio 1 is the western two, 2 the eastern two; the ring holds the first, a Piano Periferie area the last.
 */
const cells: Cell[] = [0, 1, 2, 3].map((at) => ({
  ...place(at * 1000 + 500, 500),
  hexagon: at,
  areaM2: 19_486,
  population: 1000,
  year: 2021,
  source: 'test',
  district: at < 2 ? 0 : 1,
  neighbourhood: at,
  insideRing: at === 0,
  zones: at === 3 ? [0] : [],
}))

const lab = (x: number, y: number, at: number): LabInput => ({
  ...place(x, y),
  supply: 1,
  district: at < 0 ? -1 : at < 2 ? 0 : 1,
  neighbourhood: at,
  insideRing: at < 0 ? false : at === 0,
  zones: at === 3 ? [0] : [],
})

let lastId = 0
const space = (at: number, changes: Partial<SpaceInput> = {}): SpaceInput => {
  lastId += 1
  return {
    id: lastId,
    place: place(at * 1000 + 500, 500),
    status: 'available',
    areaM2: 100,
    monthsVacant: null,
    surveyedOn: '2026-10-01',
    district: at < 2 ? 0 : 1,
    neighbourhood: at,
    insideRing: at === 0,
    zones: at === 3 ? [0] : [],
    ...changes,
  }
}

const empty: Inputs = {
  date: '2026-11-29',
  districts: ['1', '2'].map((code) => ({ code, name: `Municipio ${code}` })),
  neighbourhoods: [0, 1, 2, 3].map((at) => ({
    code: `${at + 1}`,
    name: `NIL ${at + 1}`,
    labelDistrict: at < 2 ? 0 : 1,
    manufacturingUnits: null,
    manufacturingJobs: null,
  })),
  zones: [{ code: 'east', name: 'East' }],
  hasRing: true,
  cells,
  labs: [],
  spaces: [],
  stops: [],
  requests: [],
  handovers: [],
}

const modelWith = (changes: Partial<Inputs>) => {
  const inputs = { ...empty, ...changes }
  return modelOf(city, inputs, straightDistances(inputs, city))
}
function figures(changes: Partial<Inputs>) {
  const areas = computeAreas(modelWith(changes))
  return (kind: AreaKind, code: string, id: IndicatorId) =>
    areas.find((area) => area.kind === kind && area.code === code)?.values[id]
}
const known = (value: number, count: number | null) => ({ value, state: 'known', count })

test('C1: whoever lives within 400, 800 or 1,200 metres is within 5, 10 or 15 minutes', () => {
  const of = figures({ labs: [lab(500, 500, 0)] })
  expect(of('district', '1', 'labs5')).toEqual(known(0.5, 1))
  expect(of('district', '1', 'labs10')).toEqual(known(0.5, 1))
  expect(of('district', '1', 'labs15')).toEqual(known(1, 1))
  expect(of('city', 'city', 'labs15')).toEqual(known(0.5, 1))
  expect(of('district', '2', 'labs15')).toEqual(known(0, 0))
})

test('C1: a lab beyond the border is reached, and counts for no area', () => {
  const of = figures({ labs: [lab(-300, 500, -1)] })
  expect(of('neighbourhood', '1', 'labs10')).toEqual(known(1, 0))
  expect(of('city', 'city', 'labCount')).toEqual(known(0, 0))
  expect(of('ring', 'outside', 'labCount')).toEqual(known(0, 0))
})

test('C1: only spaces one can have, and whose exact place is public, are reached', () => {
  const of = figures({
    spaces: [space(0, { status: 'inUse' }), space(1, { place: null }), space(3, { status: 'inCall' })],
  })
  expect(of('city', 'city', 'spaces5')).toEqual(known(0.25, 2))
  expect(of('neighbourhood', '4', 'spaces5')).toEqual(known(1, 1))
})

test('C1: metro and rail within 500 metres; unknown where no stop is recorded', () => {
  expect(figures({})('city', 'city', 'transit')?.state).toBe('unknown')
  const of = figures({ stops: [place(1000, 500), place(500, 600)] })
  expect(of('city', 'city', 'transit')).toEqual(known(0.5, 2))
  expect(of('neighbourhood', '2', 'transit')).toEqual(known(1, 1))
  expect(of('district', '2', 'transit')).toEqual(known(0, 0))
})

test('C2: labs for 10,000 residents, by the official figure where the pack has it', () => {
  const of = figures({ labs: [lab(500, 500, 0), lab(2500, 500, 2)] })
  expect(of('city', 'city', 'labsPer10k')).toEqual(known(5, 2))
  expect(of('district', '1', 'labsPer10k')).toEqual(known(5, 1))
  expect(of('district', '2', 'labsPer10k')).toEqual(known(5, 1))
  const areas = computeAreas(modelWith({}))
  expect(areas.find(({ kind, code }) => kind === 'district' && code === '2')).toMatchObject({
    residents: 2000,
    official: true,
    residentsYear: 2025,
    residentsSource: 'official',
  })
  expect(areas.find(({ kind, code }) => kind === 'district' && code === '1')).toMatchObject({
    residents: 2000,
    official: false,
    residentsYear: 2021,
  })
})

test('C3: square metres for 1,000 residents, offered, assigned and vacant apart; unknown areas are left out', () => {
  const of = figures({
    spaces: [
      space(0),
      space(0, { status: 'inUse', areaM2: 50 }),
      space(1, { status: 'surveyed', areaM2: 30 }),
      space(1, { areaM2: null }),
      space(2, { areaM2: null }),
    ],
  })
  expect(of('district', '1', 'offeredPer1000')).toEqual(known(50, 2))
  expect(of('district', '1', 'assignedPer1000')).toEqual(known(25, 1))
  expect(of('district', '1', 'vacantPer1000')).toEqual(known(65, 3))
  expect(of('neighbourhood', '3', 'offeredPer1000')).toEqual({ value: null, state: 'unknown', count: 1 })
  expect(of('neighbourhood', '4', 'offeredPer1000')).toEqual(known(0, 0))
})

test('C4: a lab that 2,000 reach within 15 minutes is 5 for 10,000 of each; banded, the near have more', () => {
  const of = figures({ labs: [lab(500, 500, 0)] })
  expect(of('neighbourhood', '1', 'access')).toEqual(known(5, 1))
  expect(of('neighbourhood', '2', 'access')).toEqual(known(5, 0))
  expect(of('city', 'city', 'access')).toEqual(known(2.5, 1))
  // 1,000 m is the third band: R = 1 / (1,000 + 0.22 × 1,000).
  expect(of('neighbourhood', '1', 'accessBanded')?.value).toBeCloseTo(10_000 / 1220, 6)
  expect(of('neighbourhood', '2', 'accessBanded')?.value).toBeCloseTo((0.22 * 10_000) / 1220, 6)
})

test('C5: mean and 90th percentile of the metres to the nearest, weighted by residents', () => {
  const of = figures({ labs: [lab(500, 500, 0)], spaces: [space(3)] })
  expect(of('city', 'city', 'labDistanceMean')).toEqual(known(1500, 1))
  expect(of('city', 'city', 'labDistanceP90')).toEqual(known(3000, 1))
  expect(of('district', '2', 'spaceDistanceMean')).toEqual(known(500, 1))
  expect(figures({})('city', 'city', 'labDistanceMean')).toEqual({ value: null, state: 'unknown', count: 0 })
})

test('C6: where half of the residents share all access the index is a half', () => {
  const of = figures({ labs: [lab(500, 500, 0)], spaces: [space(0)] })
  expect(of('city', 'city', 'accessGini')).toEqual(known(0.5, 1))
  expect(of('district', '1', 'accessGini')?.value).toBeCloseTo(0, 12)
  expect(of('city', 'city', 'offeredGini')).toEqual(known(0.75, 4))
  expect(of('district', '2', 'offeredGini')?.state).toBe('notApplicable')
  expect(of('neighbourhood', '1', 'accessGini')?.state).toBe('notApplicable')
})

test('C7: outside the ring beside inside; nothing inside has no ratio', () => {
  const of = figures({ labs: [lab(500, 500, 0), lab(2500, 500, 2)], spaces: [space(3)] })
  // Inside 1 lab for 1,000, outside 1 for 3,000.
  expect(of('city', 'city', 'labsRatio')?.value).toBeCloseTo(1 / 3, 8)
  expect(of('city', 'city', 'offeredRatio')?.state).toBe('notApplicable')
  expect(of('district', '1', 'labsRatio')?.state).toBe('notApplicable')
})

test('C8: the share of labs and of square metres in Piano Periferie areas', () => {
  const of = figures({
    labs: [lab(500, 500, 0), lab(3500, 500, 3)],
    spaces: [space(3), space(0, { areaM2: 300 })],
  })
  expect(of('city', 'city', 'labsInPeriphery')).toEqual(known(0.5, 2))
  expect(of('city', 'city', 'offeredInPeriphery')).toEqual(known(0.25, 2))
})

test('C9: requests of an area, told from five on; a request for two spaces counts once', () => {
  const [one, two] = [space(0), space(3)]
  const asked = (count: number, spaceId: number, satisfied: boolean | null, from = 0) =>
    Array.from({ length: count }, (_, at) => ({ requestId: `R${from + at}`, spaceId, satisfied }))
  const of = figures({
    spaces: [one, two],
    requests: [...asked(5, one.id, false), ...asked(5, one.id, true, 5), ...asked(4, two.id, false)],
  })
  expect(of('neighbourhood', '1', 'requests')).toEqual(known(10, 10))
  expect(of('neighbourhood', '1', 'unmet')).toEqual(known(0.5, 10))
  expect(of('neighbourhood', '4', 'requests')).toEqual({ value: null, state: 'suppressed', count: null })
  expect(of('neighbourhood', '4', 'requestsPerSpace')?.state).toBe('suppressed')
  expect(of('neighbourhood', '2', 'requests')).toEqual(known(0, 0))
  expect(of('city', 'city', 'requests')).toEqual(known(10, 10))
  expect(of('city', 'city', 'requestsPerSpace')).toEqual(known(5, 10))
})

test('C10 and C11: medians of the months unused and of the days from call to handover', () => {
  const spaces = [
    space(0, { monthsVacant: 4 }),
    space(0, { monthsVacant: 10 }),
    space(0, { status: 'inUse', monthsVacant: 99 }),
  ]
  const of = figures({ spaces, handovers: [{ spaceId: spaces[2]?.id ?? 0, days: 200 }] })
  expect(of('neighbourhood', '1', 'vacantMonths')).toEqual(known(7, 2))
  expect(of('neighbourhood', '1', 'assignDays')).toEqual(known(200, 1))
  expect(of('neighbourhood', '2', 'assignDays')).toEqual({ value: null, state: 'unknown', count: 0 })
})

test('C12: firms of a NIL as recorded, of a Municipio as the sum, unknown where one is', () => {
  const neighbourhoods = empty.neighbourhoods.map((nil, at) => ({
    ...nil,
    manufacturingUnits: at < 3 ? 10 * (at + 1) : null,
  }))
  const of = figures({ neighbourhoods })
  expect(of('neighbourhood', '2', 'manufacturingUnits')).toEqual(known(20, 20))
  expect(of('district', '1', 'manufacturingUnits')).toEqual(known(30, 30))
  expect(of('district', '2', 'manufacturingUnits')?.state).toBe('unknown')
})

test('the census: what nobody has surveyed for twelve months is not checked', () => {
  const spaces = [
    space(0, { surveyedOn: '2025-11-29' }),
    space(0, { surveyedOn: '2025-11-28' }),
    space(0, { surveyedOn: null }),
    space(0),
  ]
  expect(figures({ spaces })('city', 'city', 'uncheckedShare')).toEqual(known(0.5, 4))
})

test('nobody, too few and unknown are three things, and facilities are counted in all', () => {
  const people = (population: number | null) =>
    cells.map((cell, at) => (at === 0 ? { ...cell, population } : cell))
  const state = (population: number | null) => {
    const of = figures({ cells: people(population), labs: [lab(500, 500, 0)] })
    return ['labs15', 'labCount'].map((id) => of('neighbourhood', '1', id as IndicatorId))
  }
  expect(state(0)).toEqual([{ value: null, state: 'noResidents', count: 1 }, known(1, 1)])
  expect(state(4)).toEqual([{ value: null, state: 'suppressed', count: null }, known(1, 1)])
  expect(state(null)).toEqual([{ value: null, state: 'unknown', count: 1 }, known(1, 1)])
  const area = computeAreas(modelWith({ cells: people(4) })).find(({ kind }) => kind === 'neighbourhood')
  expect(area).toMatchObject({ residents: null, small: true })
})

const currentOf = (changes: Partial<Inputs>) => {
  const model = modelWith(changes)
  const catchmentOf = straightCatchments(model.inputs.cells, city)
  return {
    model,
    coverage: { travel: {} } as Coverage,
    catchmentOf: async (spot: { x: number; y: number }) => catchmentOf(spot),
  }
}

test('gaps: the best place first, and nobody is counted twice', async () => {
  const current = currentOf({ labs: [lab(500, 500, 0)] })
  const gaps = await findGaps(current, { minutes: 15, limit: 5 })
  // The lab reaches NIL 1 and 2. One more in NIL 3 or 4 would reach both of them, and then nobody is left.
  expect(gaps.map(({ residents }) => residents)).toEqual([2000])
  expect(gaps[0]).toMatchObject({ rank: 1, district: '2', neighbourhood: '3' })
  const near = await findGaps(current, { minutes: 5, limit: 5 })
  expect(near.map(({ residents }) => residents)).toEqual([1000, 1000, 1000])
})

test('what if: residents gained by Municipio, scaled to its official figure, and by each lab alone', async () => {
  const more = cells.map((cell) => ({ ...cell, population: 500 }))
  const answer = await whatIf(
    currentOf({ cells: more, labs: [lab(500, 500, 0)] }),
    [toDegrees(city, place(2500, 500)), toDegrees(city, place(3500, 500))],
    15,
  )
  expect(answer.residents).toEqual({ before: 1000, after: 2000, change: 1000 })
  expect(answer.each.map(({ gained }) => gained)).toEqual([1000, 1000])
  expect(answer.areas.map(({ code, before, after }) => [code, before, after])).toEqual([
    ['1', 1000, 1000],
    // 1,000 are counted there and 2,000 are official.
    ['2', 0, 2000],
  ])
})

test('what if: what one lab alone gains is the change of the whole city, also of residents spread by area', async () => {
  const spread = cells.map((cell) => ({ ...cell, population: 500.3 }))
  const { residents, each } = await whatIf(
    currentOf({ cells: spread, labs: [lab(500, 500, 0)] }),
    [toDegrees(city, place(2500, 500))],
    15,
  )
  expect(residents).toEqual({ before: 1001, after: 2002, change: 1001 })
  expect(each).toMatchObject([{ gained: 1001 }])
})

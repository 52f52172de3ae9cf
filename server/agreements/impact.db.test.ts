import { beforeAll, expect, test } from 'vitest'
import { agreementOf, awardTo, doTo, rankedCall } from '../testing/agreements.ts'
import { testApp } from '../testing/app.ts'
import { type Client, signIn } from '../testing/people.ts'
import { ground, insertCity } from '../testing/spaces.ts'
import type { Impact } from './schema.ts'

const fixture = testApp()
let officer: Client
const ids: string[] = []

const impact = async () => (await fixture.app.inject('/api/impact')).json<Impact>()
const figure = async (id: string) => (await impact()).figures.find((one) => one.id === id)

/** Three spaces of 120 m² in use since 11 January 2026: two in the east, one in the west inside the ring. */
beforeAll(async () => {
  await insertCity(fixture.db)
  officer = await signIn(fixture.app, 'propertyOffice')
  const given = { applicants: 1, ranks: [[0]], winners: [0] }
  for (const [code, lots, lon] of [
    ['EST', [['I-1', 'I-2']], 9.25],
    ['OVEST', [['I-3']], 9.15],
  ] as const) {
    const call = await rankedCall(fixture.app, {
      ...given,
      code,
      lots: lots.map((lot) => [...lot]),
      columns: { published_at: '2025-11-01T12:00:00Z' },
      spaceColumns: { geom: ground(lon, 45.55), surveyed_on: '2025-10-03' },
    })
    const [applicant] = call.applicants
    if (!applicant) throw new Error('one applied')
    const id = await agreementOf(fixture.app, officer, applicant, await awardTo(officer, call, 1, applicant))
    await doTo(officer, id, 'sign', { signedOn: '2026-01-02' })
    await doTo(officer, id, 'handOver', { happenedOn: '2026-01-11' })
    ids.push(id)
  }
  await fixture.db('space').whereIn('code', ['I-1', 'I-2']).update({ outside_ring: true })
  await fixture.db('space').where({ code: 'I-3' }).update({ outside_ring: false })
  await fixture.db('yearly_report').insert([
    { agreement_id: ids[0], year: 2024, jobs: 9, opening_hours_week: 40, text: 'Vecchia' },
    { agreement_id: ids[0], year: 2025, jobs: 3, opening_hours_week: 40, resident_hours: 96, text: 'Nuova' },
    { agreement_id: ids[1], year: 2025, jobs: 2, opening_hours_week: 30, text: 'Sola' },
  ])
})

test('each figure says its value, unit, population, definition, source, day and query', async () => {
  const { figures } = await impact()
  const values = Object.fromEntries(
    figures.map(({ id, value, population }) => [id, [value, population.count]]),
  )
  expect(values).toEqual({
    spacesInUse: [3, 3],
    areaInUse: [360, 3],
    spacesEver: [3, 3],
    jobs: [5, 2],
    residentHours: [96, 2],
    peripheryShare: [2 / 3, 3],
    daysSurveyToUse: [100, 3],
    daysCallToHandover: [71, 3],
  })
  for (const { population, definition, source, date, query } of figures) {
    expect([population.it, population.en, definition.it, definition.en, source.it, source.en]).not.toContain(
      '',
    )
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(query).toMatch(/^SELECT/)
  }
  expect(figures.find(({ id }) => id === 'peripheryShare')?.definition.it).toContain('90/91')
})

test('regression 20: the query that is shown gives the value that is shown, and what it is split into sums up to it', async () => {
  const { figures, series } = await impact()
  for (const { value, query, population } of figures) {
    const { rows } = await fixture.db.raw<{ rows: { value: unknown; population: unknown }[] }>(query)
    expect(Number(rows[0]?.value)).toBe(value)
    expect(Number(rows[0]?.population)).toBe(population.count)
  }
  for (const { of, points } of series) {
    const whole = figures.find(({ id }) => id === of)
    expect(points.reduce((sum, { spaces }) => sum + spaces, 0)).toBe(whole?.value)
  }
  expect(series.map(({ points }) => points.map(({ key, spaces }) => [key, spaces]))).toEqual([
    [
      ['1', 1],
      ['9', 2],
    ],
    [['2026', 3]],
  ])
})

test('a space that came back is no longer in use, and still was', async () => {
  await doTo(officer, ids[1] ?? '', 'terminate', {
    endedOn: '2026-06-30',
    reason: 'agreed',
    note: 'Trasloca altrove.',
  })
  expect((await figure('spacesInUse'))?.value).toBe(2)
  expect((await figure('spacesEver'))?.value).toBe(3)
  expect((await figure('jobs'))?.value).toBe(3)
})

test('where there is nothing to count a figure has no value, never nought', async () => {
  await fixture.db('yearly_report').delete()
  expect(await figure('jobs')).toMatchObject({ value: null, population: { count: 0 } })
})

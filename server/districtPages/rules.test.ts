import { describe, expect, test } from 'vitest'
import type { Coverage } from '../coverage/schema.ts'
import {
  byUrgency,
  changeText,
  figureOf,
  lastMonth,
  nextStep,
  periodOf,
  promiseOutcome,
  promiseState,
  quoteFigure,
  type SpaceSituation,
  suppress,
} from './rules.ts'
import type { Change, DistrictPromise } from './schema.ts'

describe('the days of the changes', () => {
  test.each([
    ['2026-11-29', '2026-10-30'],
    ['2026-03-31', '2026-03-01'],
    ['2027-01-15', '2026-12-16'],
  ])('the month up to %s begins on %s', (today, from) =>
    expect(periodOf(today, {})).toEqual({ from, until: today }),
  )

  test('those asked for are taken, and a digest is of the month that is over', () => {
    expect(periodOf('2026-11-29', { from: '2026-01-01', until: '2026-06-30' })).toEqual({
      from: '2026-01-01',
      until: '2026-06-30',
    })
    expect(lastMonth('2026-03-01')).toEqual({ month: '2026-02', from: '2026-02-01', until: '2026-02-28' })
  })
})

describe('the next step of a space', () => {
  const situation = (changes: Partial<SpaceSituation>): SpaceSituation => ({
    status: 'available',
    today: '2026-11-29',
    surveyedOn: '2026-10-01',
    statusSince: '2026-10-01',
    useEndsOn: null,
    call: null,
    surveyHoldsMonths: 12,
    checkDays: 60,
    ...changes,
  })
  const call = { phase: 'open', opensOn: '2026-11-01', closesOn: '2026-12-20', standing: false, title: 'B' }

  test.each<[string, Partial<SpaceSituation>, string, string | null]>([
    ['surveyed long ago', { status: 'surveyed', surveyedOn: '2025-11-28' }, 'survey', null],
    ['surveyed a year ago', { status: 'surveyed', surveyedOn: '2025-11-29' }, 'decidePurpose', null],
    ['never surveyed', { status: 'surveyed', surveyedOn: null }, 'survey', null],
    ['surveyed', { status: 'surveyed' }, 'decidePurpose', null],
    ['available in no call', {}, 'putInCall', null],
    ['available in a standing call', { call: { ...call, standing: true } }, 'awaitRequests', '2026-12-20'],
    [
      'in a call announced',
      { status: 'inCall', call: { ...call, phase: 'upcoming' } },
      'openCall',
      '2026-11-01',
    ],
    ['in an open call', { status: 'inCall', call }, 'receive', '2026-12-20'],
    ['in a closed call', { status: 'inCall', call: { ...call, phase: 'closed' } }, 'evaluate', null],
    ['awarded', { status: 'awarded' }, 'handOver', null],
    ['in use', { status: 'inUse', useEndsOn: '2030-01-01' }, 'follow', '2030-01-01'],
    ['about to expire', { status: 'expiring', useEndsOn: '2027-01-01' }, 'decideEnd', '2027-01-01'],
    ['released', { status: 'released' }, 'check', '2026-11-30'],
  ])('%s', (_, changes, code, until) => {
    const next = nextStep(situation(changes))
    expect(next).toMatchObject({ code, until })
    expect(next.reason && next.reasonEn).toBeTruthy()
  })
})

describe('promises', () => {
  test.each([
    ['2026-12-01', null, 'notDue', 2],
    ['2026-11-29', null, 'notDue', 0],
    ['2026-11-28', null, 'late', 1],
    ['2026-11-28', '2026-11-25', 'kept', 3],
    ['2026-11-20', '2026-11-25', 'kept', -5],
  ] as const)('due on %s and done on %s is %s', (due, done, state, days) =>
    expect(promiseState(due, done, '2026-11-29')).toEqual({ state, days }),
  )

  const promise = (changes: Partial<DistrictPromise>): DistrictPromise => ({
    id: 'p',
    kind: 'releasedCheck',
    title: 'via Prova 1',
    titleEn: null,
    who: 'Demanio',
    dueOn: '2026-11-01',
    state: 'late',
    doneOn: null,
    days: 28,
    source: 'S',
    href: '/',
    ...changes,
  })

  test('the longest late comes first, what was kept last', () => {
    const all = [
      promise({ id: 'kept', state: 'kept' }),
      promise({ id: 'next', state: 'notDue', dueOn: '2027-01-01' }),
      promise({ id: 'late', dueOn: '2026-11-01' }),
      promise({ id: 'later', dueOn: '2025-11-01' }),
      promise({ id: 'open', state: 'unverified' }),
    ]
    expect(all.toSorted(byUrgency).map(({ id }) => id)).toEqual(['later', 'late', 'open', 'next', 'kept'])
  })

  test('how it went is said in both languages', () => {
    expect(promiseOutcome(promise({ days: 1 }), 'it')).toBe('in ritardo di 1 giorno')
    expect(promiseOutcome(promise({ days: 1200 }), 'it')).toBe('in ritardo di 1.200 giorni')
    expect(promiseOutcome(promise({ state: 'kept', days: -2 }), 'en')).toBe('kept, 2 days after')
    expect(promiseOutcome(promise({ state: 'unverified' }), 'it')).toBe('scaduto, non ancora verificato')
  })
})

test('a change is one line, with where the space came from', () => {
  const change: Change = {
    id: 'c',
    kind: 'spaceMoved',
    on: '2026-11-08',
    subject: 'via Prova 1',
    subjectEn: null,
    status: 'inCall',
    before: 'available',
    place: 'Bovisa',
    office: null,
    count: null,
    href: '/',
  }
  expect(changeText(change, 'it')).toBe('via Prova 1: in bando (era disponibile)')
  expect(changeText({ ...change, kind: 'pointsPublished', subject: 'Variante', count: 4 }, 'en')).toBe(
    '4 observations published: Variante',
  )
})

describe('small numbers', () => {
  const values = (parts: number[]) => suppress(parts).parts.map(({ value }) => value)

  test('under five are not told, nought and the rest are', () => {
    expect(values([0, 4, 3, 12])).toEqual([0, null, null, 12])
    expect(suppress([4]).total).toEqual({ value: null, suppressed: true })
    expect(suppress([0, 0]).total).toEqual({ value: 0, suppressed: false })
  })

  test('a single small part cannot be found by taking the others from the total', () => {
    expect(suppress([3, 10, 6]).total.value).toBe(19)
    expect(values([3, 10, 6])).toEqual([null, 10, null])
    expect(values([10, 6])).toEqual([10, 6])
  })

  test('nor can several of which each must be the least or the most', () => {
    expect(values([1, 1, 10])).toEqual([null, null, null])
    expect(values([4, 4, 0])).toEqual([null, null, null])
    expect(values([1, 3, 10])).toEqual([null, null, 10])
    expect(values([3, 0, 0])).toEqual([null, 0, 0])
  })
})

const value = (number: number | null) => ({
  value: number,
  state: number === null ? ('suppressed' as const) : ('known' as const),
  count: 1,
})
const area = (kind: string, code: string, number: number | null) => ({
  kind,
  code,
  name: `Municipio ${code}`,
  values: { labsPer10k: value(number), labs15: value(number), spaceCount: value(number) },
})
const indicator = (id: string, unit: string) => ({
  id,
  unit,
  title: { it: 'Laboratori ogni 10.000 residenti', en: 'Labs for 10,000 residents' },
  definition: { it: 'Laboratori attivi diviso residenti', en: 'Active labs by residents.' },
  source: { it: 'Registro dei laboratori', en: 'Register of labs' },
})
const coverage = {
  indicators: [
    indicator('labsPer10k', 'per10k'),
    indicator('spaceCount', 'count'),
    indicator('labs15', 'share'),
  ],
  areas: [
    area('city', 'city', 0.1),
    area('district', '1', 0.3),
    area('district', '2', null),
    area('district', '9', 0.05),
  ],
} as unknown as Coverage

describe('a figure', () => {
  test('is held against the city and the others that have a value', () => {
    expect(figureOf(coverage, '9', 'labsPer10k')).toMatchObject({
      own: { value: 0.05 },
      against: { kind: 'city', value: 0.1 },
      rank: 2,
      of: 2,
    })
    expect(figureOf(coverage, '2', 'labsPer10k')).toMatchObject({ rank: null })
    expect(figureOf(coverage, '9', 'spaceCount')?.against).toEqual({ kind: 'mean', value: 0.175 })
    expect(figureOf(coverage, '77', 'labsPer10k')).toBeNull()
  })

  const occasion = {
    name: 'Municipio 9',
    date: '2026-11-23',
    link: 'https://spazi.example/districts/9',
    travelNote: 'stima in linea d’aria corretta',
    demo: true,
  }

  test('is quoted as one paragraph with definition, comparison, source, day and link', () => {
    const figure = figureOf(coverage, '9', 'labsPer10k')
    expect(figure && quoteFigure(figure, occasion, 'it')).toBe(
      'Municipio 9, Laboratori ogni 10.000 residenti: 0,05 (città 0,10; 2º su 2). ' +
        'Definizione: Laboratori attivi diviso residenti. Fonte: Registro dei laboratori. ' +
        'Dato al 23 novembre 2026. Si verifica a https://spazi.example/districts/9 [DIMOSTRAZIONE: dati inventati.]',
    )
    expect(figure && quoteFigure(figure, { ...occasion, demo: false }, 'en')).toBe(
      'Municipio 9, Labs for 10,000 residents: 0.05 (city 0.10; 2 of 2). ' +
        'Definition: Active labs by residents. Source: Register of labs. ' +
        'As of 23 November 2026. Can be checked at https://spazi.example/districts/9',
    )
  })

  test('of reach says how distances were measured, and one that is not told says so', () => {
    const reach = figureOf(coverage, '9', 'labs15')
    expect(reach && quoteFigure(reach, occasion, 'it')).toContain(
      'Fonte: Registro dei laboratori; stima in linea d’aria corretta.',
    )
    const untold = figureOf(coverage, '2', 'labsPer10k')
    expect(untold && quoteFigure(untold, occasion, 'it')).toContain(': troppo pochi casi (città 0,10).')
  })
})

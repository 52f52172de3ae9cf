import { expect, test } from 'vitest'
import { readCityPack } from '../city/pack.ts'
import {
  advise,
  canAsk,
  monthsVacant,
  type PlaceAndUse,
  reduce,
  rentOf,
  toCents,
  windowPhase,
} from './rules.ts'

const city = readCityPack('milano')
const place: PlaceAndUse = {
  zoning: ['ARU'],
  ownership: 'municipal',
  lawfulUse: null,
  listedBuilding: null,
  contamination: null,
  floor: 'T',
}
const levelOf = (activity: string, changes: Partial<PlaceAndUse> = {}, date = '2026-11-23') =>
  advise(city, { ...place, ...changes }, activity, date).level

test.each<[string, string, Partial<PlaceAndUse>, string]>([
  ['light manufacturing in the built-up fabric', 'manifattura_leggera', {}, 'usuallyCompatible'],
  ['noisy production in the built-up fabric', 'produzione_rumorosa', {}, 'toVerify'],
  ['a service on land for services', 'servizi_sociali_culturali', { zoning: ['SERV'] }, 'usuallyCompatible'],
  ['production on land for services', 'manifattura_leggera', { zoning: ['SERV'] }, 'needsAgreement'],
  ['public housing', 'manifattura_leggera', { ownership: 'publicHousing' }, 'toVerify'],
  ['farmland', 'manifattura_leggera', { zoning: ['AGR'] }, 'usuallyIncompatible'],
  [
    'lawful premises on farmland',
    'manifattura_leggera',
    { zoning: ['AGR'], lawfulUse: 'artigianato_produttivo' },
    'toVerify',
  ],
  ['a major urban function', 'manifattura_leggera', { zoning: ['GFU'] }, 'toVerify'],
  ['a change of category', 'manifattura_leggera', { lawfulUse: 'commercio_vicinato' }, 'toVerify'],
  ['the same category', 'manifattura_leggera', { lawfulUse: 'coworking_ufficio' }, 'usuallyCompatible'],
  ['a listed building', 'manifattura_leggera', { listedBuilding: true }, 'toVerify'],
  ['suspected contamination', 'manifattura_leggera', { contamination: 'suspected' }, 'toVerify'],
  ['no contamination', 'manifattura_leggera', { contamination: 'none' }, 'usuallyCompatible'],
  ['no zoning', 'manifattura_leggera', { zoning: [] }, 'notDeterminable'],
  [
    'no zoning and public housing',
    'manifattura_leggera',
    { zoning: [], ownership: 'publicHousing' },
    'notDeterminable',
  ],
  ['a class nobody wrote a rule for', 'manifattura_leggera', { zoning: ['XYZ'] }, 'notDeterminable'],
  ['two layers: the worst wins', 'manifattura_leggera', { zoning: ['ARU', 'SERV'] }, 'needsAgreement'],
])('advice on %s', (_what, activity, changes, level) => {
  expect(levelOf(activity, changes)).toBe(level)
})

test('each reason bears its article and level, and advice the plan version', () => {
  const advice = advise(city, { ...place, zoning: ['SERV'] }, 'manifattura_leggera', '2026-11-23')
  expect(advice.planVersion).toBe('PGT Milano 2030')
  expect(advice.reasons).toEqual([
    expect.objectContaining({
      level: 'needsAgreement',
      reference: 'LR 12/2005 art. 9 c. 10 e art. 51-bis',
    }),
  ])
})

test('the rule of a date applies: before and after law 105/2024, ground floor apart', () => {
  const references = (date: string, floor: string) =>
    advise(
      city,
      { ...place, lawfulUse: 'commercio_vicinato', floor },
      'manifattura_leggera',
      date,
    ).reasons.map((reason) => reason.reference)
  expect(references('2024-07-27', 'T')).toContain('DPR 380/2001 art. 23-ter; LR 12/2005 art. 51')
  expect(references('2024-07-28', 'T').join()).toContain('c. 1-quater')
  expect(references('2024-07-28', '2').join()).toContain('come modificato dalla L. 105/2024')
  expect(references('2024-07-28', '2').join()).not.toContain('1-quater')
  expect(levelOf('manifattura_leggera', {}, '2020-02-04')).toBe('notDeterminable')
})

test('regression 18: every use of the city gets advice in every zoning class', () => {
  for (const { code: zoning } of city.zoning.classes) {
    for (const { code } of city.uses) {
      expect(levelOf(code, { zoning: [zoning] }), `${code} in ${zoning}`).not.toBe('notDeterminable')
    }
  }
})

test('reductions multiply: 1,500 less 70% less 5% is 427.50', () => {
  const rate = (code: string) => city.rent.reductions.find((reduction) => reduction.code === code)
  const applied = [rate('nonProfit'), rate('outsideRing')].flatMap((reduction) => reduction ?? [])
  const { reductions, eurYear } = reduce(1500, applied)
  expect(eurYear).toBe(427.5)
  expect(reductions.map(({ amountEurYear }) => amountEurYear)).toEqual([-1050, -22.5])
})

test('rent, deposit and entry of a space outside the ring', () => {
  const rent = rentOf(city.rent, { areaM2: 30, unitRentEurM2Year: 50, outsideRing: true, worksEur: 5000 })
  expect(rent).toMatchObject({ baseEurYear: 1500, eurYear: 1425, eurMonth: 118.75, depositEur: 356.25 })
  expect(rent?.entryEur).toBe(5475)
  expect(rent?.reductions.map(({ code }) => code)).toEqual(['outsideRing'])
  expect(rent?.conditional.find(({ code }) => code === 'nonProfit')?.eurYear).toBe(427.5)
})

test('no place-dependent reduction where it is not known to be outside the ring', () => {
  for (const outsideRing of [false, null]) {
    const rent = rentOf(city.rent, { areaM2: 30, unitRentEurM2Year: 50, outsideRing, worksEur: null })
    expect(rent).toMatchObject({ eurYear: 1500, reductions: [], worksEur: null, entryEur: 500 })
  }
})

test('no rent without area or unit rent', () => {
  const basis = { outsideRing: null, worksEur: null }
  expect(rentOf(city.rent, { ...basis, areaM2: null, unitRentEurM2Year: 50 })).toBeNull()
  expect(rentOf(city.rent, { ...basis, areaM2: 30, unitRentEurM2Year: null })).toBeNull()
})

test.each([
  [1.005, 1.01],
  [2.675, 2.68],
  [10.004, 10],
  [-1050.0000001, -1050],
  [118.75, 118.75],
])('%d rounds to %d, half up', (euros, rounded) => {
  expect(toCents(euros)).toBe(rounded)
})

test.each([
  ['2024-11-23', 24],
  ['2024-11-24', 23],
  ['2026-11-23', 0],
  ['2027-01-01', 0],
])('vacant since %s: %d months', (since, months) => {
  expect(monthsVacant(since, '2026-11-23')).toBe(months)
})
test('months idle are not known where the day is not', () =>
  expect(monthsVacant(null, '2026-11-23')).toBeNull())

const opensAt = new Date('2026-11-01T08:00:00Z')
const closesAt = new Date('2026-12-01T11:00:00Z')

test.each([
  ['2026-11-01T07:59:59Z', 'upcoming'],
  ['2026-11-01T08:00:00Z', 'open'],
  ['2026-12-01T11:00:00Z', 'open'],
  ['2026-12-01T11:00:01Z', 'closed'],
])('regression 21: at %s the call is %s', (now, phase) => {
  for (const status of ['published', 'open']) {
    expect(windowPhase({ status, opensAt, closesAt }, new Date(now))).toBe(phase)
  }
})

test('a standing call stays open, and a stored status ends what the clock would leave open', () => {
  const now = new Date('2030-01-01T00:00:00Z')
  expect(windowPhase({ status: 'open', opensAt, closesAt: null }, now)).toBe('open')
  expect(windowPhase({ status: 'evaluating', opensAt, closesAt: null }, now)).toBe('closed')
  expect(windowPhase({ status: 'revoked', opensAt, closesAt: null }, now)).toBe('ended')
})

test.each([
  ['municipal', 'available', null, 'expressionOfInterest', null],
  ['municipal', 'surveyed', null, 'expressionOfInterest', null],
  ['confiscated', 'released', null, 'expressionOfInterest', null],
  ['publicHousing', 'expiring', null, 'expressionOfInterest', null],
  ['municipal', 'inCall', 'open', 'application', null],
  ['municipal', 'inCall', 'evaluating', null, 'callClosed'],
  ['municipal', 'available', 'concluded', 'expressionOfInterest', null],
  ['municipal', 'awarded', null, null, 'awarded'],
  ['municipal', 'inUse', null, null, 'inUse'],
  ['municipal', 'reported', null, null, 'notPublic'],
  ['unknown', 'available', null, null, 'ownershipUnknown'],
  ['private', 'available', null, null, 'notOurs'],
  ['otherPublic', 'available', null, null, 'notOurs'],
  ['otherPublic', 'inCall', 'open', 'application', null],
  ['private', 'inCall', 'open', null, 'notOurs'],
])('a %s space, %s, call %s: %s, %s', (ownership, status, callStatus, kind, reasonCode) => {
  const call = callStatus ? { status: callStatus, opensAt, closesAt } : null
  expect(canAsk({ ownership, status }, call, new Date('2026-11-15T00:00:00Z'))).toEqual({ kind, reasonCode })
})

test('before a call opens nothing can be sent', () => {
  const call = { status: 'published', opensAt, closesAt }
  expect(canAsk({ ownership: 'municipal', status: 'inCall' }, call, new Date('2026-10-01'))).toEqual({
    kind: null,
    reasonCode: 'callNotOpenYet',
  })
})

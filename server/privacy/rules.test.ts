import { expect, test } from 'vitest'
import { readCityPack } from '../city/pack.ts'
import { endOf, findObstacles, type HeldFacts, planErasure } from './rules.ts'
import { dataKinds } from './schema.ts'

const { retention } = readCityPack('milano')
const none = Object.fromEntries(dataKinds.map((kind) => [kind, 0])) as HeldFacts['counts']
const facts = (changes: Partial<HeldFacts> = {}): HeldFacts => ({
  counts: { ...none, account: 1, sessions: 1 },
  isDemo: false,
  hasPassword: true,
  signedInLately: false,
  officeRoles: 0,
  openRequests: 0,
  soleRepresentations: 0,
  officeActs: 0,
  lastProcedureEnd: null,
  ...changes,
})

test.each([
  [new Date('2026-11-23T12:00:00Z'), { years: 10 }, '2036-11-23'],
  [new Date('2026-11-23T12:00:00Z'), { days: 90 }, '2027-02-21'],
  [new Date('2026-01-31T12:00:00Z'), { months: 12 }, '2027-01-31'],
])('a period from %s of %o ends on %s', (from, period, end) => expect(endOf(from, period)).toBe(end))

test('who never sent anything can be forgotten whole', () => {
  const plan = planErasure(facts({ counts: { ...none, account: 1, drafts: 2, alerts: 1 } }), retention)
  expect(plan).toMatchObject({ obstacles: [], stays: [], nameStays: false, needsPassword: true })
  expect(plan.goes).toEqual([
    { kind: 'account', count: 1 },
    { kind: 'drafts', count: 2 },
    { kind: 'alerts', count: 1 },
  ])
})

test('what was sent stays until ten years after the procedure, what was awarded for good', () => {
  const counts = { ...none, account: 1, sentRequests: 2, awardedRequests: 1, events: 9 }
  const { stays } = planErasure(
    facts({ counts, lastProcedureEnd: new Date('2026-03-01T10:00:00Z') }),
    retention,
  )
  expect(stays.map(({ kind, reason, until }) => [kind, reason, until])).toEqual([
    ['sentRequests', 'procedure', '2036-03-01'],
    ['awardedRequests', 'archive', null],
    ['events', 'trail', null],
  ])
  expect(stays[0]?.rule?.legalBasis.it).toContain('2946')
})

test('an officer keeps their name on the acts they signed, and nothing else', () => {
  const plan = planErasure(facts({ officeActs: 3, counts: { ...none, account: 1, roles: 1 } }), retention)
  expect(plan.nameStays).toBe(true)
  expect(plan.stays).toMatchObject([{ kind: 'roles', reason: 'officeActs', until: null }])
})

test.each([
  [{ isDemo: true }, 'demonstration'],
  [{ openRequests: 1 }, 'openRequests'],
  [{ officeRoles: 1 }, 'officeRole'],
  [{ soleRepresentations: 1 }, 'soleRepresentative'],
] as const)('%o stands in the way', (change, obstacle) => {
  expect(findObstacles(facts(change))).toEqual([obstacle])
})

test('without a password a fresh sign-in is asked for', () => {
  const plan = (signedInLately: boolean) =>
    planErasure(facts({ hasPassword: false, signedInLately }), retention)
  expect(plan(false)).toMatchObject({ needsPassword: false, needsFreshSignIn: true })
  expect(plan(true)).toMatchObject({ needsPassword: false, needsFreshSignIn: false })
})

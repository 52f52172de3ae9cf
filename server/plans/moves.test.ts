import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movePlan, type PlanAction, type PlanSituation, planActions, planRefusals } from './moves.ts'
import type { PlanStatus } from './words.ts'

const day = 86_400_000
const start = Date.parse('2027-03-01T08:00:00Z')

/** The road of a plan, written down here a second time; going back and withdrawal apart. */
const road: PlanStatus[] = [
  'draft',
  'initiated',
  'adopted',
  'deposited',
  'observations',
  'examining',
  'voting',
  'approved',
  'inForce',
]
const backwards: Partial<Record<PlanAction, [PlanStatus, PlanStatus]>> = {
  reopen: ['examining', 'observations'],
  back: ['voting', 'examining'],
}

const plan = (changes: Partial<PlanSituation> = {}): PlanSituation => ({
  status: 'draft',
  adoptedOn: '2027-02-01',
  adoptedAct: 'DCC 2',
  depositFrom: '2027-02-10',
  depositUntil: '2027-03-12',
  approvedOn: '2027-07-01',
  approvedAct: 'DCC 9',
  inForceOn: '2027-08-01',
  opensAt: new Date(start + 10 * day),
  closesAt: new Date(start + 20 * day),
  openPoints: 0,
  ...changes,
})

const steps = fc.array(
  fc.record({
    action: fc.constantFrom(...planActions.filter((action) => action !== 'withdraw')),
    days: fc.integer({ min: 0, max: 3 }),
    openPoints: fc.integer({ min: 0, max: 1 }),
    adoptedAct: fc.constantFrom('DCC 2', null),
    extended: fc.boolean(),
  }),
  { minLength: 200, maxLength: 200, size: 'max' },
)

test('no path skips a step, every refused move says why, and no plan with an open point is approved', () => {
  const seen = new Set<PlanStatus>()
  fc.assert(
    fc.property(steps, (taken) => {
      let [situation, now] = [plan(), start]
      for (const { action, days, extended, ...around } of taken) {
        now += days * day
        situation = { ...situation, ...around }
        const move = movePlan(situation, action, new Date(now))
        if (move.refusal) {
          expect(planRefusals).toContain(move.refusal)
          expect(move.to).toBeNull()
          continue
        }
        const way = backwards[action]
        if (way) expect([situation.status, move.to]).toEqual(way)
        else expect(road.indexOf(move.to) - road.indexOf(situation.status)).toBe(1)
        if (move.to === 'approved') expect(situation.openPoints).toBe(0)
        if (move.to === 'adopted') expect(situation.adoptedAct).not.toBeNull()
        if (action === 'close') expect(now).toBeGreaterThan(situation.closesAt?.getTime() ?? 0)
        if (action === 'close' && extended) situation = { ...situation, closesAt: new Date(now + 3 * day) }
        situation = { ...situation, status: move.to }
        seen.add(move.to)
      }
    }),
    { numRuns: 60, seed: 13 },
  )
  expect(seen.size).toBe(road.length - 1)
})

const refusalOf = (changes: Partial<PlanSituation>, action: PlanAction, days = 0) =>
  movePlan(plan(changes), action, new Date(start + days * day)).refusal

test('regression 21: a window closes one instant after its printed end, not before', () => {
  const closing = (ms: number) =>
    movePlan(plan({ status: 'observations' }), 'close', new Date(start + 20 * day + ms)).refusal
  expect([closing(0), closing(1)]).toEqual(['deadlineAhead', null])
})

test('a refused move names what is missing', () => {
  expect(refusalOf({ status: 'initiated', adoptedOn: null }, 'adopt')).toBe('adoptionMissing')
  expect(refusalOf({ status: 'adopted', depositUntil: null }, 'deposit')).toBe('depositMissing')
  expect(refusalOf({ status: 'adopted', opensAt: null }, 'deposit')).toBe('windowMissing')
  expect(refusalOf({ status: 'deposited' }, 'open', 9)).toBe('notYetTime')
  expect(refusalOf({ status: 'examining' }, 'reopen', 21)).toBe('deadlineOver')
  expect(refusalOf({ status: 'voting', openPoints: 1 }, 'approve')).toBe('openPoints')
  expect(refusalOf({ status: 'voting', approvedAct: null }, 'approve')).toBe('approvalMissing')
  expect(refusalOf({ status: 'approved', inForceOn: null }, 'enterForce')).toBe('inForceMissing')
  for (const status of ['approved', 'inForce', 'withdrawn'] as const)
    expect(refusalOf({ status }, 'withdraw')).toBe('notInThisState')
})

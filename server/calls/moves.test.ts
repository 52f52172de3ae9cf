import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CallAction, type CallSituation, callActions, moveCall, moveRefusals } from './moves.ts'
import type { CallStatus } from './schema.ts'

const minute = 60_000
const start = Date.parse('2027-03-01T08:00:00Z')

/** The road of a call, written down here a second time; revocation, the end without bids and reopening apart. */
const road: CallStatus[] = [
  'draft',
  'published',
  'open',
  'closed',
  'evaluating',
  'provisionalRanking',
  'finalRanking',
  'awarded',
  'concluded',
]
const ends: CallStatus[] = ['concluded', 'noBids', 'revoked']

const call = (changes: Partial<CallSituation> = {}): CallSituation => ({
  status: 'draft',
  standing: false,
  opensAt: new Date(start + 10 * minute),
  closesAt: new Date(start + 20 * minute),
  unsealedAt: null,
  faults: 0,
  standingRequests: 0,
  ...changes,
})

const steps = fc.array(
  fc.record({
    action: fc.constantFrom(...callActions),
    minutes: fc.integer({ min: 0, max: 3 }),
    faults: fc.integer({ min: 0, max: 1 }),
    standingRequests: fc.integer({ min: 0, max: 1 }),
  }),
  { minLength: 300, maxLength: 300, size: 'max' },
)

test('no path skips a step, and every refused move says why', () => {
  const seen = new Set<CallStatus>()
  fc.assert(
    fc.property(steps, (taken) => {
      let [situation, now] = [call(), start]
      for (const { action, minutes, ...around } of taken) {
        now += minutes * minute
        situation = { ...situation, ...around }
        const move = moveCall(situation, action, new Date(now))
        if (move.refusal) {
          expect(moveRefusals).toContain(move.refusal)
          expect(move.to).toBeNull()
          continue
        }
        const [from, to] = [road.indexOf(situation.status), road.indexOf(move.to)]
        expect(ends).not.toContain(situation.status)
        if (to >= 0 && action !== 'reopen') expect(to - from === 0 || to - from === 1).toBe(true)
        if (action === 'reopen') expect([situation.status, move.to]).toEqual(['closed', 'open'])
        if (move.to === 'noBids') expect(['closed', 'evaluating']).toContain(situation.status)
        if (move.to === 'revoked') expect(['draft', 'awarded']).not.toContain(situation.status)
        if (action === 'unseal') situation = { ...situation, unsealedAt: new Date(now) }
        if (action === 'reopen' || action === 'extend')
          situation = { ...situation, closesAt: new Date(now + 10 * minute) }
        situation = { ...situation, status: move.to }
        seen.add(move.to)
      }
    }),
    { numRuns: 150, seed: 20 },
  )
  expect(seen.size).toBe(road.length + 1)
})

const refusalOf = (changes: Partial<CallSituation>, action: CallAction, minutes: number) =>
  moveCall(call(changes), action, new Date(start + minutes * minute)).refusal

test('a refused move names what stands in its way', () => {
  expect(refusalOf({ faults: 2 }, 'publish', 0)).toBe('faultsRemain')
  expect(refusalOf({}, 'open', 0)).toBe('notInThisState')
  expect(refusalOf({ status: 'published' }, 'open', 9)).toBe('notYetTime')
  expect(refusalOf({ status: 'published' }, 'open', 10)).toBeNull()
  expect(refusalOf({ status: 'open' }, 'close', 20)).toBe('deadlineAhead')
  expect(refusalOf({ status: 'open' }, 'extend', 21)).toBe('deadlineOver')
  expect(refusalOf({ status: 'open' }, 'unseal', 21)).toBe('notInThisState')
  expect(refusalOf({ status: 'closed' }, 'unseal', 20)).toBe('deadlineAhead')
  expect(refusalOf({ status: 'closed' }, 'unseal', 21)).toBeNull()
  expect(refusalOf({ status: 'closed', unsealedAt: new Date(start) }, 'reopen', 30)).toBe('alreadyUnsealed')
  expect(refusalOf({ status: 'evaluating', standingRequests: 1 }, 'noBids', 30)).toBe('requestsStand')
  expect(refusalOf({ status: 'concluded' }, 'revoke', 30)).toBe('notInThisState')
})

test('a standing call is never closed, opened at once or ranked', () => {
  for (const action of ['close', 'unseal', 'rankProvisionally', 'noBids'] as const)
    expect(refusalOf({ standing: true, status: 'open' }, action, 30)).toBe('notInThisState')
  expect(moveCall(call({ standing: true, status: 'open' }), 'award', new Date(start)).to).toBe('awarded')
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CallSituation, proposals } from './nextInRank.ts'
import { statusByAwards } from './requestStatus.ts'
import {
  addMonths,
  agreementAfter,
  lastDayOf,
  latestEnd,
  milestoneLight,
  reachedAlert,
  reportYears,
} from './rules.ts'
import { agreementActions, agreementStatuses } from './schema.ts'

const alone = (requestId: string) => [requestId]
const situation = (changes: Partial<CallSituation>): CallSituation => ({
  lots: [],
  awards: [],
  out: new Set(),
  sameApplicant: alone,
  most: 1,
  ...changes,
})
const ranked =
  (...ids: string[]) =>
  (winner: string | null) =>
    ids.map((requestId, index) => ({ requestId, rank: index + 1, wins: requestId === winner }))

describe('who is next', () => {
  test('the winner, until they decline; then down the ranking, past whoever has a lot already', () => {
    const lots = [
      { lotId: 1, entries: ranked('a', 'b', 'c')('a') },
      { lotId: 2, entries: ranked('a', 'b', 'c')('b') },
    ]
    expect([...proposals(situation({ lots }))]).toEqual([
      [1, 'a'],
      [2, 'b'],
    ])
    const declined = { lotId: 1, requestId: 'a', reason: 'declined' as const }
    expect(proposals(situation({ lots, awards: [declined] })).get(1)).toBe('c')
    const kept = { lotId: 2, requestId: 'b', reason: null }
    expect([...proposals(situation({ lots, awards: [declined, kept] }))]).toEqual([[1, 'c']])
  })

  test('who lost one for a failed check gets no other; an annulled act can be made again', () => {
    const lots = [
      { lotId: 1, entries: ranked('a', 'b')('a') },
      { lotId: 2, entries: ranked('a')('a') },
    ]
    const failed = { lotId: 1, requestId: 'a', reason: 'checkFailed' as const }
    expect([...proposals(situation({ lots, most: 2, awards: [failed] }))]).toEqual([
      [1, 'b'],
      [2, null],
    ])
    const annulled = { ...failed, reason: 'annulled' as const }
    expect(proposals(situation({ lots, most: 2, awards: [annulled] })).get(1)).toBe('a')
  })

  test('never more than allowed, never twice the same lot, whatever was declined (thousands of small cases)', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd')
    const lot = fc.uniqueArray(name, { maxLength: 4 })
    const award = fc.record({
      lotId: fc.integer({ min: 1, max: 3 }),
      requestId: name,
      reason: fc.constantFrom(
        'declined' as const,
        'forfeited' as const,
        'checkFailed' as const,
        'annulled' as const,
      ),
    })
    fc.assert(
      fc.property(
        fc.array(lot, { minLength: 1, maxLength: 3 }),
        fc.array(award, { maxLength: 6 }),
        fc.integer({ min: 1, max: 2 }),
        (ranks, awards, most) => {
          const lots = ranks.map((ids, index) => ({
            lotId: index + 1,
            entries: ranked(...ids)(ids[0] ?? null),
          }))
          // c and d share a representative.
          const sameApplicant = (id: string) => (id === 'c' || id === 'd' ? ['c', 'd'] : [id])
          const given = proposals(situation({ lots, awards, most, sameApplicant }))
          const winners = [...given.values()].flatMap((id) => (id === null ? [] : [id]))
          for (const id of winners)
            expect(winners.filter((other) => sameApplicant(id).includes(other)).length).toBeLessThanOrEqual(
              most,
            )
          for (const [lotId, id] of given) {
            if (id === null) continue
            expect(ranks[lotId - 1]).toContain(id)
            expect(
              awards.some((one) => one.lotId === lotId && one.requestId === id && one.reason === 'declined'),
            ).toBe(false)
            expect(
              awards.some(
                (one) => one.requestId === id && one.reason !== 'declined' && one.reason !== 'annulled',
              ),
            ).toBe(false)
          }
        },
      ),
      { numRuns: 3000 },
    )
  })
})

describe('the state machine of agreements', () => {
  test('no path skips a step: spaces are handed over only when signed, and given back only when it is over', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...agreementActions), { maxLength: 12 }), (actions) => {
        let status: (typeof agreementStatuses)[number] = 'prepared'
        const done: string[] = []
        for (const action of actions) {
          const next = agreementAfter(status, action)
          if (!next) continue
          if (action === 'handOver') expect(done).toContain('sign')
          if (action === 'expire' || action === 'terminate') expect(done).toContain('handOver')
          if (action === 'takeBack') expect(['ended', 'terminated']).toContain(status)
          status = next
          done.push(action)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('days', () => {
  test('a term of years ends the day before its anniversary, also from 29 February', () => {
    expect(lastDayOf('2026-01-01', 3)).toBe('2028-12-31')
    expect(lastDayOf('2028-02-29', 1)).toBe('2029-02-27')
    expect(addMonths('2026-08-31', -6)).toBe('2026-02-28')
    expect(addMonths('2026-12-31', 1)).toBe('2027-01-31')
  })

  test('temporary use has a last day, other contracts none', () => {
    const rule = { years: 3, extendedYears: 5 }
    const of = (instrument: 'lease' | 'temporaryConcession', isExtended: boolean) =>
      latestEnd({ instrument, from: '2026-01-01' }, isExtended, rule)
    expect(of('temporaryConcession', false)).toBe('2028-12-31')
    expect(of('temporaryConcession', true)).toBe('2030-12-31')
    expect(of('lease', false)).toBeNull()
  })

  test('alerts are reached six and three months before the last day', () => {
    const reached = (today: string) => reachedAlert('2028-12-31', today, [6, 3])
    expect(reached('2028-06-29')).toBeNull()
    expect(reached('2028-06-30')).toBe(6)
    expect(reached('2028-09-29')).toBe(6)
    expect(reached('2028-09-30')).toBe(3)
  })

  test('reports are due on the years that are over', () => {
    expect(reportYears('2024-05-01', null, '2026-11-29')).toEqual([2024, 2025])
    expect(reportYears('2024-05-01', '2024-12-01', '2026-11-29')).toEqual([2024])
    expect(reportYears('2026-05-01', null, '2026-11-29')).toEqual([])
  })
})

describe('a light', () => {
  const at = { now: new Date('2026-06-20T10:00:00Z'), today: '2026-06-20', replyDays: 15 }
  const light = (dueOn: string, ...findings: [met: boolean, observedOn: string, toldAt?: string][]) =>
    milestoneLight(
      {
        dueOn,
        findings: findings.map(([met, observedOn, toldAt]) => ({
          met,
          observedOn,
          toldAt: toldAt ? new Date(toldAt) : null,
          hasReply: false,
        })),
      },
      at,
    )

  test.each([
    ['nothing yet, ahead', '2026-12-31', [], 'grey', 'notYetDue'],
    ['nothing, past', '2026-03-31', [], 'amber', 'noFact'],
    ['met', '2026-03-31', [[true, '2026-03-01']], 'green', 'met'],
    [
      'not met before its day',
      '2026-12-31',
      [[false, '2026-06-01', '2026-06-01T10:00:00Z']],
      'amber',
      'behind',
    ],
    ['told 15 days ago', '2026-03-31', [[false, '2026-06-01', '2026-06-05T10:00:00Z']], 'amber', 'inReview'],
    ['told 16 days ago', '2026-03-31', [[false, '2026-06-01', '2026-06-04T10:00:00Z']], 'red', 'missed'],
    [
      'met after it was missed',
      '2026-03-31',
      [
        [false, '2026-05-01', '2026-05-01T10:00:00Z'],
        [true, '2026-06-10'],
      ],
      'green',
      'met',
    ],
  ] as [string, string, [boolean, string, string?][], string, string][])(
    '%s',
    (_name, dueOn, findings, color, reason) => {
      expect(light(dueOn, ...findings)).toEqual({ light: color, reason })
    },
  )
})

test('a request stands where the furthest of its awards stands', () => {
  const award = { isRevoked: false, revokedReason: null, answer: null, isSigned: false }
  const gone = (revokedReason: string) => ({ ...award, isRevoked: true, revokedReason })
  expect(statusByAwards([award])).toBe('awarded')
  expect(statusByAwards([gone('declined'), { ...award, answer: 'accepted' }])).toBe('accepted')
  expect(statusByAwards([{ ...award, answer: 'accepted', isSigned: true }, award])).toBe('agreement')
  expect(statusByAwards([gone('declined')])).toBe('declined')
  expect(statusByAwards([gone('checkFailed')])).toBe('forfeited')
  expect(statusByAwards([gone('annulled')])).toBe('admitted')
})

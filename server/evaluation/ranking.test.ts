import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Criteria } from '../calls/criteria.ts'
import { drawList, drawOrder, sha256, ticketOf } from './draw.ts'
import { meanPoints, pricePoints, spreadOf } from './points.ts'
import { type LotRules, rankLot, type ScoredRequest } from './ranking.ts'

const criterion = (code: string, maxPoints: number, threshold: number | null = null) => ({
  code,
  label: code,
  labelEn: null,
  guidance: null,
  kind: 'marks' as const,
  scope: 'request' as const,
  maxPoints,
  threshold,
})
const seventyThirty: Criteria = {
  technical: [criterion('project', 40, 20), criterion('impact', 30)],
  technicalThreshold: 42,
  price: { maxPoints: 30, formula: 'proportional' },
  ties: ['technicalPoints', 'draw'],
  allocation: 'byRank',
  maxAwardsPerApplicant: 1,
}
const priceOnly: Criteria = {
  ...seventyThirty,
  technical: [],
  technicalThreshold: null,
  price: { maxPoints: 100, formula: 'rise' },
  ties: ['improvedOffers', 'draw'],
}
const rules = (changes: Partial<LotRules> = {}): LotRules => ({
  criteria: seventyThirty,
  baseEurYear: 1000,
  improvedRounds: [],
  draws: [],
  ...changes,
})
const request = (
  requestId: string,
  project: number,
  impact: number,
  bidEurYear: number | null,
): ScoredRequest => ({ requestId, points: { project, impact }, bidEurYear })
const bidder = (requestId: string, bidEurYear: number, improvedEurYear: number | null = null) => ({
  requestId,
  points: {},
  bidEurYear,
  improvedEurYear,
})
const order = (requests: ScoredRequest[], with_: LotRules) =>
  rankLot(requests, with_).ranked.map(({ requestId, rank }) => `${rank} ${requestId}`)

describe('points', () => {
  test('the mean of a commission of three, to the hundredth, and the spread of its marks', () => {
    expect(meanPoints([18, 20, 21])).toBe(19.67)
    expect(meanPoints([1, 1, 2])).toBe(1.33)
    expect(spreadOf([18, 20, 21])).toBe(3)
  })

  test('70/30 by proportion: a bid of 1,200 beside one of 1,500 brings 24 of 30 points', () => {
    const basis = { formula: 'proportional', maxPoints: 30, baseEurYear: 1000, highestEurYear: 1500 } as const
    expect([1500, 1200, 1000].map((bid) => pricePoints(bid, basis))).toEqual([30, 24, 20])
  })

  test('by the rise over the base: the base itself brings nothing, half the rise half the points', () => {
    const basis = { formula: 'rise', maxPoints: 30, baseEurYear: 1000, highestEurYear: 1500 } as const
    expect([1500, 1250, 1000].map((bid) => pricePoints(bid, basis))).toEqual([30, 15, 0])
    expect(pricePoints(1000, { ...basis, highestEurYear: 1000 })).toBe(0)
  })
})

describe('the ranking of a lot', () => {
  test('adds technical and price points; who misses a threshold is left out and sets no measure', () => {
    const ranking = rankLot(
      [
        request('a', 30, 20, 1500),
        request('b', 35, 25, 1200),
        request('belowCriterion', 19, 30, 9000),
        request('belowTotal', 21, 20, 9000),
        request('belowBase', 40, 30, 999),
        request('noBid', 40, 30, null),
      ],
      rules(),
    )
    expect(ranking.ranked.map(({ requestId, rank, totalPoints }) => [rank, requestId, totalPoints])).toEqual([
      [1, 'b', 84],
      [2, 'a', 80],
    ])
    expect(
      ranking.unranked.map(({ requestId, reason, criterion }) => [requestId, reason, criterion]),
    ).toEqual([
      ['belowCriterion', 'belowCriterion', 'project'],
      ['belowTotal', 'belowTechnical', null],
      ['belowBase', 'bidBelowBase', null],
      ['noBid', 'noBid', null],
    ])
  })

  test('equal totals: the higher technical score first; what stays equal waits for a draw', () => {
    const requests = [
      request('p', 36, 24, 1000),
      request('q', 30, 20, 1500),
      request('r', 30, 20, 1500),
      request('last', 25, 20, 1000),
    ]
    const waiting = rankLot(requests, rules())
    expect(waiting.ranked.map(({ requestId, rank }) => [rank, requestId])).toEqual([
      [1, 'p'],
      [2, 'q'],
      [2, 'r'],
      [4, 'last'],
    ])
    expect(waiting.openTies).toEqual([{ requestIds: ['q', 'r'], step: 'draw' }])
    const drawn = rankLot(requests, rules({ draws: [['r', 'q']] }))
    expect(drawn.ranked.map(({ requestId, rank, partedBy }) => [rank, requestId, partedBy])).toEqual([
      [1, 'p', 'technicalPoints'],
      [2, 'r', 'draw'],
      [3, 'q', 'draw'],
      [4, 'last', null],
    ])
    expect(drawn.openTies).toEqual([])
  })

  test('a lot by price alone asks for improved offers first, then draws among who is still equal', () => {
    const tied = [bidder('a', 2000), bidder('b', 2000), bidder('c', 2000), bidder('d', 1500)]
    const first = rankLot(tied, rules({ criteria: priceOnly }))
    expect(first.openTies).toEqual([{ requestIds: ['a', 'b', 'c'], step: 'improvedOffers' }])
    const improved = [bidder('a', 2000, 2100), bidder('b', 2000, 2100), bidder('c', 2000), bidder('d', 1500)]
    const round = rules({ criteria: priceOnly, improvedRounds: [['a', 'b', 'c']] })
    expect(rankLot(improved, round).openTies).toEqual([{ requestIds: ['a', 'b'], step: 'draw' }])
    expect(order(improved, { ...round, draws: [['b', 'a']] })).toEqual(['1 b', '2 a', '3 c', '4 d'])
    expect(rankLot(tied, { ...round, draws: [['c', 'b', 'a']] }).ranked.map((one) => one.requestId)).toEqual([
      'c',
      'b',
      'a',
      'd',
    ])
  })

  test('two ties with one total, parted by technical points, do not share a rank', () => {
    const criteria = { ...seventyThirty, technicalThreshold: null, technical: [criterion('project', 70)] }
    const four = [50, 50, 45, 45].map((project, index) => ({
      requestId: `r${index}`,
      points: { project },
      bidEurYear: project === 50 ? 1000 : 1250,
    }))
    const ranking = rankLot(
      four,
      rules({ criteria: { ...criteria, price: { maxPoints: 25, formula: 'proportional' } } }),
    )
    expect(ranking.ranked.map(({ totalPoints }) => totalPoints)).toEqual([70, 70, 70, 70])
    expect(ranking.ranked.map(({ rank }) => rank)).toEqual([1, 1, 3, 3])
    expect(ranking.openTies.map(({ requestIds }) => requestIds)).toEqual([
      ['r0', 'r1'],
      ['r2', 'r3'],
    ])
  })

  test('the order in which requests are given never changes the outcome; nobody is lost or doubled', () => {
    const requests = fc.uniqueArray(
      fc.record({
        requestId: fc.stringMatching(/^[a-z]{1,3}$/),
        points: fc.record({
          project: fc.integer({ min: 0, max: 4 }).map((n) => n * 10),
          impact: fc.constantFrom(20, 30),
        }),
        bidEurYear: fc.option(fc.constantFrom(900, 1000, 1200, 1500)),
      }),
      { selector: ({ requestId }) => requestId, maxLength: 8 },
    )
    fc.assert(
      fc.property(requests, fc.nat(), (list, turn) => {
        const turned = [...list.slice(turn % (list.length || 1)), ...list.slice(0, turn % (list.length || 1))]
        const { ranked, unranked, openTies } = rankLot(list, rules())
        expect(rankLot(turned, rules()).ranked).toEqual(ranked)
        expect([...ranked, ...unranked].map(({ requestId }) => requestId).sort()).toEqual(
          list.map(({ requestId }) => requestId).sort(),
        )
        for (const [index, { totalPoints }] of ranked.entries())
          expect(totalPoints).toBeLessThanOrEqual(ranked[index - 1]?.totalPoints ?? Number.POSITIVE_INFINITY)
        const shared = ranked.filter(({ rank }, _, all) => all.filter((one) => one.rank === rank).length > 1)
        expect(shared.map(({ requestId }) => requestId).sort()).toEqual(
          openTies.flatMap(({ requestIds }) => requestIds).sort(),
        )
      }),
      { numRuns: 2000, seed: 4 },
    )
  })
})

describe('the draw', () => {
  const numbers = ['R-2026-000012', 'R-2026-000007', 'R-2026-000101']

  test('the frozen list is hashed sorted, a number a line', async () => {
    expect(drawList(numbers)).toBe('R-2026-000007\nR-2026-000012\nR-2026-000101\n')
    // printf 'R-2026-000007\nR-2026-000012\nR-2026-000101\n' | sha256sum
    expect(await sha256(drawList(numbers))).toBe(
      '2be471d28acdb3846cb032b9ed2ddb66e41b82bb8dc7e2144919f938d7c7a892',
    )
  })

  test('anybody can repeat it: the smallest SHA-256 of list hash, seed and number is first', async () => {
    const drawn = await drawOrder(numbers, '17 42 58 61 90')
    const listHash = await sha256(drawList(numbers))
    for (const { number, ticket } of drawn)
      expect(ticket).toBe(await ticketOf(listHash, '17 42 58 61 90', number))
    expect(drawn.map(({ ticket }) => ticket)).toEqual(drawn.map(({ ticket }) => ticket).sort())
    expect(await drawOrder([...numbers].reverse(), '17 42 58 61 90')).toEqual(drawn)
  })

  test('over many seeds each of three is first about as often', async () => {
    const firsts = await Promise.all(
      Array.from({ length: 3000 }, async (_, seed) => (await drawOrder(numbers, String(seed)))[0]?.number),
    )
    for (const number of numbers) {
      const share = firsts.filter((first) => first === number).length / firsts.length
      expect(share).toBeGreaterThan(0.3)
      expect(share).toBeLessThan(0.37)
    }
  })
})

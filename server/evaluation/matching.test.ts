import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LotAllocation } from '../calls/criteria.ts'
import {
  allocateLots,
  type Contender,
  explainLot,
  groupApplicants,
  type LotResult,
  type RankedLot,
} from './matching.ts'

interface Market {
  lots: RankedLot[]
  contenders: Contender[]
  most: number
}

const lotIds = [1, 2, 3, 4]
const shuffledSubset = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items])

/** Small markets of every shape: lots nobody ranks, requests for nothing, applicants with two requests. */
const markets = fc
  .record({
    lotCount: fc.integer({ min: 1, max: 4 }),
    applicants: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 5 }),
    most: fc.integer({ min: 1, max: 2 }),
  })
  .chain(({ lotCount, applicants, most }) => {
    const ids = lotIds.slice(0, lotCount)
    const contenders = fc.tuple(
      ...applicants.map((applicant, index) =>
        shuffledSubset(ids).map((preferences) => ({ requestId: `r${index}`, applicant, preferences })),
      ),
    )
    return contenders.chain((list) =>
      fc
        .tuple(
          ...ids.map((lotId) =>
            shuffledSubset(list.filter(({ preferences }) => preferences.includes(lotId))).map((ranked) => ({
              lotId,
              ranked: ranked.map(({ requestId }) => requestId),
            })),
          ),
        )
        .map((lots): Market => ({ lots, contenders: list, most })),
    )
  })

const run = (market: Market, allocation: LotAllocation) =>
  allocateLots(market.lots, market.contenders, { allocation, most: market.most })

const applicantOf = ({ contenders }: Market, requestId: string) =>
  contenders.find((one) => one.requestId === requestId)?.applicant ?? ''

/** What an applicant may want, the dearest first, each lot once: by the request that is ranked better on it. */
function wishesOf(market: Market, applicant: string): { lotId: number; requestId: string }[] {
  const all = market.contenders
    .filter((one) => one.applicant === applicant)
    .flatMap(({ requestId, preferences }) => preferences.map((lotId, place) => ({ lotId, requestId, place })))
    .filter(({ lotId, requestId }) => {
      const ranked = market.lots.find((lot) => lot.lotId === lotId)?.ranked ?? []
      const own = ranked.filter((id) => applicantOf(market, id) === applicant)
      return own[0] === requestId
    })
  return all.sort((a, b) => a.place - b.place)
}

/** Places in an applicant's list of wishes that a result fulfils, the dearest first. */
const gained = (market: Market, result: LotResult, applicant: string): number[] =>
  wishesOf(market, applicant).flatMap(({ lotId, requestId }, place) =>
    result.get(lotId) === requestId ? [place] : [],
  )

const placeOn = ({ lots }: Market, lotId: number, requestId: string | null) => {
  const ranked = lots.find((lot) => lot.lotId === lotId)?.ranked ?? []
  return requestId === null ? ranked.length : ranked.indexOf(requestId)
}

/** A lot and an applicant who would both rather have each other; stable where there are none. */
function blockingPairs(market: Market, result: LotResult): string[] {
  const applicants = [...new Set(market.contenders.map(({ applicant }) => applicant))]
  return applicants.flatMap((applicant) => {
    const places = gained(market, result, applicant)
    const worst = places.length < market.most ? Number.POSITIVE_INFINITY : Math.max(...places)
    return wishesOf(market, applicant).flatMap(({ lotId, requestId }, place) => {
      const wants = !places.includes(place) && place < worst
      const better = placeOn(market, lotId, requestId) < placeOn(market, lotId, result.get(lotId) ?? null)
      return wants && better ? [`${applicant} and lot ${lotId}`] : []
    })
  })
}

/** Every way to give the lots to ranked requests that keeps to the most an applicant may get. */
function everyResult(market: Market): LotResult[] {
  const extend = (results: LotResult[], { lotId }: RankedLot): LotResult[] =>
    results.flatMap((result) => {
      const fitting = market.contenders.flatMap(({ applicant, requestId }) => {
        const wished = wishesOf(market, applicant).some(
          (wish) => wish.lotId === lotId && wish.requestId === requestId,
        )
        const has = [...result.values()].filter((id) => id !== null && applicantOf(market, id) === applicant)
        return wished && has.length < market.most ? [requestId] : []
      })
      return [null, ...fitting].map((requestId) => new Map([...result, [lotId, requestId]]))
    })
  return market.lots.reduce(extend, [new Map()] as LotResult[])
}

const stableResults = (market: Market) =>
  everyResult(market).filter((result) => blockingPairs(market, result).length === 0)

describe('lots given by rank or by deferred acceptance, against a brute force', () => {
  test.each(['byRank', 'deferredAcceptance'] as const)(
    '%s is stable, and gives nobody too much',
    (allocation) => {
      fc.assert(
        fc.property(markets, (market) => {
          const result = run(market, allocation)
          expect(blockingPairs(market, result)).toEqual([])
          for (const { applicant } of market.contenders)
            expect(gained(market, result, applicant).length).toBeLessThanOrEqual(market.most)
          const given = [...result.entries()].filter(([, requestId]) => requestId !== null)
          for (const [lotId, requestId] of given)
            expect(market.lots.find((lot) => lot.lotId === lotId)?.ranked).toContain(requestId)
        }),
        { numRuns: 3000, seed: 4 },
      )
    },
  )

  test('deferred acceptance is the best of all stable results for every applicant at once', () => {
    fc.assert(
      fc.property(markets, (market) => {
        const best = run(market, 'deferredAcceptance')
        for (const other of stableResults(market)) {
          for (const { applicant } of market.contenders) {
            const [mine, theirs] = [gained(market, best, applicant), gained(market, other, applicant)]
            expect(mine.length).toBeGreaterThanOrEqual(theirs.length)
            for (const [index, place] of theirs.entries()) expect(mine[index]).toBeLessThanOrEqual(place)
          }
        }
      }),
      { numRuns: 1500, seed: 4 },
    )
  })

  test('by rank, every lot goes to the best ranked it has in any stable result', () => {
    fc.assert(
      fc.property(markets, (market) => {
        const best = run(market, 'byRank')
        for (const other of stableResults(market)) {
          for (const { lotId } of market.lots)
            expect(placeOn(market, lotId, best.get(lotId) ?? null)).toBeLessThanOrEqual(
              placeOn(market, lotId, other.get(lotId) ?? null),
            )
        }
      }),
      { numRuns: 1500, seed: 4 },
    )
  })

  test('with one lot each nobody gains in deferred acceptance by misstating preferences', () => {
    fc.assert(
      fc.property(markets, ({ lots, contenders }) => {
        const honest = contenders.map((one, index) => ({ ...one, applicant: String(index) }))
        const market = { lots, contenders: honest, most: 1 }
        const truth = run(market, 'deferredAcceptance')
        const placeOf = (result: LotResult, { requestId, preferences }: Contender) => {
          const got = preferences.findIndex((lotId) => result.get(lotId) === requestId)
          return got < 0 ? Number.POSITIVE_INFINITY : got
        }
        for (const [index, liar] of honest.entries()) {
          for (const preferences of everyOrder(liar.preferences)) {
            const others = honest.map((one, at) => (at === index ? { ...one, preferences } : one))
            const lied = run({ ...market, contenders: others }, 'deferredAcceptance')
            expect(placeOf(lied, liar)).toBeGreaterThanOrEqual(placeOf(truth, liar))
          }
        }
      }),
      { numRuns: 500, seed: 4 },
    )
  })

  test('every wish is explained, and the explanation holds', () => {
    fc.assert(
      fc.property(
        markets,
        fc.constantFrom('byRank' as const, 'deferredAcceptance' as const),
        (market, way) => {
          const result = run(market, way)
          for (const { requestId, applicant, preferences } of market.contenders) {
            for (const lotId of preferences) {
              const why = explainLot(market.lots, result, requestId, lotId)
              if (why.outcome === 'won') expect(result.get(lotId)).toBe(requestId)
              if (why.outcome === 'outranked')
                expect(placeOn(market, lotId, why.winner)).toBeLessThan(placeOn(market, lotId, requestId))
              if (why.outcome === 'keptPreferred')
                expect(
                  gained(market, result, applicant).length === market.most ||
                    [...result.values()].some((id) => id !== null && applicantOf(market, id) === applicant),
                ).toBe(true)
            }
          }
        },
      ),
      { numRuns: 1000, seed: 4 },
    )
  })
})

/** Every order of every part of a list. */
function everyOrder<Item>(items: readonly Item[]): Item[][] {
  return [
    [],
    ...items.flatMap((first) =>
      everyOrder(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
    ),
  ]
}

describe('an example to follow by hand', () => {
  const lots = [
    { lotId: 1, ranked: ['anna', 'bruno', 'carla'] },
    { lotId: 2, ranked: ['anna', 'carla', 'bruno'] },
  ]
  const contenders = [
    { requestId: 'anna', applicant: 'anna', preferences: [2, 1] },
    { requestId: 'bruno', applicant: 'bruno', preferences: [1, 2] },
    { requestId: 'carla', applicant: 'carla', preferences: [2, 1] },
  ]

  test('who is first on both keeps the one they prefer; the other passes to the next', () => {
    const result = allocateLots(lots, contenders, { allocation: 'byRank', most: 1 })
    expect([...result]).toEqual([
      [1, 'bruno'],
      [2, 'anna'],
    ])
    expect(explainLot(lots, result, 'anna', 1)).toEqual({ outcome: 'keptPreferred' })
    expect(explainLot(lots, result, 'carla', 2)).toEqual({ outcome: 'outranked', rank: 2, winner: 'anna' })
    expect(explainLot(lots, result, 'carla', 1)).toEqual({ outcome: 'outranked', rank: 3, winner: 'bruno' })
  })

  test('where two are allowed, both go to who is first on both', () => {
    const result = allocateLots(lots, contenders, { allocation: 'deferredAcceptance', most: 2 })
    expect([...result.values()]).toEqual(['anna', 'anna'])
  })
})

test('members of a grouping and firms of one representative count as one, also through a third', () => {
  const groups = groupApplicants([
    { requestId: 'firm', subjects: ['FIRM', 'REP1'] },
    { requestId: 'stranger', subjects: ['OTHER'] },
    { requestId: 'grouping', subjects: ['GROUP', 'FIRM', 'SECOND'] },
    { requestId: 'second', subjects: ['SECOND', 'REP2'] },
    { requestId: 'sister', subjects: ['SISTER', 'REP1'] },
  ])
  expect(new Set(['firm', 'grouping', 'second', 'sister'].map((id) => groups.get(id))).size).toBe(1)
  expect(groups.get('stranger')).toBe('stranger')
})

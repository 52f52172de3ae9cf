import { describe, expect, test } from 'vitest'
import type { Criteria } from '../calls/criteria.ts'
import {
  bindingPrice,
  competing,
  type EvaluationInput,
  explainPublished,
  openTies,
  rankingContent,
  rankingOutcome,
  technicalOutcome,
} from './outcome.ts'

const criteria: Criteria = {
  technical: [
    {
      code: 'project',
      label: 'Progetto',
      labelEn: null,
      guidance: null,
      kind: 'marks',
      scope: 'request',
      maxPoints: 70,
      threshold: null,
    },
  ],
  technicalThreshold: 42,
  price: { maxPoints: 30, formula: 'proportional' },
  ties: ['technicalPoints', 'draw'],
  allocation: 'byRank',
  maxAwardsPerApplicant: 1,
}

const request = (
  id: string,
  project: number,
  lots: [lotId: number, bidEurYear: number | null, improvedEurYear?: number][],
  subjects: string[] = [id],
) => ({
  id,
  number: `R-${id}`,
  subjects,
  lots: lots.map(([lotId, bidEurYear, improvedEurYear = null]) => ({
    lotId,
    points: { project },
    bidEurYear,
    improvedEurYear: improvedEurYear as number | null,
  })),
})

const input = (changes: Partial<EvaluationInput> = {}): EvaluationInput => ({
  call: 'BANDO',
  version: 2,
  criteriaHash: 'hash',
  criteria,
  lots: [
    { id: 11, number: 1, title: 'Officina', baseRentEurYear: 1000 },
    { id: 12, number: 2, title: 'Bottega', baseRentEurYear: 1000 },
  ],
  requests: [
    request('anna', 60, [
      [12, 1200],
      [11, 1500],
    ]),
    request('bruno', 50, [[11, 1500]]),
    request('carla', 41, [[11, 9000]]),
  ],
  rounds: [],
  draws: [],
  ...changes,
})

describe('before prices are known', () => {
  test('only the project counts, and bids of who misses a threshold stay closed', () => {
    const outcome = technicalOutcome(input())
    expect(outcome.lots.get(11)?.ranked.map(({ requestId, rank }) => [rank, requestId])).toEqual([
      [1, 'anna'],
      [2, 'bruno'],
    ])
    expect(competing(outcome)).toEqual([
      { requestId: 'anna', lotId: 11 },
      { requestId: 'bruno', lotId: 11 },
      { requestId: 'anna', lotId: 12 },
    ])
    expect(JSON.stringify(technicalOutcome(input()).lots.get(11)?.openTies)).toBe('[]')
  })
})

describe('the whole ranking', () => {
  test('who is first on two keeps the lot they prefer, the other passes on, and each is told why', () => {
    const content = rankingContent(input(), rankingOutcome(input()))
    expect(content.lots.map(({ number, winner }) => [number, winner])).toEqual([
      [1, 'R-bruno'],
      [2, 'R-anna'],
    ])
    expect(content.requests[0]).toEqual({ number: 'R-anna', preferences: [2, 1] })
    expect(explainPublished(content, 'R-anna', 1)).toEqual({ outcome: 'keptPreferred' })
    expect(explainPublished(content, 'R-bruno', 1)).toEqual({ outcome: 'won' })
    expect(explainPublished(content, 'R-carla', 1)).toEqual({ outcome: 'notRanked' })
    expect(content.lots[0]?.entries.map(({ number, rank, reason }) => [number, rank, reason])).toEqual([
      ['R-anna', 1, null],
      ['R-bruno', 2, null],
      ['R-carla', null, 'belowTechnical'],
    ])
  })

  test('firms of one representative count as one: the second lot goes to who is next', () => {
    const shared = input({
      requests: [
        request('anna', 60, [[12, 1200]], ['A', 'REP']),
        request('sister', 55, [[11, 1500]], ['S', 'REP']),
        request('bruno', 50, [[11, 1500]]),
      ],
    })
    const { winners } = rankingOutcome(shared)
    expect([...winners]).toEqual([
      [11, 'bruno'],
      [12, 'anna'],
    ])
  })

  test('a tie waits for its draw; the list drawn from is named', () => {
    const tied = input({ requests: [request('a', 50, [[11, 1500]]), request('b', 50, [[11, 1500]])] })
    expect(openTies(rankingOutcome(tied))).toEqual([{ lotId: 11, requestIds: ['a', 'b'], step: 'draw' }])
    const drawn = { ...tied, draws: [{ lotId: 11, order: ['b', 'a'], listHash: 'list' }] }
    const content = rankingContent(drawn, rankingOutcome(drawn))
    expect(openTies(rankingOutcome(drawn))).toEqual([])
    expect(content.lots[0]).toMatchObject({ winner: 'R-b', draws: ['list'] })
  })

  test('an offer improved after a tie is the price that binds, its points stay those of the bid', () => {
    const byPrice: Criteria = {
      ...criteria,
      technical: [],
      technicalThreshold: null,
      price: { maxPoints: 100, formula: 'proportional' },
      ties: ['improvedOffers', 'draw'],
    }
    const improved = input({
      criteria: byPrice,
      requests: [request('a', 0, [[11, 1500]]), request('b', 0, [[11, 1500, 1600]])],
      rounds: [{ lotId: 11, requestIds: ['a', 'b'] }],
    })
    const [first] = rankingContent(improved, rankingOutcome(improved)).lots[0]?.entries ?? []
    expect(first).toMatchObject({ number: 'R-b', pricePoints: 100, partedBy: 'improvedOffers' })
    expect(first && bindingPrice(first)).toBe(1600)
  })

  test('nothing in it tells who anybody is', () => {
    const text = JSON.stringify(
      rankingContent(
        input({ requests: [request('x', 60, [[11, 1500]], ['RSSMRA80A01F205X'])] }),
        rankingOutcome(input({ requests: [request('x', 60, [[11, 1500]], ['RSSMRA80A01F205X'])] })),
      ),
    )
    expect(text).not.toContain('RSSMRA80A01F205X')
    expect(text).not.toContain('"x"')
  })
})

import { type Static, Type } from 'typebox'
import { lotAllocations, tieSteps } from '../calls/criteria.ts'
import { oneOf, orNull } from '../http/schema.ts'
import { notRankedReasons } from './words.ts'

const Points = Type.Number({ description: 'to the hundredth' })
const EurYear = Type.Number({ description: 'EUR a year' })

/** A request in the ranking of a lot, or left out of it, by its number alone. */
export const RankingEntry = Type.Object({
  number: Type.String({ description: 'of the request' }),
  rank: orNull(Type.Integer({ description: '1 is first; null where it is left out' })),
  reason: orNull(oneOf(notRankedReasons, 'why it is left out')),
  criterion: orNull(Type.String({ description: 'whose threshold it misses' })),
  points: Type.Record(Type.String(), Points, { description: 'criterion → mean of the commission' }),
  technicalPoints: Points,
  pricePoints: orNull(Points),
  totalPoints: orNull(Points),
  bidEurYear: orNull(EurYear),
  improvedEurYear: orNull(Type.Number({ description: 'EUR a year, offered after a tie' })),
  partedBy: orNull(oneOf(tieSteps, 'the step that parted it from an equal total')),
})
export type RankingEntry = Static<typeof RankingEntry>

export const RankedLotContent = Type.Object({
  number: Type.Integer(),
  title: Type.String(),
  baseRentEurYear: orNull(EurYear),
  winner: orNull(Type.String({ description: 'number of the request that gets the lot' })),
  entries: Type.Array(RankingEntry, { description: 'those in the ranking by rank, then those left out' }),
  draws: Type.Array(Type.String(), { description: 'hash of each list drawn from' }),
})
export type RankedLotContent = Static<typeof RankedLotContent>

/**
 * What a ranking says, as it is hashed and published: nothing in it tells who anybody is. A final ranking
 * says word for word what the provisional one it confirms says, so both have one hash.
 */
export const RankingContent = Type.Object({
  call: Type.String(),
  version: Type.Integer({ description: 'of the call, by whose criteria it was scored' }),
  criteriaHash: Type.String(),
  allocation: oneOf(lotAllocations, 'how lots go to who is first on several'),
  maxAwardsPerApplicant: Type.Integer(),
  requests: Type.Array(
    Type.Object({
      number: Type.String(),
      preferences: Type.Array(Type.Integer(), { description: 'numbers of lots, the preferred first' }),
    }),
    { description: 'in the order in which they were received' },
  ),
  lots: Type.Array(RankedLotContent),
})
export type RankingContent = Static<typeof RankingContent>

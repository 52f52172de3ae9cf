import { explainPublished } from './outcome.ts'
import type { RankingContent } from './rankingSchema.ts'
import type { LotResult } from './resultSchema.ts'

/**
 * What became of each wish of a request, the preferred lot first, by what a ranking says: its own points beside
 * those of who has the lot.
 * @param names of the organisations that won, by number of their request
 */
export function lotResults(
  content: RankingContent,
  request: string,
  names: Readonly<Record<string, string>>,
): LotResult[] {
  const preferences = content.requests.find(({ number }) => number === request)?.preferences ?? []
  return preferences.flatMap((lotNumber): LotResult[] => {
    const lot = content.lots.find(({ number }) => number === lotNumber)
    if (!lot) return []
    const own = lot.entries.find(({ number }) => number === request) ?? null
    const winner = lot.entries.find(({ number }) => number === lot.winner)
    return [
      {
        number: lotNumber,
        title: lot.title,
        outcome: explainPublished(content, request, lotNumber).outcome,
        rank: own?.rank ?? null,
        ranked: lot.entries.filter(({ rank }) => rank !== null).length,
        reason: own?.reason ?? null,
        criterion: own?.criterion ?? null,
        own,
        winner: winner ? { number: winner.number, name: names[winner.number] ?? null, entry: winner } : null,
      },
    ]
  })
}

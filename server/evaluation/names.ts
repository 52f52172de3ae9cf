import type { Db } from '../db/index.ts'
import type { RankingContent } from './rankingSchema.ts'

/**
 * Number of a request → name of the organisation that won by it. A natural person has none, winner or not:
 * they are told by the number of their request alone (D.Lgs 33/2013 art. 26 c. 4; GDPR art. 5).
 */
export async function winnerNames(
  db: Db,
  callId: number,
  { lots }: RankingContent,
): Promise<Record<string, string>> {
  const numbers = lots.flatMap(({ winner }) => winner ?? [])
  const rows: { number: string; name: string | null }[] = await db({ r: 'request' })
    .join({ p: 'party' }, 'p.id', 'r.party_id')
    .where({ 'r.call_id': callId })
    .whereIn('r.number', numbers)
    .whereNot({ 'p.kind': 'person' })
    .select({ number: 'r.number', name: db.raw("coalesce(r.content #>> '{applicant,name}', p.name)") })
  return Object.fromEntries(rows.flatMap(({ number, name }) => (name ? [[number, name]] : [])))
}

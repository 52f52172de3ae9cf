import { actingRole } from '../accounts/guard.ts'
import { decisionChanges } from '../allocation/fieldClasses.ts'
import type { RequestEvent, RequestStatus } from '../allocation/schema.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import type { Evaluation } from './evaluation.ts'
import type { By } from './locking.ts'
import type { RankingContent } from './rankingSchema.ts'
import type { JudgedRequest } from './requests.ts'

/** How an evaluation moves requests: `evaluate` as the technical ranking is signed, `rank` as the final one is published. */
const requestMoves: Record<'evaluate' | 'rank', { from: RequestStatus; to: RequestStatus }> = {
  evaluate: { from: 'admitted', to: 'evaluated' },
  rank: { from: 'evaluated', to: 'ranked' },
}

async function moveRequests(
  trx: Db,
  { person, permission }: By,
  event: keyof typeof requestMoves & RequestEvent,
  requests: readonly JudgedRequest[],
): Promise<void> {
  const { from, to } = requestMoves[event]
  for (const { id } of requests.filter(({ status }) => status === from)) {
    await trx('request')
      .where({ id, status: from })
      .update({ status: to, version: trx.raw('version + 1'), updated_at: trx.raw('clock_timestamp()') })
    await recordEvent(trx, {
      actor: { id: person.account.id, role: actingRole(person, permission) },
      action: event,
      objectKind: 'request',
      objectId: id,
      changes: decisionChanges({ status: [from, to] }),
    })
  }
}

/** Every request that was admitted has been evaluated. */
export const markEvaluated = (trx: Db, by: By, { requests }: Evaluation): Promise<void> =>
  moveRequests(trx, by, 'evaluate', requests)

/** Requests with a rank on any lot are in the final ranking; the others stay evaluated. */
export function markRanked(
  trx: Db,
  by: By,
  { requests }: Evaluation,
  content: RankingContent,
): Promise<void> {
  const ranked = new Set(
    content.lots.flatMap(({ entries }) => entries.flatMap(({ number, rank }) => (rank ? [number] : []))),
  )
  return moveRequests(
    trx,
    by,
    'rank',
    requests.filter(({ number }) => ranked.has(number)),
  )
}

import { lockCall, nextStatus } from '../calls/locking.ts'
import { releaseFromCall } from '../calls/lotSpaces.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { changesOf } from './fieldClasses.ts'
import { isSigned } from './requestStatus.ts'
import { findFinalRanking, findProposals } from './situation.ts'

/** SQL: lots of call `:id` with an award that stands and no signed agreement yet. */
const unsigned = `SELECT FROM award a JOIN lot l ON l.id = a.lot_id
  WHERE l.call_id = :id AND a.revoked_at IS NULL AND a.first_id IS NULL AND NOT ${isSigned}`

/**
 * Concludes an awarded call of which nothing is left to do: every lot has a signed agreement, or nobody it could go
 * to. Spaces that nobody got can be had again.
 */
export async function settleCall(
  trx: Db,
  callId: number,
  actor: { id: string | null; role: string },
): Promise<void> {
  const found = await trx('call').where({ id: callId, status: 'awarded', standing: false }).first('code')
  const ranking = found && (await findFinalRanking(trx, callId))
  if (!ranking) return
  const call = await lockCall(trx, found.code)
  const open = [...(await findProposals(trx, callId, ranking.id)).values()].some((next) => next !== null)
  const { rows } = await trx.raw<{ rows: unknown[] }>(`${unsigned} LIMIT 1`, { id: callId })
  if (open || rows.length > 0) return
  const now = await databaseNow(trx)
  const status = await nextStatus(trx, call, 'conclude')
  await trx('call')
    .where({ id: callId })
    .update({ status, version: call.version + 1, ended_at: now })
  const codes = await trx({ s: 'space' })
    .join({ ls: 'lot_space' }, 'ls.space_id', 's.id')
    .join({ l: 'lot' }, 'l.id', 'ls.lot_id')
    .where({ 'l.call_id': callId })
    .pluck<string[]>('s.code')
  await releaseFromCall(trx, codes, { call, actor, now })
  await recordEvent(trx, {
    actor,
    action: 'conclude',
    objectKind: 'call',
    objectId: call.code,
    changes: changesOf({ status: [call.status, status] }),
  })
}

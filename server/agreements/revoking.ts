import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError } from '../http/problem.ts'
import { actorOf } from './awarding.ts'
import { settleCall } from './concluding.ts'
import { changesOf } from './fieldClasses.ts'
import { revokedAward } from './letters.ts'
import { type LockedAward, lockAwardToDecide, refuseRevoked, spaceNames } from './locking.ts'
import { followAwards } from './requestStatus.ts'
import type { RevocationReason, RevokeAward } from './schema.ts'
import { findFinalRanking, findProposals } from './situation.ts'
import { moveSpaces } from './spaceMoves.ts'
import { tellDesk, tellHolder } from './telling.ts'

type Actor = { id: string | null; role: string }
interface Why {
  reason: RevocationReason
  note: string | null
  actNumber: string | null
}

/** Whether somebody can still be given the spaces in the same call. */
async function goesOn(trx: Db, { callId, lotId, standing }: LockedAward): Promise<boolean> {
  if (callId === null) return false
  if (standing) {
    const open = await trx('call').where({ id: callId, status: 'open' }).first('id')
    return open !== undefined
  }
  const ranking = await findFinalRanking(trx, callId)
  if (!ranking || lotId === null) return false
  return Boolean((await findProposals(trx, callId, ranking.id)).get(lotId))
}

async function tellNext(trx: Db, { callId }: LockedAward): Promise<void> {
  const call = await trx('call').where({ id: callId }).first('code', 'title')
  await tellDesk(trx, 'nextInRank', { objectKind: 'call', objectId: call.code, name: call.code })
}

/** Takes an award back and frees its spaces: into their call again where somebody is next, else for all to have. */
export async function freeAward(
  trx: Db,
  award: LockedAward,
  { reason, note, actNumber }: Why,
  actor: Actor,
): Promise<void> {
  const now = await databaseNow(trx)
  await trx('award').where({ id: award.id }).orWhere({ first_id: award.id }).update({
    revoked_at: now,
    revoked_reason: reason,
    revoked_note: note,
    revoked_act: actNumber,
  })
  const next = await goesOn(trx, award)
  await moveSpaces(
    trx,
    award.spaceIds,
    {
      to: next ? 'inCall' : 'available',
      note: `Revocata l’assegnazione con atto ${award.actNumber}`,
      noteEn: `The award by act ${award.actNumber} was taken back`,
    },
    actor,
    now,
  )
  if (next && !award.standing) await tellNext(trx, award)
  if (!next && award.callId !== null) await settleCall(trx, award.callId, actor)
}

/** @throws {ConflictError} where an agreement was made of the award and not cancelled */
async function refuseAgreed(trx: Db, { id }: LockedAward): Promise<void> {
  const agreement = await trx('agreement')
    .where({ award_id: id })
    .whereNot({ status: 'cancelled' })
    .first('number')
  if (!agreement) return
  throw new ConflictError(
    `Agreement ${agreement.number} rests on this award: cancel or end it first.`,
    '/problems/award-agreed',
  )
}

/** The office takes an award back for a reason; who had it is told by a notice, the next in rank is proposed. */
export async function revokeAward(
  context: Context,
  person: Person,
  id: string,
  { reason, note, actNumber = null }: RevokeAward,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const award = await lockAwardToDecide(trx, person.account.id, id)
    refuseRevoked(award)
    await refuseAgreed(trx, award)
    const actor = actorOf(person)
    await freeAward(trx, award, { reason, note, actNumber }, actor)
    const status = await followAwards(trx, award.requestId)
    await recordEvent(trx, {
      actor,
      action: 'revokeAward',
      objectKind: 'request',
      objectId: award.requestId,
      changes: changesOf({
        reason: [null, reason],
        note: [null, note],
        actNumber: [null, actNumber],
        status,
      }),
    })
    const why = { reason, note, actNumber }
    await tellHolder(
      trx,
      context,
      award.requestId,
      revokedAward(await spaceNames(trx, award), why, context.city.terms.appeal),
      'revocation',
    )
  })
}

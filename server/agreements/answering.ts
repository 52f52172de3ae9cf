import type { Person } from '../accounts/queries.ts'
import { lockToBind } from '../allocation/locking.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError } from '../http/problem.ts'
import { actorOf } from './awarding.ts'
import { changesOf } from './fieldClasses.ts'
import { answeredAward } from './letters.ts'
import { type LockedAward, lockAward, lockAwardToDecide, refuseRevoked, spaceNames } from './locking.ts'
import { followAwards } from './requestStatus.ts'
import { freeAward } from './revoking.ts'
import type { AwardAnswer } from './schema.ts'
import { tellDesk, tellHolder } from './telling.ts'

type Actor = { id: string | null; role: string }

function refuseAnswered(award: LockedAward): void {
  refuseRevoked(award)
  if (award.answer !== null)
    throw new ConflictError('The award has been answered.', '/problems/award-answered')
}

async function keepAnswer(trx: Db, id: string, answer: AwardAnswer): Promise<void> {
  await trx('award')
    .where({ id })
    .orWhere({ first_id: id })
    .update({ answer, answered_at: trx.raw('clock_timestamp()') })
}

const eventOf = (answer: AwardAnswer) => (answer === 'accepted' ? 'acceptAward' : 'declineAward')

async function recordAnswer(
  trx: Db,
  actor: Actor,
  award: LockedAward,
  answer: AwardAnswer,
  note?: string,
): Promise<void> {
  const status = await followAwards(trx, award.requestId)
  const action = eventOf(answer)
  await recordEvent(trx, {
    actor,
    action,
    objectKind: 'request',
    objectId: award.requestId,
    changes: changesOf({ answer: [null, answer], status, ...(note && { note: [null, note] }) }),
  })
}

/**
 * The applicant accepts an award or declines it; declined, it is taken back and the next in the ranking is
 * proposed. It binds whoever asked, so only a representative answers.
 * @throws {ConflictError} where it was answered or taken back
 */
export async function answerAward(
  context: Context,
  person: Person,
  path: { id: string; award: string },
  answer: AwardAnswer,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    await lockToBind(trx, person.account.id, path.id)
    const award = await lockAward(trx, path.award, path.id)
    refuseAnswered(award)
    await keepAnswer(trx, award.id, answer)
    const actor = { id: person.account.id, role: 'applicant' }
    if (answer === 'declined')
      await freeAward(trx, award, { reason: 'declined', note: null, actNumber: null }, actor)
    await recordAnswer(trx, actor, award, answer)
    await tellHolder(trx, context, path.id, answeredAward(await spaceNames(trx, award), answer))
    const { number } = await trx('request').where({ id: path.id }).first('number')
    await tellDesk(trx, eventOf(answer), { objectKind: 'award', objectId: award.id, name: number })
  })
}

/** The office records an acceptance that came on paper or by certified mail. */
export async function acceptForThem(
  context: Context,
  person: Person,
  id: string,
  note: string,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const award = await lockAwardToDecide(trx, person.account.id, id)
    refuseAnswered(award)
    await keepAnswer(trx, id, 'accepted')
    await recordAnswer(trx, actorOf(person), award, 'accepted', note)
    await tellHolder(trx, context, award.requestId, answeredAward(await spaceNames(trx, award), 'accepted'))
  })
}

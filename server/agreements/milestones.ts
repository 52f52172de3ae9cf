import type { Person } from '../accounts/queries.ts'
import { lockToBind } from '../allocation/locking.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import { actorOf } from './awarding.ts'
import { missedMilestone, receivedReply } from './letters.ts'
import { lockAgreement, refuseOwn } from './locking.ts'
import { recordAgreement, refusedTerm } from './preparing.ts'
import { replyUntil } from './rules.ts'
import type { NewFact, NewMilestone } from './schema.ts'
import { tellDesk, tellHolder } from './telling.ts'

/** Puts down something promised by a day, and where it was promised. */
export async function addMilestone(
  { db }: Pick<Context, 'db'>,
  person: Person,
  agreementId: string,
  { kind, title, titleEn = null, target = null, unit = null, dueOn, source }: NewMilestone,
): Promise<void> {
  await db.transaction(async (trx) => {
    const agreement = await lockAgreement(trx, agreementId)
    await refuseOwn(trx, person.account.id, agreement.requestId)
    if (agreement.status === 'cancelled')
      throw new ConflictError('This agreement was cancelled.', '/problems/not-in-this-state')
    if (dueOn < agreement.from) throw refusedTerm('/dueOn', 'lies before the first day')
    await trx('milestone').insert({
      agreement_id: agreementId,
      kind,
      title: title.trim(),
      title_en: titleEn,
      target,
      unit,
      due_on: dueOn,
      source: source.trim(),
    })
    await recordAgreement(trx, actorOf(person), agreementId, 'addMilestone', {
      milestone: [null, title],
      dueOn: [null, dueOn],
    })
  })
}

/**
 * Keeps what was found about a milestone, with its day and its source. Of one that is not met the holder is told,
 * and has time to reply before it shows.
 * @returns the agreement it is of
 */
export async function recordFact(
  context: Context,
  person: Person,
  milestoneId: number,
  { met, value = null, observedOn, source, note = null }: NewFact,
): Promise<string> {
  return context.db.transaction(async (trx) => {
    const milestone = await trx('milestone')
      .where({ id: milestoneId })
      .first({ agreementId: 'agreement_id', title: 'title' })
    if (!milestone) throw new NotFoundError('There is no such milestone.')
    const agreement = await lockAgreement(trx, milestone.agreementId)
    await refuseOwn(trx, person.account.id, agreement.requestId)
    const now = await databaseNow(trx)
    if (observedOn > romeDate(now)) throw refusedTerm('/observedOn', 'lies in the future')
    await trx('milestone_fact').insert({
      milestone_id: milestoneId,
      met,
      value,
      observed_on: observedOn,
      source: source.trim(),
      note,
      entered_by: person.account.id,
      told_at: met ? null : now,
    })
    await recordAgreement(trx, actorOf(person), agreement.id, 'recordFact', {
      milestone: [null, milestone.title],
      met: [null, met],
      observedOn: [null, observedOn],
    })
    if (!met) {
      const until = romeDate(replyUntil(now, context.city.awards.replyDays))
      const telling = missedMilestone(agreement.number, milestone.title, source, until)
      await tellHolder(trx, context, agreement.requestId, telling, 'agreement')
    }
    return agreement.id
  })
}

/**
 * The holder replies to a finding that is not met, once and in time; the reply shows beside it.
 * @throws {ConflictError} where the time is over, or there is a reply
 */
export async function replyToFact(
  context: Context,
  person: Person,
  path: { id: string; agreement: string; fact: number },
  text: string,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    await lockToBind(trx, person.account.id, path.id)
    const agreement = await lockAgreement(trx, path.agreement, path.id)
    const fact = await trx({ f: 'milestone_fact' })
      .join({ m: 'milestone' }, 'm.id', 'f.milestone_id')
      .where({ 'f.id': path.fact, 'm.agreement_id': agreement.id })
      .whereNotNull('f.told_at')
      .first({ id: 'f.id', toldAt: 'f.told_at' })
    if (!fact) throw new NotFoundError('There is nothing to reply to.')
    if ((await databaseNow(trx)) > replyUntil(fact.toldAt, context.city.awards.replyDays))
      throw new ConflictError('The time to reply is over.', '/problems/reply-late')
    const [kept] = await trx('milestone_reply')
      .insert({ fact_id: fact.id, text: text.trim(), sent_by: person.account.id })
      .onConflict('fact_id')
      .ignore()
      .returning('id')
    if (!kept) throw new ConflictError('You have replied already.', '/problems/reply-sent')
    const actor = { id: person.account.id, role: 'applicant' }
    await recordAgreement(trx, actor, agreement.id, 'reply', { reply: [null, text] })
    await tellHolder(trx, context, path.id, receivedReply(agreement.number, text))
    const about = { objectKind: 'agreement', objectId: agreement.id, name: agreement.number } as const
    await tellDesk(trx, 'reply', about, person.account.id)
  })
}

import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { chargeRefusals } from './changing.ts'
import { lockPoint, refuse } from './locking.ts'
import { record } from './recording.ts'
import type { NewComment, OpinionAsked, OpinionGiven, Relation, RelationEnd } from './schema.ts'

/** Writes a comment beside a point, for the office alone. @throws {ConflictError} where its plan is not examined */
export async function addComment(
  { db }: Context,
  person: Person,
  id: number,
  { text }: NewComment,
): Promise<void> {
  await db.transaction(async (trx) => {
    refuse('change', chargeRefusals(await lockPoint(trx, id)))
    await trx('point_comment').insert({ point_id: id, text: text.trim(), written_by: person.account.id })
    await record(trx, person, ['point', id], 'commentPoint', { comment: [null, text.trim()] })
  })
}

/**
 * Says that a point goes with another of the same plan.
 * @throws {UnprocessableError} where there is no other of that number
 */
export async function relatePoint(
  { db }: Context,
  person: Person,
  id: number,
  { other, kind }: Relation,
): Promise<void> {
  await db.transaction(async (trx) => {
    const point = await lockPoint(trx, id)
    refuse('change', chargeRefusals(point))
    const [, number, position] = other.trim().match(/^(.+)\/(\d{1,6})$/) ?? []
    const found =
      number &&
      (await trx({ p: 'point' })
        .join({ s: 'submission' }, 's.id', 'p.submission_id')
        .where({ 's.number': number, 'p.position': Number(position), 'p.plan_id': point.planId })
        .whereNull('p.removed_at')
        .first('p.id'))
    if (!found || found.id === id)
      throw new UnprocessableError('There is no other point of that number.', '/problems/no-such-point')
    await trx('point_relation')
      .insert({ point_id: id, other_id: found.id, kind, made_by: person.account.id })
      .onConflict()
      .ignore()
    await record(trx, person, ['point', id], 'relatePoint', { relation: [null, { other, kind }] })
  })
}

/** Takes a relation back, from whichever of its two points. @throws {NotFoundError} where there is none */
export async function endRelation(
  { db }: Context,
  person: Person,
  id: number,
  { other, kind }: RelationEnd,
): Promise<void> {
  await db.transaction(async (trx) => {
    refuse('change', chargeRefusals(await lockPoint(trx, id)))
    const gone = await trx('point_relation')
      .where({ kind })
      .where((either) =>
        either.where({ point_id: id, other_id: other }).orWhere({ point_id: other, other_id: id }),
      )
      .delete()
    if (gone === 0) throw new NotFoundError('There is no such relation.')
    await record(trx, person, ['point', id], 'endRelation', { relation: [{ other, kind }, null] })
  })
}

/** Asks another office what it thinks of a point, with a day until when. */
export async function askOpinion(
  { db }: Context,
  person: Person,
  id: number,
  { office, question, dueOn }: OpinionAsked,
): Promise<void> {
  await db.transaction(async (trx) => {
    refuse('change', chargeRefusals(await lockPoint(trx, id)))
    await trx('office_opinion').insert({
      point_id: id,
      office: office.trim(),
      question: question.trim(),
      due_on: dueOn,
      asked_by: person.account.id,
    })
    await record(trx, person, ['point', id], 'askOpinion', {
      office: [null, office.trim()],
      question: [null, question.trim()],
      dueOn: [null, dueOn],
    })
  })
}

/**
 * Records what the other office answered, once.
 * @returns the id of its point
 * @throws {ConflictError} where its answer is recorded already
 */
export async function recordOpinion(
  { db }: Context,
  person: Person,
  opinionId: number,
  { answer, text }: OpinionGiven,
): Promise<number> {
  return db.transaction(async (trx) => {
    const opinion = await trx('office_opinion')
      .where({ id: opinionId })
      .first({ pointId: 'point_id', office: 'office' })
    if (!opinion) throw new NotFoundError('There is no such opinion.')
    refuse('change', chargeRefusals(await lockPoint(trx, opinion.pointId)))
    const written = await trx('office_opinion')
      .where({ id: opinionId })
      .whereNull('answer')
      .update({
        answer,
        answer_text: text.trim(),
        answered_at: trx.raw('clock_timestamp()'),
        answered_by: person.account.id,
      })
    if (written === 0) throw new ConflictError('It was answered already.', '/problems/opinion-answered')
    await record(trx, person, ['point', opinion.pointId], 'recordOpinion', {
      office: [null, opinion.office],
      answer: [null, answer],
      answerText: [null, text.trim()],
    })
    return opinion.pointId
  })
}

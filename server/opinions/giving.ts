import { randomUUID } from 'node:crypto'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { refuseFor, whether } from '../http/refusals.ts'
import { notify } from '../mail/news.ts'
import { recordDeed, refuseOtherDistrict } from './actors.ts'
import { isOverdue, opinionRefusalsOf } from './rules.ts'
import type { NewOpinion } from './schema.ts'
import { councilOf, sittingColumns } from './sittings.ts'
import { findSubject, findSubmission, type Subject } from './subject.ts'
import type { OpinionRefusal } from './words.ts'

const refused = '/problems/opinion'

const standingRefusals = ({ replaces }: NewOpinion, subject: Subject): OpinionRefusal[] => {
  const id = subject.standing?.id ?? null
  return replaces === null ? whether(id !== null, 'alreadyGiven') : whether(replaces !== id, 'otherStands')
}

interface Writing {
  given: NewOpinion
  subject: Subject
  submission: string | null
  today: string
}

async function insertOpinion(trx: Db, context: Context, person: Person, writing: Writing): Promise<string> {
  const { given, subject, submission, today } = writing
  const id = randomUUID()
  const isLate = subject.standing?.isLate ?? (subject.asked ? isOverdue(subject.asked.dueOn, today) : false)
  await trx('opinion').insert({
    id,
    asked_id: given.asked,
    district_code: given.district,
    title: subject.title,
    object_kind: subject.object_kind,
    space_id: subject.space_id,
    call_id: subject.call_id,
    plan_id: subject.plan_id,
    outcome: given.outcome,
    conditions: given.conditions?.trim() ?? null,
    text: given.text.trim(),
    ...sittingColumns(context, given.district, given.sitting),
    submission_id: submission,
    public_from: given.publicFrom ?? today,
    is_late: isLate,
    replaces_id: given.replaces,
    correction: given.replaces === null ? null : (given.correction?.trim() ?? null),
    given_by: person.account.id,
  })
  await recordDeed(
    trx,
    { person, permission: 'giveOpinions' },
    {
      action: given.replaces === null ? 'giveOpinion' : 'correctOpinion',
      objectKind: 'opinion',
      objectId: id,
      changed: {
        title: [null, subject.title],
        district: [null, given.district],
        outcome: [null, given.outcome],
        sitting: [null, given.sitting],
        publicFrom: [null, given.publicFrom ?? today],
        isLate: [null, isLate],
        ...(given.replaces !== null && {
          replaces: [null, given.replaces],
          correction: [null, given.correction?.trim() ?? null],
        }),
      },
    },
  )
  return id
}

/**
 * Gives the opinion of a Municipio, asked for or not; one that stood is replaced where this one corrects it. Members in
 * office and quorum are kept with it as they are today.
 * @returns its id
 * @throws {ConflictError} naming every reason it cannot be given
 * @throws {NotFoundError} where the person does not write for the Municipio, or it was not asked
 */
export async function giveOpinion(context: Context, person: Person, given: NewOpinion): Promise<string> {
  refuseOtherDistrict(person, given.district)
  return context.db.transaction(async (trx) => {
    const today = romeDate(await databaseNow(trx))
    const subject = await findSubject(trx, given)
    const submission = await findSubmission(trx, subject, given.submissionNumber)
    refuseFor(
      [
        ...opinionRefusalsOf(given, councilOf(context, given.district), today),
        ...standingRefusals(given, subject),
        ...whether(subject.asked?.withdrawn ?? false, 'withdrawn'),
        ...whether(given.submissionNumber !== null && subject.plan_id === null, 'submissionNeedsPlan'),
        ...whether(subject.plan_id !== null && submission === undefined, 'submissionUnknown'),
      ],
      refused,
      'The opinion cannot be given like this',
    )
    const id = await insertOpinion(trx, context, person, {
      given,
      subject,
      submission: submission ?? null,
      today,
    })
    if (subject.asked)
      await notify(trx, [subject.asked.askedBy], {
        kind: 'desk.opinionGiven',
        objectKind: 'opinion',
        objectId: id,
        facts: { title: subject.title, district: given.district },
      })
    return id
  })
}

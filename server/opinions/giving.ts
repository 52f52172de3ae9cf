import { randomUUID } from 'node:crypto'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { refuseFor, whether } from '../http/refusals.ts'
import { notify } from '../mail/news.ts'
import { recordDeed, refuseOtherDistrict } from './actors.ts'
import { findObject, isPublicObject, type ObjectRow } from './objects.ts'
import { isOverdue, membersOf, opinionRefusalsOf, quorumOf, type SittingGiven } from './rules.ts'
import type { NewOpinion } from './schema.ts'
import { opinionStands } from './sql.ts'
import type { OpinionRefusal } from './words.ts'

const refused = '/problems/opinion'

/** What was asked, as it stands while it is locked. */
interface Asked extends ObjectRow {
  title: string
  dueOn: string
  askedBy: string
  withdrawn: boolean
  /** The opinion that stands, and whether it was late. */
  standing: { id: string; isLate: boolean } | null
}

const standing = (
  condition: string,
) => `(SELECT json_build_object('id', o.id, 'isLate', o.is_late) FROM opinion o
  WHERE ${condition} AND NOT EXISTS (SELECT FROM opinion n WHERE n.replaces_id = o.id))`

/** @throws {NotFoundError} where the Municipio was not asked this */
async function lockAsked(trx: Db, id: string, district: string): Promise<Asked> {
  const held = await trx('opinion_asked').where({ id, district_code: district }).forUpdate().first('id')
  if (!held) throw new NotFoundError('There is nothing like this in your Municipio.')
  return trx({ a: 'opinion_asked' })
    .join({ r: 'opinion_request' }, 'r.id', 'a.request_id')
    .where({ 'a.id': id })
    .first({
      object_kind: 'r.object_kind',
      space_id: 'r.space_id',
      call_id: 'r.call_id',
      plan_id: 'r.plan_id',
      title: 'r.title',
      dueOn: trx.raw("to_char(r.due_on, 'YYYY-MM-DD')"),
      askedBy: 'r.asked_by',
      withdrawn: trx.raw('r.withdrawn_at IS NOT NULL'),
      standing: trx.raw(standing('o.asked_id = a.id')),
    })
}

interface Subject extends ObjectRow {
  title: string
  asked: Asked | null
  standing: Asked['standing']
}

/** What an opinion that nobody asked for is about: its own words, or those of the one it corrects. */
async function findUnasked(trx: Db, given: NewOpinion): Promise<Subject> {
  if (given.replaces !== null) {
    const before = await trx({ o: 'opinion' })
      .where({ 'o.id': given.replaces, 'o.district_code': given.district })
      .whereNull('o.asked_id')
      .forUpdate()
      .first('object_kind', 'space_id', 'call_id', 'plan_id', 'title')
    if (!before) throw new NotFoundError('There is nothing like this in your Municipio.')
    const found = await trx.first<{ standing: Asked['standing'] }>(
      trx.raw(`${standing('o.id = ?')} AS standing`, [given.replaces]),
    )
    return { ...before, asked: null, standing: found?.standing ?? { id: '', isLate: false } }
  }
  const found = given.object && (await findObject(trx, given.object))
  // Of what is still prepared or hidden a Municipio knows only what it is asked.
  const object = found && (await isPublicObject(trx, found)) ? found : null
  if (!object || !given.title)
    throw new UnprocessableError('Say what the opinion is about.', '/problems/opinion-about', [
      { pointer: object ? '/title' : '/object', detail: 'missing' },
    ])
  const subject = { ...object, title: given.title.trim(), asked: null }
  return { ...subject, standing: await findSame(trx, given, subject) }
}

/** The same words of the same Municipio about the same thing, as of a form that was sent twice. */
async function findSame(
  trx: Db,
  { district, text }: NewOpinion,
  { asked: _, ...subject }: ObjectRow & { title: string; asked: null },
): Promise<Asked['standing']> {
  // The row of the Municipio puts two that come at once in order.
  await trx('district').where({ code: district }).forNoKeyUpdate().select('id')
  const same = await trx({ o: 'opinion' })
    .where({ ...subject, district_code: district, text: text.trim() })
    .whereNull('o.asked_id')
    .whereRaw(opinionStands.city)
    .first({ id: 'o.id', isLate: 'o.is_late' })
  return same ?? null
}

async function findSubject(trx: Db, given: NewOpinion): Promise<Subject> {
  if (given.asked === null) return findUnasked(trx, given)
  const asked = await lockAsked(trx, given.asked, given.district)
  const { object_kind, space_id, call_id, plan_id, title } = asked
  return { object_kind, space_id, call_id, plan_id, title, asked, standing: asked.standing }
}

/** The entry of the same opinion in the register of the plan; undefined where there is none of this number. */
async function findSubmission(
  trx: Db,
  { plan_id }: Subject,
  number: string | null,
): Promise<string | null | undefined> {
  if (number === null) return null
  const row = await trx('submission').where({ plan_id, number: number.trim(), kind: 'opinion' }).first('id')
  return row?.id
}

const columnsOfSitting = (sitting: SittingGiven | null, council: { members: number; quorum: number }) =>
  sitting && {
    held_on: sitting.heldOn,
    in_favour: sitting.inFavour,
    against: sitting.against,
    abstained: sitting.abstained,
    not_voting: sitting.notVoting,
    act_number: sitting.actNumber.trim(),
    ...council,
  }

/** Columns of a sitting with the members in office and the quorum of the day it is recorded: they stay as they are. */
export const sittingColumns = (
  { city }: Pick<Context, 'city'>,
  district: string,
  sitting: SittingGiven | null,
) => columnsOfSitting(sitting, councilOf({ city }, district))

/** Members in office in a Municipio, and how many make a sitting valid. */
export function councilOf({ city }: Pick<Context, 'city'>, district: string) {
  const members = membersOf(city.councils, district)
  return { members, quorum: quorumOf(city.councils, members) }
}

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

import type { Db } from '../db/index.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { findObject, isPublicObject, type ObjectRow } from './objects.ts'
import type { NewOpinion } from './schema.ts'
import { opinionStands } from './sql.ts'

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

/** What an opinion is about, and the one that stands already. */
export interface Subject extends ObjectRow {
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

/**
 * What an opinion is about, held until it is given: what was asked, the one it corrects, or a thing of its own.
 * @throws {NotFoundError} where the Municipio was not asked, or has no such opinion to correct
 * @throws {UnprocessableError} where it does not say what it is about
 */
export async function findSubject(trx: Db, given: NewOpinion): Promise<Subject> {
  if (given.asked === null) return findUnasked(trx, given)
  const asked = await lockAsked(trx, given.asked, given.district)
  const { object_kind, space_id, call_id, plan_id, title } = asked
  return { object_kind, space_id, call_id, plan_id, title, asked, standing: asked.standing }
}

/** The entry of the same opinion in the register of the plan; undefined where there is none of this number. */
export async function findSubmission(
  trx: Db,
  { plan_id }: Subject,
  number: string | null,
): Promise<string | null | undefined> {
  if (number === null) return null
  const row = await trx('submission').where({ plan_id, number: number.trim(), kind: 'opinion' }).first('id')
  return row?.id
}

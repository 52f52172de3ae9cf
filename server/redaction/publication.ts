import type { Db } from '../db/index.ts'
import { whether } from '../http/refusals.ts'
import { addressOf, isExaminable, isNamed } from '../observations/sql.ts'
import { countedPoints, provisionOf, reference } from '../points/sql.ts'
import { readCopies } from './copies.ts'
import { findPlan, type RedactedPlan } from './plan.ts'
import type { Preview, PreviewQuery, Publication } from './schema.ts'
import { reasons, replyState, textState } from './sql.ts'
import type { CopyPart, PublicationRefusal } from './words.ts'

/** Submissions whose answers can be read once the register is public. */
export const answeredRows = (db: Db, planId: number) =>
  db({ s: 'submission' })
    .leftJoin({ a: 'account' }, 'a.id', 's.account_id')
    .where({ 's.plan_id': planId, 's.status': 'decided' })
    .whereRaw(isExaminable)

/** Why a register is not published; empty where it can be. */
function refusalsOf(plan: RedactedPlan, { text, reply }: Pick<Publication, CopyPart>): PublicationRefusal[] {
  if (plan.publishedAt) return ['published']
  return [
    ...whether(plan.publicFrom === null, 'notPublic'),
    ...whether(!['approved', 'inForce'].includes(plan.status), 'notApproved'),
    ...whether(text.total === 0, 'noPoints'),
    ...whether(text.signed < text.total, 'textsOpen'),
    ...whether(reply.signed < reply.total, 'repliesOpen'),
  ]
}

/** As many of each part are named. */
const firstShown = 10

/** How far a plan is from the publication of its register. @throws {NotFoundError} where there is none */
export async function readPublication(db: Db, code: string, accountId: string): Promise<Publication> {
  const plan = await findPlan(db, code)
  const page = { limit: firstShown, offset: 0 }
  const { counts, items } = await readCopies(db, { planId: plan.id, accountId }, { open: true }, page)
  const told = await answeredRows(db, plan.id).first(
    db.raw(`count(${addressOf})::integer AS letters, count(*)::integer AS submissions`),
  )
  const { publishedAt, title, status, version } = plan
  return {
    code,
    title,
    status,
    version,
    publishedAt: publishedAt?.toISOString() ?? null,
    ...counts,
    refusals: refusalsOf(plan, counts),
    first: items,
    letters: told.letters,
    unreachable: told.submissions - told.letters,
  }
}

const ifSigned = (column: string) => `CASE WHEN ${textState} = 'signed' THEN ${column} END`
const nearEnough = (column: string) =>
  `CASE WHEN ${textState} = 'signed' AND t.place <> 'hidden' THEN ${column} END`

const previewColumns = (db: Db) => ({
  reference: db.raw(reference),
  kind: 's.kind',
  body: db.raw(`CASE WHEN ${isNamed} THEN s.submitter ->> 'name' END`),
  themes: db.raw(`coalesce((SELECT json_agg(th.title ORDER BY th.position, th.id) FROM point_theme pt
    JOIN plan_theme th ON th.id = pt.theme_id WHERE pt.point_id = p.id), '[]')`),
  provision: db.raw(provisionOf('p')),
  synthesis: db.raw(ifSigned('t.synthesis')),
  text: db.raw(ifSigned('t.text')),
  place: db.raw(ifSigned('t.place')),
  neighbourhood: db.raw(nearEnough('n.name')),
  district: db.raw(nearEnough('di.code')),
  outcome: db.raw("CASE WHEN p.stage = 'council' THEN p.outcome END"),
  reply: db.raw(`CASE WHEN ${replyState} = 'signed' THEN r.text END`),
})

/** Points of a plan as the public will read them: of what is not signed no word. */
export async function readPreview(
  db: Db,
  code: string,
  { limit = 20, offset = 0 }: PreviewQuery,
): Promise<Preview> {
  const { id: planId } = await findPlan(db, code)
  const { total } = await countedPoints(db, planId).first(db.raw('count(*)::integer AS total'))
  const ids: number[] = await countedPoints(db, planId)
    .orderBy(['s.received_at', 's.id', 'p.position'])
    .limit(limit)
    .offset(offset)
    .pluck('p.id')
  const items = await db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .leftJoin({ t: 'public_text' }, (join) => join.on('t.point_id', 'p.id').andOnNull('t.replaced_at'))
    .joinRaw(`LEFT JOIN ${reasons} d ON d.point_id = p.id`)
    .leftJoin({ r: 'public_reply' }, (join) => join.on('r.decision_id', 'd.id').andOnNull('r.replaced_at'))
    .leftJoin({ di: 'district' }, 'di.id', 'p.district_id')
    .leftJoin({ n: 'neighbourhood' }, 'n.id', 'p.neighbourhood_id')
    .whereIn('p.id', ids)
    .orderByRaw('array_position(?::integer[], p.id)', [ids])
    .select(previewColumns(db))
  return { total, items }
}

import type { Geometry } from 'geojson'
import { addDays, romeInstant } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { holdPlan, type WrittenPlan } from '../observations/locking.ts'
import { type Receiving, receive } from '../observations/receiving.ts'
import type { SubmissionContent } from '../observations/schema.ts'
import type { Demo } from './load.ts'
import type { DemoPeople } from './people.ts'
import type { InsertedPlan } from './plan.ts'
import type { DemoPlace, DemoPlan, DemoPoint, DemoSubmission } from './planFiles.ts'

/** No letter of the demonstration leaves; the numbers of the protocol are counted here, or awaited. */
const config = { protocol: undefined, demo: true, publicUrl: 'https://demo.invalid' }
const awaited: Receiving['config'] = { ...config, protocol: { url: config.publicUrl, token: undefined } }

/** Where the things of the demonstration are, by the codes of spaces. */
export type Shapes = Map<string, Geometry>

/** The shapes of the spaces that points are about. */
export async function readShapes(trx: Db, plans: readonly DemoPlan[]): Promise<Shapes> {
  const codes = plans.flatMap(({ submissions }) =>
    submissions.flatMap(({ points }) =>
      points.flatMap(({ place }) => (place && 'space' in place ? place.space : [])),
    ),
  )
  const rows = await trx('space')
    .whereIn('code', codes)
    .select('code', { shape: trx.raw('ST_AsGeoJSON(geom)') })
  return new Map(rows.map(({ code, shape }) => [code, JSON.parse(shape)]))
}

const metresPerDegree = 111_320

/** The shape of a place: of a square, round its middle. */
export function shapeOf(place: DemoPlace, shapes: Shapes): Geometry {
  if ('space' in place) {
    const shape = shapes.get(place.space)
    if (!shape) throw new Error(`the demonstration has no space ${place.space} with a place`)
    return shape
  }
  const [lon, lat] = place.at
  if (!place.metres) return { type: 'Point', coordinates: [lon, lat] }
  const north = place.metres / 2 / metresPerDegree
  const east = north / Math.cos((lat * Math.PI) / 180)
  const corner = (x: number, y: number) => [lon + x * east, lat + y * north]
  const ring = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]
  return { type: 'Polygon', coordinates: [ring] }
}

type Target = SubmissionContent['targets'][number]

const targetOf = (point: DemoPoint, inserted: InsertedPlan, shapes: Shapes): Target => ({
  ...aimOf(point, inserted, shapes),
  ...(point.prescription && { prescription: true }),
})

function aimOf(point: DemoPoint, { articles, sheets }: InsertedPlan, shapes: Shapes): Target {
  const { text, place, article, sheet, paragraph = null, letter = null, parcels = [] } = point
  if (place)
    return {
      kind: 'place',
      text,
      parcels,
      geometry: shapeOf(place, shapes) as NonNullable<Target['geometry']>,
    }
  if (article) return { kind: 'article', text, articleId: articles.get(article) ?? null, paragraph, letter }
  if (sheet) return { kind: 'sheet', text, sheetId: sheets.get(sheet) ?? null }
  return { kind: 'plan', text }
}

/** When it came: in the days after its window opened, at some hour of the day. */
function receivedAt(
  { initiated, opens, closes }: InsertedPlan['days'],
  given: DemoSubmission,
  at: number,
): Date {
  const hour = `${String(9 + (at % 9)).padStart(2, '0')}:${String((at * 17) % 60).padStart(2, '0')}`
  if (given.late) return romeInstant(addDays(closes, 1), hour)
  return romeInstant(addDays(given.kind === 'proposal' ? addDays(initiated, 10) : opens, given.day), hour)
}

/** Puts one where it stands, if that is not where its points are. */
async function move(trx: Db, id: string, { state, why, into }: DemoSubmission, ids: Map<string, string>) {
  const moved: Record<string, object> = {
    admissible: { status: 'admissible' },
    inadmissible: { status: 'inadmissible', inadmissible_reason: why },
    withdrawn: { status: 'withdrawn', withdrawn_at: trx.raw("received_at + interval '2 days'") },
    merged: { status: 'merged', merged_into: ids.get(into ?? ''), merged_reason: why },
  }
  const columns = moved[state ?? '']
  if (columns) await trx('submission').where({ id }).update(columns)
}

/** What each part of a plan of the demonstration is made from. */
export interface PlanParts {
  demo: Demo
  people: DemoPeople
  plan: DemoPlan
  inserted: InsertedPlan
  shapes: Shapes
}

function contentOf(given: DemoSubmission, inserted: InsertedPlan, shapes: Shapes): SubmissionContent {
  const { kind = 'observation', opinionOutcome, by, from, privateReasons = null, points } = given
  const targets = points.map((point) => targetOf(point, inserted, shapes))
  const opinion = opinionOutcome && { opinionOutcome }
  return { kind, ...opinion, submitterKind: by, submitter: from, targets, privateReasons }
}

/** Inserts one as the form or the desk begins it, and receives it, unless it is a draft still. */
async function insertOne(
  trx: Db,
  { people, inserted, shapes }: PlanParts,
  held: WrittenPlan,
  { given, at }: { given: DemoSubmission; at: Date },
): Promise<string> {
  const { channel = 'online', state } = given
  const content = contentOf(given, inserted, shapes)
  const account = given.ofApplicant ? people.applicant : people.others
  const isOnline = channel === 'online'
  const [{ id }] = await trx('submission')
    .insert({
      plan_id: inserted.id,
      kind: content.kind,
      channel,
      submitter_kind: given.by,
      draft: JSON.stringify(content),
      account_id: isOnline ? account : null,
      entered_by: isOnline ? null : people.planner,
      entered_at: isOnline ? null : at,
      created_at: at,
      updated_at: at,
    })
    .returning('id')
  if (state === 'draft') return id
  const plan = content.kind === 'proposal' ? ({ ...held, status: 'initiated' } as const) : held
  const actor = isOnline ? { id: account, role: 'applicant' } : { id: people.planner, role: 'planner' }
  const arrival = { id, plan, channel, content, receivedAt: at, now: at, actor, addressee: null }
  await receive(trx, { config: state === 'submitted' ? awaited : config }, arrival)
  return id
}

/**
 * Receives what was written to a plan in the order in which it came, as the program does; returns the ids in the
 * order of the file.
 */
export async function insertSubmissions(trx: Db, parts: PlanParts): Promise<string[]> {
  const { plan, inserted, people } = parts
  const held = await holdPlan(trx, inserted.id)
  const ids: string[] = []
  const ofName = new Map<string, string>()
  const arrivals = plan.submissions
    .map((given, place) => ({ given, place, at: receivedAt(inserted.days, given, place) }))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
  for (const { given, place, at } of arrivals) {
    const id = await insertOne(trx, parts, held, { given, at })
    ids[place] = id
    await move(trx, id, given, ofName)
    if (given.from.name) ofName.set(given.from.name, ofName.get(given.from.name) ?? id)
  }
  if (plan.lateAct) await insertLateAct(trx, plan.lateAct, inserted, people.planningHead)
  return ids
}

async function insertLateAct(
  trx: Db,
  { examined, number, reason }: NonNullable<DemoPlan['lateAct']>,
  { id, days }: InsertedPlan,
  head: string,
) {
  const day = addDays(days.closes, 10)
  const [act] = await trx('late_act')
    .insert({
      plan_id: id,
      examined,
      reason,
      act_number: number,
      act_date: day,
      made_by: head,
      made_at: romeInstant(day, '10:00'),
    })
    .returning('id')
  await trx('submission').where({ plan_id: id, is_late: true }).update({ late_act: act.id })
}

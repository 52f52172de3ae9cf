import { demoAccount } from '../../server/accounts/demoPeople.ts'
import type { Db } from '../../server/db/index.ts'
import type { MadePoint, MadeSubmission } from './observationData.ts'
import { planParts } from './observationData.ts'

/** The plan that was filled. */
export interface Filled {
  planId: number
  code: string
  plannerId: string
}

const code = 'PGT-MISURE'
const atATime = 250
const examiners = 12
/** What stands between the points of a submission. */
const between = '\n\n'

const numbered = <Row>(count: number, row: (at: number) => Row): Row[] =>
  Array.from({ length: count }, (_, at) => row(at))

async function insertPlan(db: Db) {
  const [plan] = await db('plan')
    .insert({
      code,
      title: 'Piano per le misure',
      kind: 'plan',
      status: 'examining',
      office: 'Pianificazione',
      office_phone: '02 0202',
      office_hours: '9-12',
      public_from: db.raw("clock_timestamp() - interval '200 days'"),
      example: true,
    })
    .returning('id')
  const idsOf = async (table: string, rows: object[]): Promise<number[]> =>
    (await db(table).insert(rows).returning('id')).map(({ id }) => id)
  await db('plan_window').insert({
    plan_id: plan.id,
    kind: 'observation',
    opens_at: db.raw("clock_timestamp() - interval '90 days'"),
    closes_at: db.raw("clock_timestamp() - interval '60 days'"),
  })
  const documents = await idsOf(
    'plan_document',
    ['DdP', 'PdS', 'PdR'].map((name, at) => ({
      plan_id: plan.id,
      code: name,
      title: name,
      version_name: 'adottata',
      position: at + 1,
    })),
  )
  const documentAt = (at: number) => documents[at % documents.length]
  const articles = await idsOf(
    'plan_article',
    numbered(planParts.articles, (at) => ({
      document_id: documentAt(at),
      number: String(at + 1),
      title: `Articolo ${at + 1}`,
      position: at + 1,
    })),
  )
  const sheets = await idsOf(
    'plan_sheet',
    numbered(planParts.sheets, (at) => ({
      document_id: documentAt(at),
      code: `T.${at + 1}`,
      title: `Tavola ${at + 1}`,
    })),
  )
  const roots = await idsOf(
    'plan_theme',
    numbered(4, (at) => ({ plan_id: plan.id, code: `tema-${at}`, title: `Tema ${at}`, position: at })),
  )
  const themes = await idsOf(
    'plan_theme',
    numbered(planParts.themes, (at) => ({
      plan_id: plan.id,
      parent_id: roots[at % roots.length],
      code: at === 0 ? 'manufacturing' : `voce-${at}`,
      title: `Voce ${at}`,
      position: at + 10,
    })),
  )
  const places = await idsOf(
    'workflow_place',
    ['draft', 'technical', 'legal', 'editing', 'complete'].map((name, at) => ({
      plan_id: plan.id,
      code: name,
      title: name,
      position: at + 1,
      solved: name === 'complete',
    })),
  )
  return { planId: plan.id as number, articles, sheets, themes, places }
}

type Parts = Awaited<ReturnType<typeof insertPlan>>

const insertSubmissions = `
  INSERT INTO submission (plan_id, number, kind, status, submitter_kind, submitter, text, content_hash, received_at,
    account_id)
  SELECT :plan, d.number, 'observation', 'split', 'citizen', jsonb_build_object('name', d.name), d.text,
    encode(sha256(convert_to(d.text, 'UTF8')), 'hex'), clock_timestamp() - interval '89 days' + d.at * interval '8 minutes',
    :account
  FROM jsonb_to_recordset(:rows::jsonb) AS d (at integer, number text, name text, text text)
  ORDER BY d.at RETURNING id`

const shape = `CASE
  WHEN d.target <> 'place' THEN NULL
  WHEN d.metres = 0 THEN ST_SetSRID(ST_MakePoint(d.lon, d.lat), 4326)
  ELSE ST_SetSRID(ST_Expand(ST_MakePoint(d.lon, d.lat), d.metres / 222640.0), 4326) END`

const insertPoints = `
  INSERT INTO point (submission_id, plan_id, position, text, span_start, span_end, synthesis, target, article_id,
    sheet_id, geom, assignee_id, workflow_place_id, group_id, due_on, made_by)
  SELECT d.submission, :plan, d.position, d.text, d.start, d.start + char_length(d.text), left(d.text, 90), d.target,
    d.article, d.sheet, ${shape}, d.assignee, d.place, d.in_group, current_date + (d.at % 40) - 8, :account
  FROM jsonb_to_recordset(:rows::jsonb) AS d (at integer, submission uuid, position integer, text text, start integer,
    target text, article integer, sheet integer, lon float8, lat float8, metres float8, assignee uuid, place integer,
    in_group integer)
  ORDER BY d.at RETURNING id`

async function insertExaminers(db: Db): Promise<string[]> {
  const rows = numbered(examiners - 1, (at) => ({
    name: `Istruttore ${at}`,
    email: `istruttore-${at}@example.org`,
    password_hash: 'none',
  }))
  const made = await db('account').insert(rows).returning('id')
  return [await demoAccount(db, 'planner'), ...made.map(({ id }) => id)]
}

/** Every second campaign has been confirmed as a group; the others wait to be found. */
async function insertGroups(
  db: Db,
  planId: number,
  campaigns: number,
  madeBy: string,
): Promise<Map<number, number>> {
  const confirmed = numbered(campaigns, (at) => at).filter((at) => at % 2 === 0)
  const rows = confirmed.map((at) => ({ plan_id: planId, title: `Campagna ${at}`, made_by: madeBy }))
  const made = await db('point_group').insert(rows).returning('id')
  return new Map(confirmed.map((campaign, at) => [campaign, made[at].id]))
}

interface Placed extends MadePoint {
  at: number
  submission: string
  position: number
  start: number
}

const pointRow = (
  point: Placed,
  { articles, sheets, places }: Parts,
  people: string[],
  groups: Map<number, number>,
) => ({
  at: point.at,
  submission: point.submission,
  position: point.position,
  text: point.text,
  start: point.start,
  target: point.target,
  article: point.target === 'article' ? articles[point.article] : null,
  sheet: point.target === 'sheet' ? sheets[point.sheet] : null,
  ...point.place,
  assignee: point.at % 5 === 0 ? null : people[point.at % people.length],
  place: places[(point.at * 7) % places.length],
  in_group: point.campaign === null ? null : (groups.get(point.campaign) ?? null),
})

const outcomeOf = (id: string) =>
  `(ARRAY['accepted', 'partlyAccepted', 'rejected', 'notPertinent'])[${id} % 4 + 1]`

/** Every second group and every second point that is no twin has a technical proposal. */
async function insertDecisions(db: Db, planId: number, by: string, alone: readonly number[]) {
  const into = 'INSERT INTO decision (point_id, group_id, stage, outcome, reason, decided_on, decided_by)'
  const rest = (id: string) =>
    `'technical', ${outcomeOf(id)}, 'Motivazione inventata, diversa per ciascuno: ' || ${id}, current_date - 5, :by`
  await db.raw(
    `${into} SELECT NULL, g.id, ${rest('g.id')} FROM point_group g WHERE g.plan_id = :planId AND g.id % 2 = 0`,
    { planId, by },
  )
  await db.raw(
    `${into} SELECT p.id, NULL, ${rest('p.id')} FROM point p WHERE p.id = ANY(:alone) AND p.id % 2 = 0`,
    { by, alone: [...alone] },
  )
}

/** Writes some submissions, and returns their ids in order. */
async function writeSubmissions(
  db: Db,
  planId: number,
  account: string,
  some: readonly MadeSubmission[],
  from: number,
) {
  const rows = some.map(({ name, points }, at) => ({
    at: from + at,
    number: `O-2026-${String(from + at + 1).padStart(6, '0')}`,
    name,
    text: points.map(({ text }) => text).join(between),
  }))
  const written = await db.raw<{ rows: { id: string }[] }>(insertSubmissions, {
    plan: planId,
    account,
    rows: JSON.stringify(rows),
  })
  return written.rows.map(({ id }) => id)
}

/** The points of some submissions with where each stands in the text of its own. */
function placedPoints(some: readonly MadeSubmission[], ids: readonly string[], first: number): Placed[] {
  let at = first
  return some.flatMap(({ points }, index) => {
    let start = 0
    return points.map((point, place) => {
      const placed = { ...point, at, submission: ids[index] ?? '', position: place + 1, start }
      start += [...point.text].length + between.length
      at += 1
      return placed
    })
  })
}

/**
 * Writes what was made into a plan that is examined: split, shared among twelve, half of the campaigns confirmed as
 * groups, half of what is no twin decided.
 */
export async function fillPlan(db: Db, submissions: readonly MadeSubmission[]): Promise<Filled> {
  const author = await demoAccount(db, 'applicant')
  const people = await insertExaminers(db)
  const [plannerId = ''] = people
  const parts = await insertPlan(db)
  const campaigns = submissions.flatMap(({ points }) => points.map(({ campaign }) => campaign ?? -1))
  const groups = await insertGroups(db, parts.planId, Math.max(...campaigns) + 1, plannerId)
  const alone: number[] = []
  let written = 0
  for (let from = 0; from < submissions.length; from += atATime) {
    const some = submissions.slice(from, from + atATime)
    const points = placedPoints(some, await writeSubmissions(db, parts.planId, author, some, from), written)
    written += points.length
    const { rows } = await db.raw<{ rows: { id: number }[] }>(insertPoints, {
      plan: parts.planId,
      account: plannerId,
      rows: JSON.stringify(points.map((point) => pointRow(point, parts, people, groups))),
    })
    alone.push(...rows.flatMap(({ id }, at) => (points[at]?.campaign === null ? id : [])))
    const themes = points.flatMap((point, at) =>
      [...new Set(point.themes)].map((theme) => ({ point_id: rows[at]?.id, theme_id: parts.themes[theme] })),
    )
    await db('point_theme').insert(themes)
  }
  await insertDecisions(db, parts.planId, plannerId, alone)
  await db.raw('VACUUM ANALYZE')
  return { planId: parts.planId, code, plannerId }
}

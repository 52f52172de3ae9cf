import { listPublicAgreements } from '../agreements/publicReading.ts'
import type { Milestone, PublicAgreement } from '../agreements/schema.ts'
import { addDays } from '../city/rules.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { lastDayOf } from '../plans/calendar.ts'
import { type DayRow, dayColumns, planDays, readWindows } from '../plans/days.ts'
import { byUrgency, promiseState } from './rules.ts'
import type { DistrictPromise, PromiseState } from './schema.ts'

interface Here {
  id: number
  number: string
  today: string
}

/** A finding that is not met shows only when the time to reply is over; until then the light is amber. */
const stateOfLight: Partial<Record<Milestone['light'], PromiseState>> = {
  red: 'late',
  green: 'kept',
  grey: 'notDue',
}

function ofMilestone(
  agreement: PublicAgreement,
  milestone: Milestone,
  { number, today }: Pick<Here, 'number' | 'today'>,
): DistrictPromise {
  const { id, title, titleEn, dueOn, light, facts, source } = milestone
  const space = agreement.spaces.find(({ district }) => district === number)
  const where = space?.name ?? space?.code
  const doneOn = light === 'green' ? (facts.findLast(({ met }) => met)?.observedOn ?? dueOn) : null
  const went = promiseState(dueOn, doneOn, today)
  const overdue: PromiseState = today > dueOn ? 'unverified' : 'notDue'
  return {
    id: `milestone-${id}`,
    kind: 'milestone',
    title: where ? `${title}, ${where}` : title,
    titleEn: titleEn && where ? `${titleEn}, ${where}` : titleEn,
    who: agreement.holder,
    dueOn,
    state: stateOfLight[light] ?? overdue,
    doneOn,
    days: went.days,
    source: `${agreement.number}, ${source}`,
    href: `/agreements?space=${encodeURIComponent(space?.code ?? '')}`,
  }
}

async function readMilestonesHere(context: Context, here: Here): Promise<DistrictPromise[]> {
  const { items } = await listPublicAgreements(context.db, context, { district: here.number, limit: 100_000 })
  return items.flatMap((agreement) =>
    agreement.milestones.map((milestone) => ofMilestone(agreement, milestone, here)),
  )
}

interface CallRow {
  code: string
  title: string
  titleEn: string | null
  office: string
  opensOn: string
  promisedOn: string
  isOpen: boolean
}

/** SQL: calls announced before they opened, with the day first announced; those of the last two years. */
const announcedCalls = `
  SELECT c.code, c.title, c.title_en AS "titleEn", c.office, z.opens::text AS "opensOn",
    c.opens_at <= clock_timestamp() AS "isOpen",
    coalesce((SELECT left(v.content ->> 'opensAt', 10) FROM call_version v WHERE v.call_id = c.id
      ORDER BY v.number LIMIT 1), z.opens::text) AS "promisedOn"
  FROM call c CROSS JOIN LATERAL (SELECT (c.opens_at AT TIME ZONE 'Europe/Rome')::date AS opens) z
  WHERE c.status NOT IN ('draft', 'revoked') AND c.published_at < c.opens_at
    AND c.opens_at > clock_timestamp() - interval '2 years'
    AND EXISTS (SELECT FROM lot l JOIN lot_space ls ON ls.lot_id = l.id JOIN published_space s ON s.id = ls.space_id
      WHERE l.call_id = c.id AND s.district_id = ?)`

async function readOpenings(db: Db, { id, today }: Here): Promise<DistrictPromise[]> {
  const { rows } = await db.raw<{ rows: CallRow[] }>(announcedCalls, [id])
  return rows.map(({ code, title, titleEn, office, opensOn, promisedOn, isOpen }) => ({
    id: `call-${code}`,
    kind: 'callOpening',
    title,
    titleEn,
    who: office,
    dueOn: promisedOn,
    ...promiseState(promisedOn, isOpen ? opensOn : null, today),
    doneOn: isOpen ? opensOn : null,
    source: code,
    href: `/calls/${encodeURIComponent(code)}`,
  }))
}

interface ReleasedRow {
  code: string
  name: string
  releasedOn: string
  checkedOn: string | null
}

/** SQL: spaces released in the last two years, or still so, and when they were next surveyed or moved on. */
const releasedSpaces = `
  SELECT s.code, coalesce(s.name, n.name, s.code) AS name, h.happened_on::text AS "releasedOn",
    least(CASE WHEN s.surveyed_on >= h.happened_on THEN s.surveyed_on END,
      (SELECT min(x.happened_on) FROM space_history x
        WHERE x.space_id = h.space_id AND (x.happened_on, x.id) > (h.happened_on, h.id)))::text AS "checkedOn"
  FROM published_space s
  JOIN space_history h ON h.space_id = s.id AND h.status = 'released'
  LEFT JOIN neighbourhood n ON n.id = s.neighbourhood_id
  WHERE s.district_id = ? AND h.happened_on <= ?::date AND (h.happened_on > (?::date - interval '2 years')
    OR (s.status = 'released' AND NOT EXISTS (SELECT FROM space_history y
      WHERE y.space_id = h.space_id AND (y.happened_on, y.id) > (h.happened_on, h.id))))`

async function readChecks(context: Context, { id, today }: Here): Promise<DistrictPromise[]> {
  const { db, city } = context
  const days = city.awards.releasedCheckDays
  if (days === undefined) return []
  const { rows } = await db.raw<{ rows: ReleasedRow[] }>(releasedSpaces, [id, today, today])
  return rows.map(({ code, name, releasedOn, checkedOn }) => {
    const dueOn = addDays(releasedOn, days)
    return {
      id: `released-${code}-${releasedOn}`,
      kind: 'releasedCheck',
      title: name,
      titleEn: null,
      who: city.office.name,
      dueOn,
      ...promiseState(dueOn, checkedOn, today),
      doneOn: checkedOn,
      source: code,
      href: `/spaces/${encodeURIComponent(code)}`,
    }
  })
}

type PlanRow = DayRow & { id: number; code: string; title: string; titleEn: string | null; office: string }

/** Replies due to everybody who wrote to a plan: the Council decides on them by the term of the law. */
async function readDecisions({ db, city }: Context, { today }: Here): Promise<DistrictPromise[]> {
  const rows: PlanRow[] = await db({ p: 'plan' })
    .whereIn('p.status', ['observations', 'examining', 'voting', 'approved', 'inForce'])
    .where('p.public_from', '<=', db.raw('clock_timestamp()'))
    .whereRaw("(p.approved_on IS NULL OR p.approved_on > ?::date - interval '2 years')", [today])
    .select({
      ...dayColumns(db),
      id: 'p.id',
      code: 'p.code',
      title: 'p.title',
      titleEn: 'p.title_en',
      office: 'p.office',
    })
  const windows = await readWindows(
    db,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row): DistrictPromise[] => {
    const days = planDays(
      row,
      windows.filter(({ planId }) => planId === row.id),
    )
    const dueOn = lastDayOf(days, city.holidays)
    if (!dueOn) return []
    return [
      {
        id: `plan-${row.code}`,
        kind: 'planDecision',
        title: row.title,
        titleEn: row.titleEn,
        who: row.office,
        dueOn,
        ...promiseState(dueOn, days.approvedOn, today),
        doneOn: days.approvedOn,
        source: `${row.code}, LR 12/2005 art. 13 c. 7`,
        href: `/plans/${encodeURIComponent(row.code)}`,
      },
    ]
  })
}

/**
 * What was promised in a district by a day and how it went: milestones of agreements on its spaces, openings of
 * announced calls, checks of released spaces, decisions on observations. Late ones first.
 */
export async function readPromises(context: Context, here: Here): Promise<DistrictPromise[]> {
  const all = await Promise.all([
    readMilestonesHere(context, here),
    readOpenings(context.db, here),
    readChecks(context, here),
    readDecisions(context, here),
  ])
  return all.flat().sort(byUrgency)
}

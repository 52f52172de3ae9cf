import type { Db } from '../db/index.ts'
import type { Change } from './schema.ts'

/** A district and the days whose changes are told, both included. */
export interface Period {
  districtId: number
  number: string
  from: string
  until: string
}

const rome = (instant: string) => `(${instant} AT TIME ZONE 'Europe/Rome')::date`
const within = (day: string) => `${day} >= :from::date AND ${day} <= :until::date`

/** SQL: what a space is called where its place is not exact, as in the list. */
const spaceName = 'coalesce(s.name, n.name, s.code)'

const spaceMoves = `
  SELECT 'space-' || h.id AS id, 'spaceMoved' AS kind, h.happened_on AS day, ${spaceName} AS subject,
    NULL::text AS subject_en, h.status, CASE WHEN h.before IN ('reported', 'withdrawn') THEN NULL ELSE h.before END AS before,
    n.name AS place, NULL::text AS office, NULL::integer AS count, '/spaces/' || s.code AS href
  FROM (SELECT x.id, x.space_id, x.happened_on, x.status,
      lag(x.status) OVER (PARTITION BY x.space_id ORDER BY x.happened_on, x.id) AS before
    FROM space_history x
    WHERE x.space_id IN (SELECT v.id FROM published_space v WHERE v.district_id = :districtId)) h
  JOIN published_space s ON s.id = h.space_id
  LEFT JOIN neighbourhood n ON n.id = s.neighbourhood_id
  WHERE ${within('h.happened_on')} AND h.status NOT IN ('reported', 'withdrawn') AND h.status IS DISTINCT FROM h.before`

/** SQL: calls that are public, with the number of their lots that have a space in the district. */
const callsHere = `
  SELECT c.id, c.code, c.title, c.title_en, c.office, c.status, c.published_at, c.opens_at, c.closes_at, c.ended_at,
    count(DISTINCT l.id)::integer AS lots
  FROM call c JOIN lot l ON l.call_id = c.id JOIN lot_space ls ON ls.lot_id = l.id
  JOIN published_space s ON s.id = ls.space_id
  WHERE c.status <> 'draft' AND s.district_id = :districtId
  GROUP BY c.id`

const callMoments = [
  ['callAnnounced', 'c.published_at', 'c.published_at < c.opens_at'],
  ['callOpened', 'c.opens_at', 'c.opens_at <= clock_timestamp()'],
  ['callClosed', 'c.closes_at', "c.closes_at < clock_timestamp() AND c.status <> 'revoked'"],
  ['callRevoked', 'c.ended_at', "c.status = 'revoked'"],
] as const

const calls = callMoments
  .map(
    ([kind, instant, when]) => `
  SELECT 'call-' || c.code || '-${kind}', '${kind}', ${rome(instant)}, c.title, c.title_en, NULL, NULL, NULL, c.office,
    c.lots, '/calls/' || c.code
  FROM here c WHERE ${when} AND ${within(rome(instant))}`,
  )
  .join(' UNION ALL ')

const versions = `
  SELECT 'call-' || c.code || '-' || v.number, CASE v.change WHEN 'corrected' THEN 'callCorrected'
      WHEN 'extended' THEN 'callExtended' ELSE 'callReopened' END,
    ${rome('v.made_at')}, c.title, c.title_en, NULL, NULL, NULL, c.office, c.lots, '/calls/' || c.code
  FROM here c JOIN call_version v ON v.call_id = c.id
  WHERE v.change IN ('corrected', 'extended', 'reopened') AND ${within(rome('v.made_at'))}`

/** What the start of a period of a lab tells, by what it is in it and what it was before. */
const labKind = `CASE p.activity WHEN 'suspended' THEN 'labSuspended' WHEN 'closed' THEN 'labClosed'
    ELSE CASE WHEN p.before IN ('suspended', 'closed') THEN 'labReopened' ELSE 'labOpened' END END`

/** SQL: periods of labs by the day they begin; of two entered for one day the later one counts. */
const labs = `
  SELECT 'lab-' || p.code || '-' || p.from_on, ${labKind}, p.from_on, p.name, NULL, NULL, NULL, n.name, NULL,
    NULL::integer, '/labs/' || p.code
  FROM (SELECT l.code, l.name, l.neighbourhood_id, x.from_on, x.activity,
      lag(x.activity) OVER (PARTITION BY x.lab_id ORDER BY x.from_on NULLS FIRST) AS before
    FROM lab l JOIN (SELECT DISTINCT ON (y.lab_id, y.from_on) y.lab_id, y.from_on, y.activity
      FROM lab_activity y ORDER BY y.lab_id, y.from_on, y.id DESC) x ON x.lab_id = l.id
    WHERE l.district_id = :districtId AND l.ended_on IS NULL) p
  LEFT JOIN neighbourhood n ON n.id = p.neighbourhood_id
  WHERE ${within('p.from_on')} AND p.activity <> 'planned' AND p.activity IS DISTINCT FROM p.before`

const points = `
  SELECT 'plan-' || p.code, 'pointsPublished', greatest(${rome('p.published_at')}, ${rome('p.public_from')}), p.title,
    p.title_en, NULL, NULL, NULL, p.office, count(v.id)::integer, '/plans/' || p.code || '/register\\?district=' || cast(:number AS text)
  FROM plan p JOIN published_point v ON v.plan_id = p.id AND v.district_id = :districtId
  WHERE ${within(`greatest(${rome('p.published_at')}, ${rome('p.public_from')})`)}
  GROUP BY p.id`

const query = `
  WITH here AS (${callsHere})
  SELECT z.id, z.kind, z.day::text AS "on", z.subject, z.subject_en AS "subjectEn", z.status, z.before, z.place,
    z.office, z.count, z.href
  FROM (${[spaceMoves, calls, versions, labs, points].join(' UNION ALL ')}) z
  WHERE z.day <= (clock_timestamp() AT TIME ZONE 'Europe/Rome')::date
  ORDER BY z.day DESC, z.kind, z.id`

/**
 * What changed in a district between two days: spaces whose status moved, calls, labs opened, suspended and closed,
 * registers of observations published. Public facts only, the newest first.
 */
export async function readChanges(db: Db, { districtId, number, from, until }: Period): Promise<Change[]> {
  const { rows } = await db.raw<{ rows: Change[] }>(query, { districtId, number, from, until })
  return rows
}

import type { Db } from '../db/index.ts'
import { type Outcome, outcomes } from '../points/words.ts'
import type { DistrictObservations } from './schema.ts'

interface Row extends Omit<DistrictObservations, 'total' | 'outcomes'> {
  counts: { outcome: Outcome | null; count: number }[]
}

/** SQL: published points by plan and outcome; a point counts where its place is public and in the district. */
const query = `
  SELECT p.code, p.title, p.title_en AS "titleEn",
    greatest((p.published_at AT TIME ZONE 'Europe/Rome')::date, (p.public_from AT TIME ZONE 'Europe/Rome')::date)::text
      AS "publishedOn",
    json_agg(json_build_object('outcome', k.outcome, 'count', k.count)) AS counts
  FROM plan p JOIN (
    SELECT v.plan_id, v.outcome, count(*)::integer AS count FROM published_point v
    WHERE v.district_id = ? GROUP BY v.plan_id, v.outcome) k ON k.plan_id = p.id
  GROUP BY p.id ORDER BY p.published_at DESC, p.code`

/** What was written to plans about a district, as the public registers have it. */
export async function readObservations(db: Db, districtId: number): Promise<DistrictObservations[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(query, [districtId])
  return rows.map(({ counts, ...plan }) => ({
    ...plan,
    total: counts.reduce((sum, { count }) => sum + count, 0),
    outcomes: [...outcomes, null].flatMap((outcome) => counts.filter((one) => one.outcome === outcome)),
  }))
}

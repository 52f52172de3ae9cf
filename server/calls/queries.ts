import type { Db } from '../db/index.ts'
import { callPhase } from './rules.ts'
import type { Call, CallItem, CallList } from './schema.ts'
import { readVersions } from './versions.ts'

type CallRow = Omit<Call, 'phase' | 'opensAt' | 'closesAt' | 'versions'> & {
  id: number
  opensAt: Date | null
  closesAt: Date | null
  now: Date
}

const lots = `
  coalesce((
    SELECT json_agg(json_build_object('id', l.id, 'number', l.number, 'title', l.title,
      'baseRentEurYear', l.base_rent_eur_year, 'rent', l.rent, 'purposes', l.purposes, 'note', l.note, 'spaces', coalesce((
        SELECT json_agg(json_build_object('code', p.code, 'name', p.name, 'areaM2', p.area_m2, 'district', d.code) ORDER BY p.code)
        FROM lot_space ls JOIN published_space p ON p.id = ls.space_id
        LEFT JOIN district d ON d.id = p.district_id WHERE ls.lot_id = l.id), '[]'))
      ORDER BY l.number)
    FROM lot l WHERE l.call_id = c.id), '[]')`

const select = `
  SELECT c.id, c.code, c.title, c.title_en AS "titleEn", c.summary, c.summary_en AS "summaryEn", c.status,
    c.standing, c.procedure, c.instrument, c.term_years AS "termYears",
    c.term_months AS "termMonths", c.text, c.criteria, c.review_days AS "reviewDays",
    c.required_documents AS "requiredDocuments",
    (SELECT v.criteria_hash FROM call_version v WHERE v.call_id = c.id AND v.number = c.current_version)
      AS "criteriaHash",
    (SELECT encode(k.public_key, 'base64') FROM call_key k WHERE k.call_id = c.id) AS "bidKey",
    c.technical_weight AS "technicalWeight", c.price_weight AS "priceWeight",
    c.act_number AS "actNumber", c.act_date::text AS "actDate", c.opens_at AS "opensAt",
    c.closes_at AS "closesAt", c.case_officer AS "caseOfficer", c.eligibility, c.documents,
    c.excluded_activities AS "excludedActivities",
    c.max_awards_per_applicant AS "maxAwardsPerApplicant", c.visits, c.source,
    json_build_object('name', c.office, 'phone', c.office_phone, 'hours', c.office_hours,
      'email', c.office_email) AS office,
    ${lots} AS lots, clock_timestamp() AS now
  FROM call c
  WHERE c.status <> 'draft'`

function toCall({ id, now, opensAt, closesAt, ...call }: CallRow): Omit<Call, 'versions'> {
  return {
    ...call,
    phase: callPhase({ status: call.status, opensAt, closesAt }, now),
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
  }
}

const order: CallItem['phase'][] = ['open', 'upcoming', 'closed', 'concluded', 'revoked']

/** Every call but drafts: the open ones first, then by date, the newest first. */
export async function listCalls(db: Db): Promise<CallList> {
  const { rows } = await db.raw<{ rows: CallRow[] }>(`${select} ORDER BY c.opens_at DESC NULLS LAST, c.code`)
  const items = rows.map(toCall).sort((a, b) => order.indexOf(a.phase) - order.indexOf(b.phase))
  return { total: items.length, items }
}

/** One call by its code, with its versions; null where there is none or it is a draft. */
export async function findCall(db: Db, code: string): Promise<Call | null> {
  const { rows } = await db.raw<{ rows: CallRow[] }>(`${select} AND c.code = :code`, { code })
  const [row] = rows
  return row ? { ...toCall(row), versions: await readVersions(db, row.id) } : null
}

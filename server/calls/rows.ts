import { romeWall } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import type { CallAct, CallContent, DraftLot, LotRent } from './schema.ts'

type PrintedName = 'opensAt' | 'closesAt' | 'questionsUntil'
type ContentRow = Omit<CallContent, PrintedName | 'acts' | 'lots'> & Record<PrintedName, Date | null>

const contentColumns = {
  title: 'title',
  titleEn: 'title_en',
  summary: 'summary',
  summaryEn: 'summary_en',
  text: 'text',
  procedure: 'procedure',
  standing: 'standing',
  instrument: 'instrument',
  termYears: 'term_years',
  termMonths: 'term_months',
  caseOfficer: 'case_officer',
  opensAt: 'opens_at',
  closesAt: 'closes_at',
  eligibility: 'eligibility',
  requiredDocuments: 'required_documents',
  documents: 'documents',
  excludedActivities: 'excluded_activities',
  criteria: 'criteria',
  reviewDays: 'review_days',
  visits: 'visits',
  questionsUntil: 'questions_until',
}

/** The acts of a call that its content holds; those of its changes stand with the versions. */
async function readActs(db: Db, callId: number): Promise<CallAct[]> {
  return db('call_act')
    .where({ call_id: callId })
    .whereIn('kind', ['guidelines', 'approval', 'other'])
    .orderBy('id')
    .select({
      kind: 'kind',
      number: 'number',
      date: db.raw('act_date::text'),
      title: 'title',
      boardFrom: db.raw('board_from::text'),
      boardUntil: db.raw('board_until::text'),
    })
}

interface LotRow {
  title: string
  rent: LotRent | null
  baseRentEurYear: number | null
  purposes: DraftLot['purposes']
  note: string | null
  spaces: string[]
}

function toLot({ rent, baseRentEurYear, ...lot }: LotRow): DraftLot {
  const sum = rent ?? (baseRentEurYear === null ? null : { baseEurYear: baseRentEurYear, reductions: [] })
  const parts = sum && {
    baseEurYear: sum.baseEurYear,
    reductions: sum.reductions.map(({ code, label, labelEn, rate, legalBasis }) => ({
      code,
      label,
      labelEn,
      rate,
      legalBasis,
    })),
  }
  return { ...lot, rent: parts }
}

async function readLots(db: Db, callId: number): Promise<DraftLot[]> {
  const rows: LotRow[] = await db({ l: 'lot' })
    .where({ 'l.call_id': callId })
    .orderBy('l.number')
    .select({
      title: 'l.title',
      rent: 'l.rent',
      baseRentEurYear: db.raw('l.base_rent_eur_year::float8'),
      purposes: 'l.purposes',
      note: 'l.note',
      spaces: db.raw(`ARRAY(SELECT s.code FROM lot_space ls JOIN space s ON s.id = ls.space_id
        WHERE ls.lot_id = l.id ORDER BY s.code)`),
    })
  return rows.map(toLot)
}

/** What a call says, read from its rows. */
export async function readContent(db: Db, callId: number): Promise<CallContent> {
  const row: ContentRow = await db('call')
    .where({ id: callId })
    .first({
      ...contentColumns,
      office: db.raw(
        "json_build_object('name', office, 'phone', office_phone, 'hours', office_hours, 'email', office_email)",
      ),
    })
  return {
    ...row,
    opensAt: row.opensAt && romeWall(row.opensAt),
    closesAt: row.closesAt && romeWall(row.closesAt),
    questionsUntil: row.questionsUntil && romeWall(row.questionsUntil),
    acts: await readActs(db, callId),
    lots: await readLots(db, callId),
  }
}

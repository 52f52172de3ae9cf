import type { Db } from '../db/index.ts'
import { technicalMost } from './criteria.ts'
import { rentSum } from './rent.ts'
import type { CallAct, CallContent, DraftLot } from './schema.ts'
import { instantOf } from './window.ts'

/** Columns of table call that its content decides. */
function columnsOf(content: CallContent): Record<string, unknown> {
  const { office, criteria } = content
  const approval = content.acts.find(({ kind }) => kind === 'approval')
  return {
    title: content.title,
    title_en: content.titleEn,
    summary: content.summary,
    summary_en: content.summaryEn,
    text: content.text,
    procedure: content.procedure,
    standing: content.standing,
    instrument: content.instrument,
    term_years: content.termYears,
    term_months: content.termMonths,
    act_number: approval?.number ?? null,
    act_date: approval?.date ?? null,
    case_officer: content.caseOfficer,
    office: office.name,
    office_phone: office.phone,
    office_hours: office.hours,
    office_email: office.email,
    opens_at: content.opensAt && instantOf(content.opensAt),
    closes_at: content.closesAt && instantOf(content.closesAt),
    eligibility: JSON.stringify(content.eligibility),
    required_documents: JSON.stringify(content.requiredDocuments),
    documents: JSON.stringify(content.documents),
    excluded_activities: content.excludedActivities,
    criteria: criteria && JSON.stringify(criteria),
    technical_weight: weight(criteria && technicalMost(criteria)),
    price_weight: weight(criteria && (criteria.price?.maxPoints ?? 0)),
    max_awards_per_applicant: criteria?.maxAwardsPerApplicant ?? 1,
    review_days: content.reviewDays,
    visits: content.visits,
    questions_until: content.questionsUntil && instantOf(content.questionsUntil),
  }
}

/** Points as the public summary shows them, which knows whole hundredths only. */
const weight = (points: number | null) => (points === null || points > 100 ? null : Math.round(points))

async function writeActs(trx: Db, callId: number, acts: readonly CallAct[]): Promise<void> {
  await trx('call_act')
    .where({ call_id: callId })
    .whereIn('kind', ['guidelines', 'approval', 'other'])
    .delete()
  const rows = acts.map(({ kind, number, date, title, boardFrom, boardUntil }) => ({
    call_id: callId,
    kind,
    number,
    act_date: date,
    title,
    board_from: boardFrom,
    board_until: boardUntil,
  }))
  if (rows.length > 0) await trx('call_act').insert(rows)
}

function lotColumns({ title, rent, purposes, note }: DraftLot): Record<string, unknown> {
  const sum = rent && rentSum(rent)
  return {
    title,
    note,
    purposes: JSON.stringify(purposes),
    rent: sum && JSON.stringify(sum),
    base_rent_eur_year: sum?.eurYear ?? null,
  }
}

async function writeSpaces(trx: Db, lotId: number, codes: readonly string[]): Promise<void> {
  const ids = trx('space').whereIn('code', codes).select('id')
  await trx('lot_space').where({ lot_id: lotId }).whereNotIn('space_id', ids.clone()).delete()
  const rows = (await ids).map(({ id }: { id: number }) => ({ lot_id: lotId, space_id: id }))
  if (rows.length > 0) await trx('lot_space').insert(rows).onConflict().ignore()
}

/** Lots keep their rows by number, because requests name them; what is too many goes. */
async function writeLots(trx: Db, callId: number, lots: readonly DraftLot[]): Promise<void> {
  const extra = trx('lot').where({ call_id: callId }).where('number', '>', lots.length)
  await trx('lot_space').whereIn('lot_id', extra.clone().select('id')).delete()
  await extra.delete()
  for (const [index, lot] of lots.entries()) {
    const [{ id }] = await trx('lot')
      .insert({ call_id: callId, number: index + 1, ...lotColumns(lot) })
      .onConflict(['call_id', 'number'])
      .merge(Object.keys(lotColumns(lot)))
      .returning('id')
    await writeSpaces(trx, id, lot.spaces)
  }
}

/**
 * Writes what a call says over its rows. Codes of spaces that do not exist are left out: the faults name them
 * before anything is published.
 * @param more columns of table call that change with it
 */
export async function writeContent(
  trx: Db,
  callId: number,
  content: CallContent,
  more: Record<string, unknown> = {},
): Promise<void> {
  await writeActs(trx, callId, content.acts)
  await writeLots(trx, callId, content.lots)
  await trx('call')
    .where({ id: callId })
    .update({ ...columnsOf(content), ...more })
}

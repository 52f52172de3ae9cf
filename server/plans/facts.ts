import type { Db } from '../db/index.ts'
import type { PlanFacts } from './schema.ts'

const factColumns = {
  title: 'title',
  titleEn: 'title_en',
  summary: 'summary',
  summaryEn: 'summary_en',
  kind: 'kind',
  versionName: 'version_name',
  registry: 'registry',
  office: 'office',
  officePhone: 'office_phone',
  officeHours: 'office_hours',
  officeEmail: 'office_email',
  caseOfficer: 'case_officer',
  initiatedOn: 'initiated_on',
  adoptedOn: 'adopted_on',
  adoptedAct: 'adopted_act',
  depositFrom: 'deposit_from',
  depositUntil: 'deposit_until',
  termDays: 'term_days',
  inForceOn: 'in_force_on',
} as const satisfies Record<keyof PlanFacts, string>

const names = Object.keys(factColumns) as (keyof PlanFacts)[]
const isDay = (name: keyof PlanFacts) => name.endsWith('On') || name.startsWith('deposit')

/** What a plan says of itself, read from its row. */
export async function readFacts(db: Db, planId: number): Promise<PlanFacts> {
  const columns = names.map((name) => [
    name,
    isDay(name) ? db.raw('??::text', [factColumns[name]]) : factColumns[name],
  ])
  return db('plan').where({ id: planId }).first(Object.fromEntries(columns))
}

/** Writes what a plan says of itself. */
export async function writeFacts(
  trx: Db,
  planId: number,
  facts: PlanFacts,
  more: Record<string, unknown>,
): Promise<void> {
  const columns = Object.fromEntries(names.map((name) => [factColumns[name], facts[name]]))
  await trx('plan')
    .where({ id: planId })
    .update({ ...columns, ...more })
}

type Fault = { pointer: string; code: 'depositBackwards' | 'depositBeforeAdoption' }

/** Days of a plan that are not in their order. */
export function factFaults({ adoptedOn, depositFrom, depositUntil }: PlanFacts): Fault[] {
  const faults: (Fault | false | null)[] = [
    depositFrom !== null &&
      depositUntil !== null &&
      depositUntil < depositFrom && { pointer: '/facts/depositUntil', code: 'depositBackwards' },
    adoptedOn !== null &&
      depositFrom !== null &&
      depositFrom < adoptedOn && { pointer: '/facts/depositFrom', code: 'depositBeforeAdoption' },
  ]
  return faults.filter((fault): fault is Fault => fault !== false && fault !== null)
}

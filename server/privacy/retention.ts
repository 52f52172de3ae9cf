import type { Duration, RetentionKind, RetentionRule } from '../city/schema.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { type RetentionStep, retentionSteps } from './retentionSteps.ts'

/** What a period found at its end. */
export interface RetentionCount {
  kind: RetentionKind
  action: 'delete' | 'anonymise'
  period: string
  count: number
}

/** As PostgreSQL reads it: `90 days`. */
const intervalOf = (period: Duration): string =>
  Object.entries(period)
    .map(([unit, amount]) => `${amount} ${unit}`)
    .join(' ')

interface Due {
  kind: RetentionKind
  action: 'delete' | 'anonymise'
  period: string
  step: RetentionStep
}

function applicable(rules: readonly RetentionRule[]): Due[] {
  return rules.flatMap((rule) => {
    const step = retentionSteps[rule.kind]
    if (!step || rule.action === 'keep' || rule.action === 'outside') return []
    return [{ kind: rule.kind, action: rule.action, period: intervalOf(rule.period), step }]
  })
}

/** What is due now by the clock of the database, kind by kind; nothing is changed. */
export async function countDue(db: Db, rules: readonly RetentionRule[]): Promise<RetentionCount[]> {
  const counts: RetentionCount[] = []
  for (const { step, ...due } of applicable(rules)) {
    counts.push({ ...due, count: await step.count(db, due.period) })
  }
  return counts
}

/** Deletes and anonymises what is due; each kind in a transaction of its own, with one audit event. */
export async function applyRetention(db: Db, rules: readonly RetentionRule[]): Promise<RetentionCount[]> {
  const counts: RetentionCount[] = []
  for (const due of applicable(rules)) counts.push(await db.transaction((trx) => applyOne(trx, due)))
  return counts
}

async function applyOne(trx: Db, { step, ...due }: Due): Promise<RetentionCount> {
  const count = await step.apply(trx, due.period)
  if (count === 0) return { ...due, count }
  await recordEvent(trx, {
    actor: { id: null, role: 'retention' },
    action: 'applyRetention',
    objectKind: 'retention',
    objectId: due.kind,
    changes: {
      count: { class: 'internal', old: null, new: count },
      period: { class: 'internal', old: null, new: due.period },
      action: { class: 'internal', old: null, new: due.action },
    },
  })
  return { ...due, count }
}

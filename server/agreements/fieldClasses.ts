import type { Change, FieldClass } from '../db/audit.ts'

/** Who may know each thing that is written about awards and agreements. */
const classes = {
  status: 'internal',
  award: 'internal',
  lot: 'public',
  actNumber: 'public',
  actDate: 'public',
  answer: 'internal',
  check: 'internal',
  outcome: 'internal',
  deMinimisEur: 'internal',
  rnaCode: 'internal',
  reason: 'internal',
  note: 'personal',
  number: 'public',
  instrument: 'public',
  from: 'public',
  until: 'public',
  rentEurYear: 'public',
  depositEur: 'internal',
  guarantee: 'internal',
  obligations: 'internal',
  signedOn: 'internal',
  registration: 'internal',
  happenedOn: 'public',
  endedOn: 'public',
  endReason: 'internal',
  milestone: 'public',
  dueOn: 'public',
  met: 'public',
  observedOn: 'public',
  reply: 'personal',
  year: 'internal',
  jobs: 'internal',
  months: 'internal',
} as const satisfies Record<string, FieldClass>

type Field = keyof typeof classes
export type Changed = Partial<Record<Field, [before: unknown, after: unknown]>>

/** The changes of an event, each with its class; what stayed the same is left out. */
export function changesOf(changed: Changed): Record<string, Change> {
  const entries = Object.entries(changed) as [Field, [unknown, unknown]][]
  return Object.fromEntries(
    entries
      .filter(([, [before, after]]) => JSON.stringify(before ?? null) !== JSON.stringify(after ?? null))
      .map(([field, [before, after]]) => [field, { class: classes[field], old: before, new: after }]),
  )
}

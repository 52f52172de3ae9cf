import { type Changed as ChangedOf, classedChanges, type FieldClass } from '../db/audit.ts'

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
export type Changed = ChangedOf<Field>

const isChange = ([, [before, after]]: [string, readonly [unknown, unknown]]) =>
  JSON.stringify(before ?? null) !== JSON.stringify(after ?? null)

/** The changes of an event, each with its class; what stayed the same is left out. */
export const changesOf = (changed: Changed) =>
  classedChanges<Field>(classes, Object.fromEntries(Object.entries(changed).filter(isChange)))

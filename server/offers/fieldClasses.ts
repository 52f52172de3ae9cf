import type { Change, FieldClass } from '../db/audit.ts'
import type { OfferContent } from './schema.ts'

/** Who may know each thing that is written of an agreement with a private operator, once it is public. */
const contentClasses = {
  kind: 'public',
  title: 'public',
  titleEn: 'public',
  operator: 'public',
  cityBody: 'public',
  summary: 'public',
  summaryEn: 'public',
  deedNumber: 'public',
  deedDate: 'public',
  startsOn: 'public',
  expiresOn: 'public',
  guaranteeEur: 'internal',
  contact: 'personal',
  status: 'public',
  audience: 'internal',
  source: 'public',
  sourceDate: 'public',
  address: 'public',
  point: 'public',
  obligations: 'internal',
  internalNotes: 'personal',
} as const satisfies Record<keyof OfferContent, FieldClass>

/** The changes of an event; of one that is the office’s alone nothing is public. */
export function contentChanges(before: OfferContent | null, after: OfferContent): Record<string, Change> {
  const names = Object.keys(contentClasses) as (keyof OfferContent)[]
  const isInternal = after.audience === 'internal'
  const classOf = (name: keyof OfferContent) =>
    isInternal && contentClasses[name] === 'public' ? 'internal' : contentClasses[name]
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after[name]))
      .map((name) => [name, { class: classOf(name), old: before?.[name] ?? null, new: after[name] }]),
  )
}

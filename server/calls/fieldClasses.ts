import type { Change, FieldClass } from '../db/audit.ts'
import type { CallContent } from './schema.ts'

/** Who may know each thing a call says: everybody once it is published. */
const contentClasses = {
  title: 'public',
  titleEn: 'public',
  summary: 'public',
  summaryEn: 'public',
  text: 'public',
  procedure: 'public',
  standing: 'public',
  instrument: 'public',
  termYears: 'public',
  termMonths: 'public',
  acts: 'public',
  caseOfficer: 'public',
  office: 'public',
  opensAt: 'public',
  closesAt: 'public',
  lots: 'public',
  eligibility: 'public',
  requiredDocuments: 'public',
  documents: 'public',
  excludedActivities: 'public',
  criteria: 'public',
  reviewDays: 'public',
  visits: 'public',
  questionsUntil: 'public',
} as const satisfies Record<keyof CallContent, FieldClass>

/** The changes of an event between two contents of a call; of a draft they are the office's alone. */
export function contentChanges(
  before: CallContent,
  after: CallContent,
  isDraft: boolean,
): Record<string, Change> {
  const names = Object.keys(contentClasses) as (keyof CallContent)[]
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [
        name,
        { class: isDraft ? 'internal' : contentClasses[name], old: before[name], new: after[name] },
      ]),
  )
}

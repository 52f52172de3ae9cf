import { type Change, type Changed, classedChanges, type FieldClass } from '../db/audit.ts'
import type { GrantContent, LabContent } from './schema.ts'

const labClasses = {
  name: 'public',
  kind: 'public',
  address: 'public',
  point: 'public',
  positionApproximate: 'public',
  description: 'public',
  descriptionEn: 'public',
  website: 'public',
  links: 'public',
  email: 'public',
  phone: 'public',
  areaM2: 'public',
  workstations: 'public',
  stepFree: 'public',
  languages: 'public',
  hours: 'public',
  prices: 'public',
  machines: 'public',
} as const satisfies Record<keyof LabContent, FieldClass>

/** What changed in a profile, all of it public. */
export function labChanges(before: LabContent | null, after: LabContent): Record<string, Change> {
  const changed: Changed<keyof LabContent> = {}
  for (const name of Object.keys(labClasses) as (keyof LabContent)[])
    if (JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after[name]))
      changed[name] = [before?.[name] ?? null, after[name]]
  return classedChanges(labClasses, changed)
}

const grantClasses = {
  measure: 'public',
  title: 'public',
  year: 'public',
  actNumber: 'public',
  actDate: 'public',
  amountEur: 'public',
  state: 'public',
  stateOn: 'public',
  source: 'public',
} as const satisfies Record<keyof GrantContent, FieldClass>

/** What changed in a grant, all of it public. */
export function grantChanges(before: GrantContent | null, after: GrantContent): Record<string, Change> {
  const changed: Changed<keyof GrantContent> = {}
  for (const name of Object.keys(grantClasses) as (keyof GrantContent)[])
    if ((before?.[name] ?? null) !== after[name]) changed[name] = [before?.[name] ?? null, after[name]]
  return classedChanges(grantClasses, changed)
}

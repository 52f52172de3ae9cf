import type { Change } from '#schema/districtPages'

/** Changes of one sort, told in one line. */
export interface ChangeGroup {
  key: string
  kind: Change['kind']
  status: Change['status']
  /** How many spaces, calls, labs or points. */
  count: number
  changes: Change[]
}

/** Changes by what happened, those of spaces by the status they came to; in the order of the newest of each. */
export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>()
  for (const change of changes) {
    const { kind, status } = change
    const key = `${kind} ${status ?? ''}`
    const group = groups.get(key) ?? { key, kind, status, count: 0, changes: [] }
    group.count += kind === 'pointsPublished' ? (change.count ?? 0) : 1
    group.changes.push(change)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Different names in their order, cut after some; and how many there are beyond. */
export function firstNames(
  names: readonly (string | null)[],
  most: number,
): { names: string[]; left: number } {
  const all = [...new Set(names.filter((name) => name !== null))]
  return { names: all.slice(0, most), left: Math.max(0, all.length - most) }
}

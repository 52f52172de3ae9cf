import type { CallItem, CallPhase } from '#schema/calls'

/** What narrows the archive of calls, as the address says it. */
export interface CallsState {
  q: string | undefined
  year: string | undefined
  phase: CallPhase | undefined
  district: string | undefined
}

export const noFilters: CallsState = { q: undefined, year: undefined, phase: undefined, district: undefined }

export const phases = ['open', 'upcoming', 'closed', 'concluded', 'revoked'] as const satisfies CallPhase[]

/** Reads the address; what it does not know is left out. */
export function readCallsState(search: URLSearchParams): CallsState {
  const year = search.get('year') ?? ''
  return {
    q: search.get('q')?.slice(0, 200) || undefined,
    year: /^\d{4}$/.test(year) ? year : undefined,
    phase: phases.find((phase) => phase === search.get('phase')),
    district: search.get('district')?.slice(0, 40) || undefined,
  }
}

/** Writes the address of a state. */
export function writeCallsState(state: CallsState): string {
  const entries = Object.entries(state).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const search = new URLSearchParams(entries).toString()
  return search ? `/calls?${search}` : '/calls'
}

/** The year a call belongs to: that of its opening, else of its act; null where neither is known. */
export const yearOf = ({ opensAt, actDate }: Pick<CallItem, 'opensAt' | 'actDate'>): string | null =>
  (opensAt ?? actDate)?.slice(0, 4) ?? null

/** Municipi of the spaces of a call, by code. */
export const districtsOf = ({ lots }: Pick<CallItem, 'lots'>): string[] => [
  ...new Set(lots.flatMap(({ spaces }) => spaces.flatMap(({ district }) => district ?? []))),
]

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

function holdsWords(call: CallItem, q: string): boolean {
  const { code, title, titleEn, summary, summaryEn, lots } = call
  const spaces = lots.flatMap((lot) => [lot.title, ...lot.spaces.flatMap(({ code, name }) => [code, name])])
  const text = plain([code, title, titleEn, summary, summaryEn, ...spaces].filter(Boolean).join(' '))
  return plain(q)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Whether a call is among those the state asks for; every word of the text must be found, accents or not. */
export function matchesState(call: CallItem, { q, year, phase, district }: CallsState): boolean {
  return (
    (!year || yearOf(call) === year) &&
    (!phase || call.phase === phase) &&
    (!district || districtsOf(call).includes(district)) &&
    (!q || holdsWords(call, q))
  )
}

/** A date of a call, for the months beside the list. */
export interface CallDate {
  at: string
  what: 'opens' | 'closes'
  call: CallItem
}

/** Openings and deadlines in order: those of a year, else those from `now` on. */
export function datesOf(calls: readonly CallItem[], year: string | undefined, now: Date): CallDate[] {
  const dates = calls.flatMap((call): CallDate[] => [
    ...(call.opensAt ? [{ at: call.opensAt, what: 'opens' as const, call }] : []),
    ...(call.closesAt ? [{ at: call.closesAt, what: 'closes' as const, call }] : []),
  ])
  return dates
    .filter(
      ({ at, call }) => call.phase !== 'revoked' && (year ? at.startsWith(year) : at >= now.toISOString()),
    )
    .sort((a, b) => a.at.localeCompare(b.at))
}

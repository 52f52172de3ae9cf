import { type IndicatorId, indicatorIds, type KeptRun } from '#schema/coverage'
import { type ComparedKind, comparedKinds } from './coverageApi.ts'

/** Which two kept runs are compared, and by what. */
export interface HistoryState {
  from: number | undefined
  to: number | undefined
  kind: ComparedKind
  indicator: IndicatorId
}

const runOf = (text: string | null) => {
  const id = Number(text)
  return text && Number.isInteger(id) && id > 0 && id < 2 ** 31 ? id : undefined
}

/** Reads the address; what it does not know is left out. */
export const readHistory = (search: URLSearchParams): HistoryState => ({
  from: runOf(search.get('from')),
  to: runOf(search.get('to')),
  kind: comparedKinds.find((known) => known === search.get('kind')) ?? 'district',
  indicator: indicatorIds.find((known) => known === search.get('indicator')) ?? 'labs15',
})

/** The address of a state. */
export function historyAddress({ from, to, kind, indicator }: HistoryState): string {
  const entries = { from: from?.toString(), to: to?.toString(), kind, indicator }
  const known = Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `/coverage/history?${new URLSearchParams(known)}`
}

/** The runs that are compared: those of the address, else the newest with the one before it. */
export function chosenRuns(runs: readonly KeptRun[], { from, to }: HistoryState) {
  const later = runs.find(({ id }) => id === to) ?? runs[0]
  const earlier = runs.find(({ id }) => id === from) ?? runs.find(({ id }) => id !== later?.id)
  return earlier && later && earlier.id !== later.id ? { earlier, later } : null
}

/** Whether figures of two runs may be set against each other: by one method, over one kind of ways. */
export const comparable = (one: KeptRun, other: KeptRun) =>
  one.method === other.method && one.travel === other.travel

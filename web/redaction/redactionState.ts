import { type CopyPart, copyParts, copyStates } from '#schema/redaction'

/** What of a queue can be chosen by where a copy stands. */
export const queueStates = ['toSign', ...copyStates] as const
type QueueState = (typeof queueStates)[number]

/** What of the copies is shown, as the address of a page holds it. */
export interface RedactionState {
  /** Code of the plan; the one that is examined where there is none. */
  plan: string | undefined
  part: CopyPart
  state: QueueState | undefined
  group: number | undefined
  q: string
  page: number
}

export const pageSize = 50

/** Reads the search of an address; what is not understood is left out. */
export function readRedactionState(search: URLSearchParams): RedactionState {
  const page = Number(search.get('page'))
  const group = Number(search.get('group'))
  return {
    plan: search.get('plan') ?? undefined,
    part: copyParts.find((known) => known === search.get('part')) ?? 'text',
    state: queueStates.find((known) => known === search.get('state')),
    group: Number.isInteger(group) && group > 0 ? group : undefined,
    q: search.get('q') ?? '',
    page: Number.isInteger(page) && page > 1 ? page : 1,
  }
}

/** The parameters of the server for a state, of a plan that is known by now. */
export const queueParameters = ({ part, state, group, q }: RedactionState, plan: string): URLSearchParams =>
  new URLSearchParams({
    plan,
    part,
    ...(state && { state }),
    ...(group && { group: String(group) }),
    ...(q.trim() && { q: q.trim() }),
  })

/** The address of a page with a state; the usual values are left out. */
export function writeRedactionState(state: RedactionState, path = '/desk/redaction'): string {
  const { plan, part, state: chosen, group, q, page } = state
  const search = new URLSearchParams({
    ...(plan && { plan }),
    ...(part !== 'text' && { part }),
    ...(chosen && { state: chosen }),
    ...(group && { group: String(group) }),
    ...(q && { q }),
    ...(page > 1 && { page: String(page) }),
  })
  return search.size > 0 ? `${path}?${search}` : path
}

import { type FileState, fileStates } from '#schema/evaluation'

/** Which requests are listed, as the address says it: those to be done where it says nothing. */
export interface QueueFilter {
  show: FileState | 'mine' | 'all'
  call: string | undefined
}

export function readQueueFilter(search: URLSearchParams): QueueFilter {
  const asked = search.get('show')
  const show = [...fileStates, 'all' as const].find((known) => known === asked) ?? 'mine'
  return { show, call: search.get('call') ?? undefined }
}

export function writeQueueFilter({ show, call }: QueueFilter): string {
  const search = new URLSearchParams({ ...(show !== 'mine' && { show }), ...(call && { call }) })
  return search.size > 0 ? `/evaluation?${search}` : '/evaluation'
}

/** The same as it is asked of the server. */
export function queueParameters({ show, call }: QueueFilter): string {
  const states: readonly FileState[] = show === 'mine' ? ['toDo', 'begun'] : show === 'all' ? [] : [show]
  return new URLSearchParams({
    ...(states.length > 0 && { state: states.join(',') }),
    ...(call && { call }),
  }).toString()
}

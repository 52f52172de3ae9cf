import { type QueueQuery, type RequestStatus, requestStatuses } from '#schema/allocation'

/** States by what the office has to do with them. */
export const queues = {
  toDo: ['submitted', 'formalCheck', 'admitted'],
  waiting: ['completionRequested'],
  decided: [
    'evaluated',
    'ranked',
    'noted',
    'answered',
    'awarded',
    'excluded',
    'closed',
    'withdrawn',
    'declined',
    'forfeited',
    'accepted',
    'agreement',
  ],
  all: [],
} as const satisfies Record<string, readonly RequestStatus[]>
export type QueueName = keyof typeof queues
export const queueNames = Object.keys(queues) as QueueName[]

/** What is asked of the queue, as the address says it. */
export type QueueState = Pick<QueueQuery, 'kind' | 'assigned' | 'q' | 'sort'> & {
  queue: QueueName
  status: RequestStatus | undefined
}

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | undefined =>
  values.find((value) => value === text)

/** Reads the address; what it does not know is left out. */
export function readQueueState(search: URLSearchParams): QueueState {
  return {
    queue: oneOf(queueNames, search.get('queue')) ?? 'toDo',
    status: oneOf(requestStatuses, search.get('status')),
    kind: oneOf(['application', 'expressionOfInterest'] as const, search.get('kind')),
    assigned: oneOf(['me', 'none'] as const, search.get('assigned')),
    sort: oneOf(['longestWaiting', 'newest'] as const, search.get('sort')),
    q: search.get('q') || undefined,
  }
}

/** Writes the address of a state; the usual values are left out. */
export function writeQueueState({ queue, ...rest }: QueueState): string {
  const entries = Object.entries({ queue: queue === 'toDo' ? undefined : queue, ...rest })
  const search = new URLSearchParams(
    entries.filter((entry): entry is [string, string] => Boolean(entry[1])),
  ).toString()
  return search ? `/desk?${search}` : '/desk'
}

/** The parameters of the server's queue for a state. */
export function queueParameters({ queue, status, ...rest }: QueueState, limit: number): string {
  const statuses = status ? [status] : queues[queue]
  const entries = Object.entries({ ...rest, status: statuses.join(','), limit: String(limit) })
  return new URLSearchParams(
    entries.filter((entry): entry is [string, string] => Boolean(entry[1])),
  ).toString()
}

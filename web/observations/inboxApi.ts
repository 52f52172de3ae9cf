import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  Inbox,
  InboxItem,
  InboxItemWhole,
  InboxRegistration,
  InboxState,
  InboxTaken,
  LateAct,
  SubmissionReceipt,
} from '#schema/observations'
import { api } from '../api/client.ts'
import { upload } from '../api/upload.ts'

const path = '/api/desk/observations/inbox'

const pageSize = 50

/** First words of the keys of everything read of the inbox of a plan. */
export const inboxKey = (plan: string) => ['desk', 'inbox', plan] as const

/** What came in for a plan, page after page; of every state where none is named. */
export const inboxQuery = (plan: string, state: InboxState | undefined) =>
  infiniteQueryOptions({
    queryKey: [...inboxKey(plan), state],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ plan, limit: String(pageSize), offset: String(pageParam) })
      if (state) search.set('state', state)
      return api<Inbox>(`${path}?${search}`, { signal })
    },
    initialPageParam: 0,
    getNextPageParam: ({ total }, _pages, offset) =>
      offset + pageSize < total ? offset + pageSize : undefined,
  })

/** One thing of the inbox, with the words of its parts. */
export const inboxItemQuery = ({ plan, id }: Pick<InboxItem, 'plan' | 'id'>) =>
  queryOptions({
    queryKey: [...inboxKey(plan), 'one', id],
    queryFn: ({ signal }) => api<InboxItemWhole>(`${path}/${id}`, { signal }),
  })

/** Where a part of a message is opened. */
export const partPath = (id: string, part: string) => `${path}/${id}/parts/${part}`

export const originalPath = (id: string) => `${path}/${id}/original`

export const dropFile = (plan: string, file: File) =>
  upload<InboxTaken>(`${path}?plan=${encodeURIComponent(plan)}`, file)

export const registerItem = (id: string, body: InboxRegistration) =>
  api<SubmissionReceipt>(`${path}/${id}/register`, { method: 'POST', body })

export const dismissItem = (id: string, reason: string) =>
  api<InboxItem>(`${path}/${id}/dismiss`, { method: 'POST', body: { reason } })

export const makeLateAct = (plan: string, body: LateAct) =>
  api<{ submissions: number }>(`/api/desk/plans/${encodeURIComponent(plan)}/late-act`, {
    method: 'POST',
    body,
  })

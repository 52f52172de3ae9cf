import type {
  Inbox,
  InboxItem,
  InboxRegistration,
  InboxTaken,
  LateAct,
  SubmissionReceipt,
} from '#schema/observations'
import { api } from '../api/client.ts'
import { upload } from '../api/upload.ts'

const path = '/api/desk/observations/inbox'

export const inboxQuery = (plan: string) => ({
  queryKey: ['desk', 'inbox', plan],
  queryFn: () => api<Inbox>(`${path}?plan=${encodeURIComponent(plan)}`),
})

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

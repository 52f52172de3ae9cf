import type {
  FollowedSubmission,
  Following,
  MySubmission,
  MySubmissionList,
  SubmissionContent,
  SubmissionFile,
  SubmissionReceipt,
  SubmissionSaved,
} from '#schema/observations'
import { api } from '../api/client.ts'
import { upload } from '../api/upload.ts'

export const ownQuery = {
  queryKey: ['observations'],
  queryFn: () => api<MySubmissionList>('/api/observations'),
}

export const submissionQuery = (id: string) => ({
  queryKey: ['observations', id],
  queryFn: () => api<MySubmission>(`/api/observations/${id}`),
})

/** The receipt of this visit, which alone holds the code. */
export const receiptKey = (id: string) => ['observations', id, 'receipt']

/** Starts a draft for a plan, or gives back the one that is open already. */
export const startDraft = (plan: string) =>
  api<MySubmission>('/api/observations/drafts', { method: 'POST', body: { plan } })

export const saveDraft = (id: string, body: { version: number; content: SubmissionContent }) =>
  api<SubmissionSaved>(`/api/observations/drafts/${id}`, { method: 'PUT', body })

export const discardDraft = (id: string) => api<void>(`/api/observations/drafts/${id}`, { method: 'DELETE' })

/** Sends a draft; the key is the draft's own, so that sending twice gives one submission and one receipt. */
export const sendDraft = (draftId: string, version: number) =>
  api<SubmissionReceipt>('/api/observations', {
    method: 'POST',
    body: { draftId, version },
    headers: { 'idempotency-key': draftId },
  })

export const withdraw = (id: string, version: number) =>
  api<MySubmission>(`/api/observations/${id}/withdraw`, { method: 'POST', body: { version } })

export const follow = (body: Following) =>
  api<FollowedSubmission>('/api/observations/follow', { method: 'POST', body })

export const filePath = (id: string, fileId: string) => `/api/observations/${id}/files/${fileId}`

export const addFile = (id: string, file: File, purpose: 'attachment' | 'delegation') =>
  upload<SubmissionFile>(`/api/observations/${id}/files?purpose=${purpose}`, file)

export const removeFile = (id: string, fileId: string) =>
  api<void>(filePath(id, fileId), { method: 'DELETE' })

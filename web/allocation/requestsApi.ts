import type {
  DeclarationCode,
  DraftSave,
  DraftStart,
  FilePurpose,
  MyRequest,
  MyRequestList,
  Receipt,
  RequestFile,
  SignedRequest,
} from '#schema/allocation'
import { api } from '../api/client.ts'
import { upload } from '../api/upload.ts'
import type { DraftSaved } from './draft.ts'

export const requestsQuery = {
  queryKey: ['requests'],
  queryFn: () => api<MyRequestList>('/api/requests'),
}

export const requestQuery = (id: string) => ({
  queryKey: ['requests', id],
  queryFn: () => api<MyRequest>(`/api/requests/${id}`),
})

/** Starts a draft, or gives back the one that is open already for the same space or lot. */
export const startDraft = (body: DraftStart) =>
  api<MyRequest>('/api/requests/drafts', { method: 'POST', body })

export const saveDraft = (id: string, body: DraftSave) =>
  api<DraftSaved>(`/api/requests/drafts/${id}`, { method: 'PUT', body })

export const discardDraft = (id: string) => api<void>(`/api/requests/drafts/${id}`, { method: 'DELETE' })

/** Moves a draft to another party one acts for; null is oneself. */
export const moveDraft = (id: string, version: number, party: string | null) =>
  api<MyRequest>(`/api/requests/drafts/${id}/party`, {
    method: 'PUT',
    body: { version, ...(party ? { party } : {}) },
  })

/** Sends a draft; the key is the draft's own, so that sending twice gives one request and one receipt. */
export const sendRequest = (draftId: string, version: number, declarations: readonly DeclarationCode[]) =>
  api<Receipt>('/api/requests', {
    method: 'POST',
    body: { draftId, version, declarations },
    headers: { 'idempotency-key': draftId },
  })

export const withdraw = (id: string, version: number) =>
  api<MyRequest>(`/api/requests/${id}/withdraw`, { method: 'POST', body: { version } })

export const answerCompletion = (id: string, version: number, answer: string) =>
  api<MyRequest>(`/api/requests/${id}/completion`, { method: 'POST', body: { version, answer } })

export const toConfirmQuery = (id: string) => ({
  queryKey: ['requests', id, 'identification'],
  queryFn: () => api<SignedRequest>(`/api/requests/${id}/identification`),
  retry: false,
})

/** Signs, by the digital identity of this session, an application sent from an account with a password. */
export const confirmRequest = (id: string, version: number) =>
  api<SignedRequest>(`/api/requests/${id}/identify`, { method: 'POST', body: { version } })

export const filePath = (requestId: string, fileId: string, at = `/api/requests/${requestId}`) =>
  `${at}/files/${fileId}`

export const removeFile = (requestId: string, fileId: string) =>
  api<void>(filePath(requestId, fileId), { method: 'DELETE' })

/**
 * Sends one file of a request, telling how much of it has gone (0 to 1).
 * @throws {ApiProblem} as `api` does
 */
export const uploadFile = (
  requestId: string,
  file: File,
  { purpose, document }: { purpose: FilePurpose; document?: string | undefined },
  onProgress: (share: number) => void,
): Promise<RequestFile> => {
  const named = { ...(purpose !== 'attachment' && { purpose }), ...(document && { document }) }
  const query = new URLSearchParams(named).toString()
  return upload(`/api/requests/${requestId}/files${query && `?${query}`}`, file, onProgress)
}

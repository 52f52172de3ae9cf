import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  CopyDetail,
  CopyPart,
  NewReply,
  NewText,
  Onward,
  Preview,
  Publication,
  Queue,
  SameQuery,
  SameResult,
  Signing,
  Withdrawing,
} from '#schema/redaction'
import { api } from '../api/client.ts'

/** First word of the keys of all that is read of public copies: one that is signed changes counters and queues. */
const root = 'redaction'

const reading = <Answer>(key: readonly unknown[], path: string) =>
  queryOptions({ queryKey: [root, ...key], queryFn: ({ signal }) => api<Answer>(path, { signal }) })

const desk = '/api/desk/redaction'
const planPath = (code: string) => `/api/desk/plans/${encodeURIComponent(code)}`

export const queueQuery = (parameters: string) =>
  reading<Queue>(['queue', parameters], `${desk}?${parameters}`)
export const copyQuery = (id: number) => reading<CopyDetail>(['one', id], `${desk}/${id}`)
export const onwardQuery = (id: number, parameters: string) =>
  reading<Onward>(['onward', id, parameters], `${desk}/${id}/onward?${parameters}`)
export const publicationQuery = (code: string) =>
  reading<Publication>(['publication', code], `${planPath(code)}/publication`)
export const previewQuery = (code: string, offset: number) =>
  reading<Preview>(['preview', code, offset], `${planPath(code)}/publication/preview?offset=${offset}`)

const post = <Answer>(path: string, body: object) => api<Answer>(path, { method: 'POST', body })

export const makeCopy = (id: number, part: CopyPart, body: NewText | NewReply) =>
  post<CopyDetail>(`${desk}/${id}/${part}`, body)
export const signCopy = (id: number, part: CopyPart, body: Signing) =>
  post<CopyDetail>(`${desk}/${id}/${part}/sign`, body)
export const withdrawCopy = (id: number, part: CopyPart, body: Withdrawing) =>
  post<CopyDetail>(`${desk}/${id}/${part}/withdraw`, body)
export const doSame = (id: number, deed: 'make-same' | 'sign-same', body: SameQuery) =>
  post<SameResult>(`${desk}/${id}/text/${deed}`, body)
export const publish = (code: string, version: number) =>
  post<Publication>(`${planPath(code)}/publish`, { version })

/** One thing done to the copies of a point: its answer stands on the page at once, and the rest is read anew. */
export function useCopyDeed<Input>(
  id: number,
  deed: (input: Input) => Promise<CopyDetail>,
  onDone?: () => void,
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSuccess: (detail) => {
      queries.setQueryData(copyQuery(id).queryKey, detail)
      onDone?.()
      return queries.invalidateQueries({ queryKey: [root] })
    },
  })
}

/** Anything else done here; all that is read of copies is then read anew. */
export function useRedactionDeed<Input, Answer>(deed: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSuccess: () => queries.invalidateQueries({ queryKey: [root] }),
  })
}

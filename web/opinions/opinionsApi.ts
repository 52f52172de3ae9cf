import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  AwardVoice,
  CallPurposes,
  CallVoice,
  DeskOpinions,
  DistrictDesk,
  DistrictVoice,
  Hearing,
  NewOpinion,
  NewOpinionRequest,
  NewPurpose,
  Opinion,
  OpinionList,
  SpaceVoice,
  TakePurpose,
} from '#schema/opinions'
import { api } from '../api/client.ts'
import { upload } from '../api/upload.ts'

/** First word of the keys of everything read of opinions: one that is given may change any of it. */
const root = 'opinions'
const named = encodeURIComponent

const reading = <Answer>(key: readonly unknown[], address: string) =>
  queryOptions({ queryKey: [root, ...key], queryFn: ({ signal }) => api<Answer>(address, { signal }) })

export const opinionListQuery = (parameters: string) =>
  reading<OpinionList>(['list', parameters], `/api/opinions?${parameters}`)
export const opinionQuery = (id: string) => reading<Opinion>(['one', id], `/api/opinions/${named(id)}`)
/** The same before it is public, for the Municipio or for who asked. */
export const innerOpinionQuery = (id: string, at: 'municipio' | 'desk') =>
  reading<Opinion>(
    ['inner', at, id],
    at === 'desk' ? `/api/desk/opinions/given/${named(id)}` : `/api/municipio/opinions/${named(id)}`,
  )
export const districtVoiceQuery = (district: string) =>
  reading<DistrictVoice>(['district', district], `/api/districts/${named(district)}/voice`)
export const spaceVoiceQuery = (code: string) =>
  reading<SpaceVoice>(['space', code], `/api/spaces/${named(code)}/voice`)
export const callVoiceQuery = (code: string) =>
  reading<CallVoice>(['call', code], `/api/calls/${named(code)}/voice`)
export const awardVoiceQuery = (id: string) =>
  reading<AwardVoice>(['award', id], `/api/desk/awards/${named(id)}/voice`)
export const deskOpinionsQuery = (parameters: string) =>
  reading<DeskOpinions>(['desk', parameters], `/api/desk/opinions?${parameters}`)
export const callPurposesQuery = (code: string) =>
  reading<CallPurposes>(['purposes', code], `/api/desk/calls/${named(code)}/purposes`)
export const municipioQuery = (district: string | null) =>
  reading<DistrictDesk>(
    ['municipio', district],
    `/api/municipio${district ? `?district=${named(district)}` : ''}`,
  )

/** One thing done; all that is read of opinions is then read anew. */
function useDeed<Input, Answer>(deed: (input: Input) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: deed,
    onSuccess: () => queries.invalidateQueries({ queryKey: [root] }),
  })
}

const post = <Answer>(path: string, body: unknown) => api<Answer>(path, { method: 'POST', body })

export const useAskOpinion = () =>
  useDeed((asked: NewOpinionRequest) => post<{ id: string }>('/api/desk/opinions', asked))
export const useWithdrawRequest = () =>
  useDeed(({ id, reason }: { id: string; reason: string }) =>
    post<void>(`/api/desk/opinions/${id}/withdraw`, { reason }),
  )
export const useAddRequestFile = () =>
  useDeed(({ id, file }: { id: string; file: File }) => upload(`/api/desk/opinions/${id}/files`, file))

const sendFile = (id: string, file: File) => upload(`/api/municipio/opinions/${id}/files`, file)

/** Gives an opinion, then sends the file of its act; `fileFailed` where only that did not arrive. */
export const useGiveOpinion = () =>
  useDeed(async ({ opinion, file }: { opinion: NewOpinion; file: File | null }) => {
    const given = await post<Opinion>('/api/municipio/opinions', opinion)
    if (!file) return { given, fileFailed: false }
    return sendFile(given.id, file).then(
      () => ({ given, fileFailed: false }),
      () => ({ given, fileFailed: true }),
    )
  })
/** Adds a file to an opinion that stands. */
export const useAddOpinionFile = () =>
  useDeed(({ id, file }: { id: string; file: File }) => sendFile(id, file))
export const useSetHearing = () =>
  useDeed(({ id, ...hearing }: Hearing & { id: string }) =>
    post<void>(`/api/municipio/asked/${id}/hearing`, hearing),
  )
export const useProposePurpose = () =>
  useDeed((purpose: NewPurpose) => post<DistrictDesk>('/api/municipio/purposes', purpose))
export const useWithdrawPurpose = () =>
  useDeed(({ id, reason }: { id: string; reason: string }) =>
    post<DistrictDesk>(`/api/municipio/purposes/${id}/withdraw`, { reason }),
  )
export const useTakePurpose = (code: string) =>
  useDeed(({ id, ...taking }: TakePurpose & { id: string }) =>
    post<CallPurposes>(`/api/desk/calls/${named(code)}/purposes/${id}`, taking),
  )

import type {
  CallAwards,
  DeskAgreement,
  DeskAgreements,
  DeskAward,
  MyAwards,
  PublicAgreements,
} from '#schema/agreements'
import { api } from '../api/client.ts'

export const awardKey = (id: string) => ['desk', 'award', id] as const
export const agreementKey = (id: string) => ['desk', 'agreement', id] as const
export const myAwardsKey = (requestId: string) => ['requests', requestId, 'awards'] as const
export const callAwardsKey = (code: string) => ['desk', 'callAwards', code] as const

export const awardQuery = (id: string) => ({
  queryKey: awardKey(id),
  queryFn: () => api<DeskAward>(`/api/desk/awards/${encodeURIComponent(id)}`),
})
export const agreementQuery = (id: string) => ({
  queryKey: agreementKey(id),
  queryFn: () => api<DeskAgreement>(`/api/desk/agreements/${encodeURIComponent(id)}`),
})
export const callAwardsQuery = (code: string) => ({
  queryKey: callAwardsKey(code),
  queryFn: () => api<CallAwards>(`/api/desk/calls/${encodeURIComponent(code)}/awards`),
})
export const agreementsQuery = (parameters: string) => ({
  queryKey: ['desk', 'agreements', parameters] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api<DeskAgreements>(`/api/desk/agreements${parameters && `?${parameters}`}`, { signal }),
})
export const myAwardsQuery = (requestId: string) => ({
  queryKey: myAwardsKey(requestId),
  queryFn: () => api<MyAwards>(`/api/requests/${requestId}/awards`),
})
export const publicAgreementsQuery = (parameters: string) => ({
  queryKey: ['agreements', parameters] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api<PublicAgreements>(`/api/agreements${parameters && `?${parameters}`}`, { signal }),
})

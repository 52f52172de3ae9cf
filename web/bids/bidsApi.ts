import type { ArrivalContent, ArrivalList, NewArrival } from '#schema/allocation'
import type {
  CallBids,
  CallOutages,
  CustodianKeys,
  NewCustodianKey,
  NewOutage,
  OpeningShare,
} from '#schema/bids'
import { api } from '../api/client.ts'

export const keysQuery = {
  queryKey: ['desk', 'keys'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api<CustodianKeys>('/api/desk/keys', { signal }),
}

export const keepKey = (body: NewCustodianKey) =>
  api<CustodianKeys>('/api/desk/keys', { method: 'POST', body })

const path = (code: string) => `/api/desk/calls/${encodeURIComponent(code)}`

/** The key of a call and the opening of its prices; of the improved offers of a round where one is named. */
export const bidsQuery = (code: string, round: number | null) => ({
  queryKey: ['desk', 'bids', code, round],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api<CallBids>(`${path(code)}/openings${round === null ? '' : `?round=${round}`}`, { signal }),
})

export const makeCallKey = (code: string, custodians: number[]) =>
  api<CallBids>(`${path(code)}/key`, { method: 'POST', body: { custodians } })

export const handInShare = (code: string, body: OpeningShare) =>
  api<CallBids>(`${path(code)}/openings`, { method: 'POST', body })

/** What arrived for a call on paper or by PEC. */
export const arrivalsQuery = (code: string) => ({
  queryKey: ['desk', 'arrivals', code],
  queryFn: ({ signal }: { signal: AbortSignal }) => api<ArrivalList>(`${path(code)}/arrivals`, { signal }),
})

export const enterArrival = (code: string, body: NewArrival) =>
  api<ArrivalList>(`${path(code)}/arrivals`, { method: 'POST', body })

export const enterContent = (id: string, body: ArrivalContent) =>
  api<ArrivalList>(`/api/desk/arrivals/${id}/content`, { method: 'POST', body })

/** Outages that touch the last day before the deadline of a call. */
export const outagesQuery = (code: string) => ({
  queryKey: ['desk', 'outages', code],
  queryFn: ({ signal }: { signal: AbortSignal }) => api<CallOutages>(`${path(code)}/outages`, { signal }),
})

export const addOutage = (code: string, body: NewOutage) =>
  api<CallOutages>(`${path(code)}/outages`, { method: 'POST', body })

import type { MyNeed, MyNeeds, NeedList, PublicNeed } from '#schema/needs'
import { api } from '../api/client.ts'

type Signal = { signal?: AbortSignal }

export const needsQuery = {
  queryKey: ['/api/needs'],
  queryFn: ({ signal }: Signal) => api<NeedList>('/api/needs', { signal }),
}

export const publicNeedQuery = (code: string) => ({
  queryKey: ['/api/needs', code],
  queryFn: ({ signal }: Signal) => api<PublicNeed>(`/api/needs/${encodeURIComponent(code)}`, { signal }),
  retry: false,
})

export const myNeedsQuery = {
  queryKey: ['needs', 'mine'],
  queryFn: ({ signal }: Signal) => api<MyNeeds>('/api/account/needs', { signal }),
}

export const myNeedQuery = (code: string) => ({
  queryKey: ['needs', 'mine', code],
  queryFn: ({ signal }: Signal) => api<MyNeed>(`/api/account/needs/${encodeURIComponent(code)}`, { signal }),
  retry: false,
})

export const needPath = (code: string) => `/api/needs/${encodeURIComponent(code)}`

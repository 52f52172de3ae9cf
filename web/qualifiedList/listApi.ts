import type {
  DeskApplication,
  DeskEdition,
  DeskQueue,
  EditionTemplate,
  ListEntries,
  MyApplication,
  MyLabs,
  PublicList,
} from '#schema/qualifiedList'
import { api } from '../api/client.ts'

type Signal = { signal?: AbortSignal }

export const listQuery = {
  queryKey: ['/api/lab-list'],
  queryFn: ({ signal }: Signal) => api<PublicList>('/api/lab-list', { signal }),
}

export const entriesQuery = (code: string) => ({
  queryKey: ['/api/lab-list', code],
  queryFn: ({ signal }: Signal) =>
    api<ListEntries>(`/api/lab-list/labs/${encodeURIComponent(code)}`, { signal }),
})

export const mineQuery = {
  queryKey: ['labList', 'mine'],
  queryFn: ({ signal }: Signal) => api<MyLabs>('/api/lab-list/mine', { signal }),
}

export const ownPath = (id: string) => `/api/lab-list/applications/${id}`
export const ownQuery = (id: string) => ({
  queryKey: ['labList', 'application', id],
  queryFn: ({ signal }: Signal) => api<MyApplication>(ownPath(id), { signal }),
  refetchOnWindowFocus: false,
})

export const queueQuery = {
  queryKey: ['desk', 'labList'],
  queryFn: ({ signal }: Signal) => api<DeskQueue>('/api/desk/lab-list', { signal }),
}

export const deskPath = (id: string) => `/api/desk/lab-list/applications/${id}`
export const deskQuery = (id: string) => ({
  queryKey: ['desk', 'labList', id],
  queryFn: ({ signal }: Signal) => api<DeskApplication>(deskPath(id), { signal }),
  refetchOnWindowFocus: false,
})

export const editionPath = (code: string) => `/api/desk/lab-list/editions/${encodeURIComponent(code)}`
export const editionQuery = (code: string) => ({
  queryKey: ['desk', 'labList', 'edition', code],
  queryFn: ({ signal }: Signal) => api<DeskEdition>(editionPath(code), { signal }),
  refetchOnWindowFocus: false,
})

export const templateQuery = {
  queryKey: ['desk', 'labList', 'template'],
  queryFn: ({ signal }: Signal) => api<EditionTemplate>('/api/desk/lab-list/template', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
}

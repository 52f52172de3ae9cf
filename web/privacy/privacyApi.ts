import type { ErasureRequest, HeldData } from '#schema/privacy'
import { api } from '../api/client.ts'

export const heldDataQuery = { queryKey: ['me', 'data'], queryFn: () => api<HeldData>('/api/me/data') }

/** Where the copy of everything comes from. */
export const exportPath = '/api/me/data.zip'

export const eraseData = (body: ErasureRequest) => api<void>('/api/me/erasure', { method: 'POST', body })

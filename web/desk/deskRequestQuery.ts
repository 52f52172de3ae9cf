import type { DeskRequest } from '#schema/allocation'
import { api } from '../api/client.ts'

/** How one request is read at the desk. */
export const deskRequestQuery = (id: string) => ({
  queryKey: ['desk', 'request', id],
  queryFn: () => api<DeskRequest>(`/api/desk/requests/${id}`),
})

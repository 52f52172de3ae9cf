import type { Post } from '#schema/pec'
import { api } from '../api/client.ts'

export const postQuery = {
  queryKey: ['desk', 'post'],
  queryFn: () => api<Post>('/api/desk/post'),
}

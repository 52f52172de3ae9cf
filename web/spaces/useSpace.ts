import { useQuery } from '@tanstack/react-query'
import type { Space } from '#schema/spaces'
import { api } from '../api/client.ts'

/** How one space is asked for and kept; never answered with the record of another. */
export const spaceQuery = (code: string) => ({
  queryKey: ['space', code],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api<Space>(`/api/spaces/${encodeURIComponent(code)}`, { signal }),
})

/** One space with all the public may know; `data` is undefined until this very one has come. */
export function useSpace(code: string | undefined) {
  return useQuery({ ...spaceQuery(code ?? ''), enabled: code !== undefined })
}

import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  EmailChange,
  Me,
  OpenSessionList,
  PasswordChange,
  Profile,
  ProfileChange,
} from '#schema/accounts'
import { api, setCsrfToken } from '../../api/client.ts'
import { meQuery } from '../useMe.ts'

export const profileQuery = { queryKey: ['account'], queryFn: () => api<Profile>('/api/account') }
export const sessionsQuery = {
  queryKey: ['account', 'sessions'],
  queryFn: () => api<OpenSessionList>('/api/account/sessions'),
}

const readSessionsAnew = (queries: QueryClient) =>
  queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })

/** Corrects the profile; header and page show it at once. */
export function useProfileChange() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ProfileChange) => api<Profile>('/api/account', { method: 'PATCH', body }),
    onSuccess: async (profile) => {
      queries.setQueryData(profileQuery.queryKey, profile)
      await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    },
  })
}

/** Sets another password; the other sessions are over then, and this one has a new token. */
export function usePasswordChange() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: PasswordChange) => api<Me>('/api/account/password', { method: 'POST', body }),
    onSuccess: (me) => {
      setCsrfToken(me.csrfToken)
      queries.setQueryData(meQuery.queryKey, me)
      return readSessionsAnew(queries)
    },
  })
}

/** Asks for the letter to a new address. */
export function useEmailChange() {
  return useMutation({
    mutationFn: (body: EmailChange) => api<{ email: string }>('/api/account/email', { method: 'POST', body }),
  })
}

/** Ends one session, or all others where no id is given. */
export function useSessionEnding() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string | null) =>
      api<void>(id ? `/api/account/sessions/${id}` : '/api/account/sessions', { method: 'DELETE' }),
    onSettled: () => readSessionsAnew(queries),
  })
}

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AccountList, ManagedAccount } from '#schema/accounts'
import { api } from '../api/client.ts'
import { type AccountsState, accountsParameters } from './accountsState.ts'

const pageLength = 50

/** The accounts of the list, page after page. */
export function useAccounts(state: AccountsState) {
  return useInfiniteQuery({
    queryKey: ['admin', 'accounts', accountsParameters(state)],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: String(pageLength), offset: String(pageParam) }
      return api<AccountList>(`/api/admin/accounts?${accountsParameters(state, page)}`, { signal })
    },
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.length * pageLength
      return shown < total ? shown : undefined
    },
  })
}

/** One account as an administrator sees it. */
export const accountQuery = (id: string) => ({
  queryKey: ['admin', 'account', id],
  queryFn: () => api<ManagedAccount>(`/api/admin/accounts/${encodeURIComponent(id)}`),
})

/** A change to an account; `path` is below its address, empty where the account is made by it. */
export function useAccountChange(path: string, onDone: (changed: ManagedAccount) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api<ManagedAccount>(`/api/admin/accounts${path}`, { method: 'POST', body }),
    onSuccess: (changed) => {
      queries.setQueryData(accountQuery(changed.id).queryKey, changed)
      void queries.invalidateQueries({ queryKey: ['admin', 'accounts'] })
      void queries.invalidateQueries({ queryKey: ['requests', 'history', 'account', changed.id] })
      onDone(changed)
    },
  })
}

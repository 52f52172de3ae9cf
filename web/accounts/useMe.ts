import { type QueryClient, type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Account, Me, Permission, SignIn } from '#schema/accounts'
import { api, setCsrfToken } from '../api/client.ts'

/** Who is signed in and what they may do. */
interface SignedIn extends Me {
  account: Account
}

async function readMe(): Promise<Me> {
  const me = await api<Me>('/api/me')
  setCsrfToken(me.csrfToken)
  return me
}

export const meQuery = { queryKey: ['me'], queryFn: readMe, staleTime: 60_000 }

interface WhoIsThere {
  /** null for a visitor. */
  me: SignedIn | null
  /** False until the server has said who this is. */
  known: boolean
  may: (permission: Permission) => boolean
}

/** Who is signed in, and what their roles allow as the server says it. */
export function useMe(): WhoIsThere {
  const { data, isPending } = useQuery(meQuery)
  return {
    me: data && isSignedIn(data) ? data : null,
    known: !isPending,
    may: (permission) => data?.permissions.includes(permission) ?? false,
  }
}

const isSignedIn = (me: Me): me is SignedIn => me.account !== null

/** First words of the keys of what everybody may read; public lists are kept by their address. */
const forEverybody = ['city', 'spaces', 'space', 'calls', 'call', 'labs']

function isPersonal([first, second]: QueryKey): boolean {
  if (first === 'me') return second !== undefined
  return !forEverybody.includes(String(first)) && !String(first).startsWith('/api/')
}

/** Forgets all that only the person signed in could see. */
function forgetPersonal(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => isPersonal(queryKey) })
}

/**
 * To call once somebody has signed in, in whichever way: what another person has read in this browser is
 * forgotten, everything else read anew.
 */
export function useArrival(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    forgetPersonal(queries)
    await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    void queries.invalidateQueries()
  }
}

/** Signs in with a password or, in a demonstration, as one of its people. */
export function useSignIn() {
  return useMutation({
    mutationFn: (how: SignIn) => api<void>('/api/session', { method: 'POST', body: how }),
    onSuccess: useArrival(),
  })
}

/** Signs out, and forgets what was read as the one who was in. */
export function useSignOut() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => api<void>('/api/session', { method: 'DELETE' }),
    onSuccess: async () => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 })
      forgetPersonal(queries)
    },
  })
}

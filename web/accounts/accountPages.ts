import type { Permission } from '#schema/accounts'

interface AccountPage {
  to: string
  label: 'profile' | 'organisations' | 'labs' | 'messages' | 'data'
  /** What one must be permitted to find something there; nothing where it is for everybody. */
  needs?: Permission
}

/** The pages under /account, in the order of their navigation; labels are in `accounts:pages`. */
export const accountPages: readonly AccountPage[] = [
  { to: '/account', label: 'profile' },
  { to: '/account/organisations', label: 'organisations', needs: 'writeRequests' },
  { to: '/account/labs', label: 'labs', needs: 'actForParties' },
  { to: '/account/messages', label: 'messages' },
  { to: '/account/data', label: 'data' },
]

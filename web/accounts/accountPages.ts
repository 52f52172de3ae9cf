/** The pages under /account, in the order of their navigation; labels are in `accounts:pages`. */
export const accountPages = [
  { to: '/account', label: 'profile' },
  { to: '/account/organisations', label: 'organisations' },
  { to: '/account/messages', label: 'messages' },
  { to: '/account/data', label: 'data' },
] as const

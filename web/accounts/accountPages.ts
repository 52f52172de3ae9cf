/** The pages under /account, in the order of their navigation; labels are in `accounts:pages`. */
export const accountPages = [{ to: '/account', label: 'profile' }] as const

import { type AccountsQuery, accountStates, roles } from '#schema/accounts'

/** Which accounts the list shows, as the address says it. */
export type AccountsState = Pick<AccountsQuery, 'q' | 'role' | 'state'>

const known = <Value extends string>(values: readonly Value[], text: string | null) =>
  values.find((value) => value === text)

/** Reads the address; what it does not know is left out. */
export function readAccountsState(search: URLSearchParams): AccountsState {
  const q = search.get('q')
  const role = known(roles, search.get('role'))
  const state = known(accountStates, search.get('state'))
  return { ...(q && { q }), ...(role && { role }), ...(state && { state }) }
}

/** The state as query parameters, of the page and of the server alike; `more` is for the server alone. */
export const accountsParameters = (state: AccountsState, more: Record<string, string> = {}): string =>
  new URLSearchParams({ ...state, ...more }).toString()

/** The address of the list in a state. */
export function accountsAddress(state: AccountsState): string {
  const search = accountsParameters(state)
  return search ? `/admin/accounts?${search}` : '/admin/accounts'
}

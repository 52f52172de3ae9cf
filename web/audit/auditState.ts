import type { AuditFilters } from '#schema/audit'

const filterNames = ['from', 'to', 'actor', 'role', 'action', 'objectKind', 'objectId', 'q'] as const

const readers: Partial<Record<keyof AuditFilters, RegExp>> = {
  from: /^\d{4}-\d{2}-\d{2}$/,
  to: /^\d{4}-\d{2}-\d{2}$/,
}

/** Reads the address; what it says wrongly is left out. */
export function readFilters(search: URLSearchParams): AuditFilters {
  const entries = filterNames.flatMap((name) => {
    const value = search.get(name)?.trim()
    return value && (readers[name]?.test(value) ?? true) ? [[name, value]] : []
  })
  return Object.fromEntries(entries)
}

/** The filters as parameters of an address, those that are not set left out. */
export function filterParameters(filters: AuditFilters, more: Record<string, string> = {}): string {
  const entries = filterNames.flatMap((name) => {
    const value = filters[name]
    return value ? [[name, value] as [string, string]] : []
  })
  return new URLSearchParams([...entries, ...Object.entries(more)]).toString()
}

/** The address of the page with these filters. */
export function auditAddress(filters: AuditFilters): string {
  const parameters = filterParameters(filters)
  return parameters ? `/audit?${parameters}` : '/audit'
}

import { useMemo } from 'react'
import { useLocation } from 'react-router'

const filterNames = ['q', 'theme', 'article', 'group', 'outcome', 'sort', 'state'] as const
type FilterName = (typeof filterNames)[number]
export type Filters = Partial<Record<FilterName, string>>

/** What of a plan before the Council is shown, as the address of the page holds it. */
export interface CouncilState {
  filters: Filters
  /** From 1. */
  page: number
  sitting: string | undefined
  /** What is voted on, as `group-12` or `point-7`. */
  subject: string | undefined
}

/** Reads an address; what it does not know is left out. */
export function readCouncilState(search: URLSearchParams): CouncilState {
  const page = Number(search.get('page'))
  const sitting = search.get('sitting') ?? ''
  const subject = search.get('subject') ?? ''
  return {
    filters: Object.fromEntries(
      filterNames.flatMap((name) => {
        const value = search.get(name)
        return value ? [[name, value]] : []
      }),
    ),
    page: Number.isInteger(page) && page > 1 ? page : 1,
    sitting: /^[1-9]\d{0,8}$/.test(sitting) ? sitting : undefined,
    subject: /^(point|group)-[1-9]\d{0,8}$/.test(subject) ? subject : undefined,
  }
}

/** The address of a page with a state; the usual values are left out. */
export function writeCouncilState(path: string, { filters, page, sitting, subject }: CouncilState): string {
  const search = new URLSearchParams({
    ...filters,
    ...(page > 1 && { page: String(page) }),
    ...(sitting && { sitting }),
    ...(subject && { subject }),
  })
  return search.size > 0 ? `${path}?${search}` : path
}

/** The state in the address of the page. */
export function useCouncilState(): CouncilState {
  const { search } = useLocation()
  return useMemo(() => readCouncilState(new URLSearchParams(search)), [search])
}

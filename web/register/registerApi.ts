import { queryOptions } from '@tanstack/react-query'
import type { Register, RegisterMap, RegisterPoint, RegisterStatistics } from '#schema/register'
import { api } from '../api/client.ts'

/** Address of what the server tells of the register of a plan. */
export const apiPath = (plan: string): string => `/api/plans/${encodeURIComponent(plan)}/register`

const asked = (path: string, parameters: string) => (parameters ? `${path}?${parameters}` : path)

const reading = <Answer>(plan: string, part: string, parameters = '') =>
  queryOptions({
    queryKey: ['register', plan, part, parameters],
    queryFn: ({ signal }) => api<Answer>(asked(`${apiPath(plan)}${part}`, parameters), { signal }),
  })

export const listQuery = (plan: string, parameters: string) => reading<Register>(plan, '', parameters)
export const mapQuery = (plan: string, parameters: string) => reading<RegisterMap>(plan, '/map', parameters)
export const statisticsQuery = (plan: string, parameters: string) =>
  reading<RegisterStatistics>(plan, '/statistics', parameters)
export const pointQuery = (plan: string, reference: string) =>
  reading<RegisterPoint>(plan, `/${encodeURIComponent(reference)}`)

import { useSuspenseQuery } from '@tanstack/react-query'
import type { City } from '#schema/city'
import { useLanguage } from '../i18n/useLanguage.ts'
import { api } from './client.ts'

const cityQuery = {
  queryKey: ['city'],
  queryFn: () => api<City>('/api/city'),
  staleTime: Number.POSITIVE_INFINITY,
}

/** The city served: names, uses, zoning classes, office. Suspends until known; it never changes. */
export function useCity(): City {
  return useSuspenseQuery(cityQuery).data
}

/** Names of uses and zoning classes of the city in the language in use; an unknown code is its own name. */
export function useCityNames() {
  const city = useCity()
  const language = useLanguage()
  return {
    use: (code: string) => city.uses.find((use) => use.code === code)?.[language] ?? code,
    zoning: (code: string) => city.zoningClasses.find((entry) => entry.code === code)?.[language] ?? code,
  }
}

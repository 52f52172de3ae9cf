import { contest } from './pairs.ts'
import { makeSearches } from './requests.ts'
import { bothAsked, compareAnswers } from './search.ts'
import { overParcels } from './servers.ts'

/** The counts beside each choice of a filter, without the list. */
export const facets = overParcels(async ({ places, startProgram, startSql }, say) => {
  const servers = [await startProgram(), await startSql()] as const
  const pathOf = (query: string) => `/facets?${query}`
  const searches = makeSearches(places)
  await compareAnswers(servers, searches.map(pathOf), say)
  const lines = []
  for (const [at, concurrency] of [1, 16].entries()) {
    const sides = bothAsked(servers, places, pathOf, at)
    lines.push(await contest({ name: 'all facets', sides, concurrency }, say))
  }
  return { data: { parcels: places.ids.length, searches: searches.length }, lines }
})

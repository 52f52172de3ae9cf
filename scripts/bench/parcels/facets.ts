import { contest } from './pairs.ts'
import { makeSearches } from './requests.ts'
import { bothAsked, compareAnswers } from './search.ts'
import { overParcels } from './servers.ts'

/** The counts beside each choice of a filter, without the list. */
export const facets = overParcels(async ({ places, startProgram, startSql }, say) => {
  const [program, sql] = [await startProgram(), await startSql()]
  const paths = makeSearches(places).map((query) => `/facets?${query}`)
  await compareAnswers(program, sql, paths, say)
  const lines = []
  for (const concurrency of [1, 16])
    lines.push(await contest({ name: 'all facets', sides: bothAsked(program, sql, paths), concurrency }, say))
  return { data: { parcels: places.ids.length, searches: paths.length }, lines }
})

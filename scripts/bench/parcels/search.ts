import { isDeepStrictEqual } from 'node:util'
import type { Child } from '../child.ts'
import { openConnection } from '../connections.ts'
import type { Say } from '../subject.ts'
import { type Contest, contest, type Side } from './pairs.ts'
import type { Places } from './places.ts'
import { makeSearches } from './requests.ts'
import { overParcels } from './servers.ts'

/** The part of an answer that is compared. */
interface Answered {
  total?: number
  items?: { id: number }[] | null
  facets?: Record<string, Counted | null>
}
type Counted =
  | ({ value: string; count: number } | { bin: number; count: number })[]
  | { bins: { count: number }[] }

const lastBin = 16

/** Counts by value, those of nothing left out, whichever way they are written. */
function countsOf(counted: Counted | null): Record<string, number> {
  const counts: Record<string, number> = {}
  const add = (key: string | number, count: number) => {
    if (count > 0) counts[key] = (counts[key] ?? 0) + count
  }
  if (counted && 'bins' in counted) for (const [at, { count }] of counted.bins.entries()) add(at + 1, count)
  else
    for (const entry of counted ?? [])
      add('bin' in entry ? Math.min(entry.bin, lastBin) : entry.value, entry.count)
  return counts
}

const comparable = ({ total, items, facets = {} }: Answered) => ({
  total,
  ids: (items ?? []).map(({ id }) => id),
  facets: Object.fromEntries(Object.entries(facets).map(([name, counted]) => [name, countsOf(counted)])),
})

/** @throws {Error} where two servers do not answer the same to a path */
export async function compareAnswers(
  [program, sql]: readonly [Child, Child],
  paths: readonly string[],
  say: Say,
): Promise<void> {
  say(`Comparing ${paths.length} answers…`)
  const [one, other] = [await openConnection(program.port), await openConnection(sql.port)]
  for (const path of paths) {
    const answers = [await one.ask(path), await other.ask(path)]
    const [told, expected] = answers.map(({ status, body }) => {
      if (status !== 200) throw new Error(`${path}: ${status} ${body}`)
      return comparable(JSON.parse(body.toString()))
    })
    if (!isDeepStrictEqual(told, expected))
      throw new Error(`${path}: the program gives ${JSON.stringify(told)}, SQL ${JSON.stringify(expected)}`)
  }
  one.close()
  other.close()
}

/** With more parcels than this SQL takes a second and more for a search: there are fewer of each form in a round. */
const [mostQuick, fewOfEach] = [100_000, 3]

/**
 * The program and SQL, asked searches of the same forms, each time others than before, so that little of what was found
 * is remembered: a district or a word alone comes again. Both begin with the same; the quicker one gets further.
 * @param contestNumber one of its own, so that no two contests ask the same
 */
export function bothAsked(
  [program, sql]: readonly [Child, Child],
  places: Places,
  pathOf: (query: string) => string,
  contestNumber: number,
): Contest['sides'] {
  const each = places.ids.length > mostQuick ? fewOfEach : undefined
  const side = (name: string, server: Child): Side => {
    let number = contestNumber * 1000
    const paths = () => {
      number += 1
      return makeSearches(places, number, each).map(pathOf)
    }
    return { name, server, paths }
  }
  return [side('program', program), side('sql', sql)]
}

const withFacets = (query: string) => `/search?${query}&facets=true`
const alone = (query: string) => `/search?${query}`

/** Lists by filters: total, first page, and the counts beside each choice. */
export const search = overParcels(async ({ places, startProgram, startSql }, say) => {
  const servers = [await startProgram(), await startSql()] as const
  const searches = makeSearches(places)
  await compareAnswers(servers, searches.map(withFacets), say)
  await compareAnswers(servers, searches.map(alone), say)
  // Of few parcels both sides spend their time on reading the fifty.
  const isLarge = places.ids.length > 10_000
  const contests: Contest[] = [
    ...[1, 16].map((concurrency, at) => ({
      name: 'total, all facets, first 50',
      sides: bothAsked(servers, places, withFacets, at),
      concurrency,
      atLeast: isLarge ? [10] : undefined,
    })),
    ...[1, 16].map((concurrency, at) => ({
      name: 'total, first 50',
      sides: bothAsked(servers, places, alone, at + 2),
      concurrency,
      atLeast: isLarge ? [concurrency === 1 ? 4 : 3] : undefined,
    })),
  ]
  const lines = []
  for (const each of contests) lines.push(await contest(each, say))
  return { data: { parcels: places.ids.length, searches: searches.length }, lines }
})

import { pick, randomFrom } from '../../generate/random.ts'
import type { Connection } from '../connections.ts'
import { areaIn, parcelAt } from './feed.ts'
import type { Places } from './places.ts'
import { makeSearches, makeTiles } from './requests.ts'

/** Of a hundred requests; the rest are details. */
const [tileShare, searchShare] = [70, 20]
/** One request in so many asks for a parcel that was written. */
const checkedOne = 8
/** A filter of the map is kept for a while: so many are in use at once, and half of the maps have none. */
const filterCount = 20

/** A parcel that was changed, its area before, and what the server answered. */
export interface Written {
  id: number
  before: number
  status: number
  ms: number
}

/** What is asked for, and whether the answer is older than a change that was acknowledged before it was asked. */
interface Question {
  path: string
  isStale?(body: Buffer): boolean
}

/** Asks as people do with a map, a list and a page, and looks whether changes are seen. */
export interface Questioner {
  next(): Question
  /** Changes the area of a parcel; from the answer on, it is among what is asked for. */
  tell(connection: Connection, at: number, areaM2: number): Promise<Written>
}

/** One who asks about these places. */
export function createQuestioner(places: Places): Questioner {
  const random = randomFrom('questions')
  const tiles = makeTiles(places)
  const searches = makeSearches(places)
  const changed: ((kind: number) => Question)[] = []

  function anyQuestion(kind: number): Question {
    if (kind < tileShare) {
      const query = random() < 0.5 ? '' : `?${pick(random, searches.slice(0, filterCount))}`
      return { path: `/api/tiles/parcels/${pick(random, tiles).join('/')}.mvt${query}` }
    }
    if (kind < tileShare + searchShare) return { path: `/search?facets=true&${pick(random, searches)}` }
    return { path: `/parcels/${places.ids[Math.floor(random() * places.ids.length)]}` }
  }

  return {
    next() {
      const kind = 100 * random()
      return changed.length > 0 && random() < 1 / checkedOne ? pick(random, changed)(kind) : anyQuestion(kind)
    },
    async tell(connection, at, areaM2) {
      const { id, path } = parcelAt(places, at)
      const { areaM2: before } = JSON.parse((await connection.ask(`/parcels/${id}`)).body.toString())
      const asked = performance.now()
      const { status } = await connection.ask(`/parcels/${id}`, 'PATCH', { areaM2 })
      const ms = performance.now() - asked
      if (status < 300) changed.push((kind) => aboutChanged(kind, id, path, areaM2))
      return { id, before, status, ms }
    },
  }
}

function aboutChanged(kind: number, id: number, tilePath: string, areaM2: number): Question {
  const read = (body: Buffer) => JSON.parse(body.toString())
  if (kind < tileShare) return { path: tilePath, isStale: (body) => areaIn(body, id) !== areaM2 }
  if (kind < tileShare + searchShare)
    return {
      path: `/search?facets=true&areaMin=${areaM2}&areaMax=${areaM2}`,
      isStale: (body) => read(body).items[0]?.id !== id,
    }
  return { path: `/parcels/${id}`, isStale: (body) => read(body).areaM2 !== areaM2 }
}

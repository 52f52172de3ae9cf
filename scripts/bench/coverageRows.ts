import type { Db } from '../../server/db/index.ts'
import { spaceStatuses } from '../../server/spaces/schema.ts'

/** A generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const rowsAtOnce = 500
const source = 'bench'
/** West, south, width and height of the city, degrees. */
const [west, south, width, height] = [9.05, 45.39, 0.22, 0.14]

/** Labs and spaces all over the city, the same on every machine: half of the spaces can be had or are vacant. */
export async function fillCity(db: Db, labs: number, spaces: number): Promise<void> {
  const random = randomFrom(6)
  const place = () =>
    `SRID=4326;POINT(${(west + random() * width).toFixed(6)} ${(south + random() * height).toFixed(6)})`
  await db.transaction(async (trx) => {
    await trx('lab').insert(
      Array.from({ length: labs }, (_, at) => ({
        code: `B-${at}`,
        name: `Lab ${at}`,
        activity: 'active',
        geom: place(),
        source,
      })),
    )
    for (let from = 0; from < spaces; from += rowsAtOnce) {
      await trx('space').insert(
        Array.from({ length: Math.min(rowsAtOnce, spaces - from) }, (_, at) => ({
          code: `B-${from + at}`,
          name: `via Prova ${from + at}`,
          status: spaceStatuses[Math.floor(random() * spaceStatuses.length)],
          public_position: random() < 0.9 ? 'exact' : 'neighbourhood',
          geom: place(),
          area_m2: random() < 0.1 ? null : Math.round(20 + random() * 400),
          surveyed_on: random() < 0.2 ? null : `202${5 + Math.floor(random() * 2)}-06-15`,
          vacant_since: random() < 0.3 ? null : `20${15 + Math.floor(random() * 10)}-03-01`,
          source,
        })),
      )
    }
  })
}

import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import pg from 'pg'
import type { Child } from '../child.ts'
import { type Connection, openConnection } from '../connections.ts'
import { median } from '../measuring.ts'
import type { Places } from './places.ts'
import { tileAt } from './requests.ts'
import { overParcels } from './servers.ts'

const rounds = 20
const patienceMs = 30_000
/** A zoom at which no tile is crowded. */
const closeZoom = 17

/** The area a tile tells of a parcel, or null where it does not show it. */
export function areaIn(tile: Buffer, id: number): number | null {
  const layer = new VectorTile(new PbfReader(tile)).layers['parcels-point']
  for (let at = 0; at < (layer?.length ?? 0); at += 1) {
    const feature = layer?.feature(at)
    if (feature?.id === id) return Number(feature.properties.areaM2)
  }
  return null
}

/** A parcel and the path of a tile that shows it. */
export function parcelAt({ lon, lat, ids }: Places, at: number): { id: number; path: string } {
  const tile = tileAt([lon[at] ?? 0, lat[at] ?? 0], closeZoom)
  return { id: ids[at] ?? 0, path: `/api/tiles/parcels/${tile.join('/')}.mvt` }
}

async function untilShown(connection: Connection, path: string, id: number, areaM2: number): Promise<number> {
  const start = performance.now()
  while (performance.now() - start < patienceMs) {
    const { body } = await connection.ask(path)
    if (areaIn(body, id) === areaM2) return performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error(`${path}: the change of ${id} does not show`)
}

/** One change by another connection, and by the program, until a tile shows it: here and in a second instance. */
export const feed = overParcels(async ({ url, places, startProgram }, say) => {
  const servers: Child[] = [await startProgram({ cacheMb: 128 }), await startProgram({ cacheMb: 128 })]
  const [one, other] = await Promise.all(servers.map(({ port }) => openConnection(port)))
  if (!one || !other) throw new Error('no connections')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const times = {
    here: [] as number[],
    there: [] as number[],
    answered: [] as number[],
    thereAfter: [] as number[],
  }
  const step = Math.floor(places.ids.length / (2 * rounds + 1))
  const set = (id: number, areaM2: number) =>
    client.query('UPDATE parcel SET area_m2 = $2 WHERE id = $1', [id, areaM2])
  const areaOf = async (id: number) =>
    (await client.query<{ area_m2: number }>('SELECT area_m2 FROM parcel WHERE id = $1', [id])).rows[0]
      ?.area_m2 ?? 0
  for (let round = 0; round < rounds; round += 1) {
    say(`round ${round + 1} of ${rounds}…`)
    const outside = parcelAt(places, (2 * round + 1) * step)
    const before = await areaOf(outside.id)
    await set(outside.id, before + 0.5)
    const [here, there] = await Promise.all(
      [one, other].map((connection) => untilShown(connection, outside.path, outside.id, before + 0.5)),
    )
    times.here.push(here ?? 0)
    times.there.push(there ?? 0)
    await set(outside.id, before)

    const inside = parcelAt(places, (2 * round + 2) * step)
    const areaM2 = await areaOf(inside.id)
    const asked = performance.now()
    await one.ask(`/parcels/${inside.id}`, 'PATCH', { areaM2: areaM2 + 0.5 })
    times.answered.push(performance.now() - asked)
    if (areaIn((await one.ask(inside.path)).body, inside.id) !== areaM2 + 0.5)
      throw new Error(`${inside.path}: the answer came before the change of ${inside.id} showed`)
    times.thereAfter.push(await untilShown(other, inside.path, inside.id, areaM2 + 0.5))
    await set(inside.id, areaM2)
  }
  await client.end()
  const line = (name: string, ms: number[], atMost: number) => ({
    name,
    figures: { medianMs: median(ms), maxMs: Math.max(...ms) },
    targets: [{ figure: 'maxMs', atMost }],
  })
  return {
    data: { parcels: places.ids.length, changes: 2 * rounds },
    lines: [
      line('changed by another, until in a tile', times.here, 300),
      line('changed by another, until in a tile of a second instance', times.there, 1000),
      line('changed by the program, until it answers', times.answered, 300),
      line('changed by the program, until in a tile of a second instance', times.thereAfter, 1000),
    ],
  }
})

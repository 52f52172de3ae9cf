import type { Context } from '../../context.ts'
import type { Db } from '../../db/index.ts'
import { sridOf } from '../grid.ts'
import type { Inputs } from '../inputs.ts'
import { type Distances, farthestM, openPlaces, type Spot } from '../travel.ts'
import { startWalker, type Walker } from './walker.ts'

const walkers = new WeakMap<Context, { key: string; walker: Promise<Walker> }>()

/**
 * The thread that knows the streets as they are; it goes on until streets or cells change.
 * @param key of the state of streets and cells
 */
export async function walkerOf(context: Context, key: string, cells: readonly Spot[]): Promise<Walker> {
  const running = walkers.get(context)
  if (running?.key === key) return running.walker
  const walker = start(context, cells)
  walkers.set(context, { key, walker })
  walker.catch(() => walkers.delete(context))
  await running?.walker.then((old) => old.stop()).catch(() => {})
  return walker
}

/** Ends the thread, where there is one. */
export async function stopWalking(context: Context): Promise<void> {
  await walkers.get(context)?.walker.then((walker) => walker.stop())
  walkers.delete(context)
}

async function start({ db, city }: Context, cells: readonly Spot[]): Promise<Walker> {
  const lines = await readLines(db, sridOf(city.coverage.metricCrs))
  return startWalker({ lines, cells: cells.map(({ x, y }) => ({ x, y })), accessM: city.coverage.accessM })
}

/** Vertices of the streets one can walk, in metres. */
async function readLines(db: Db, srid: number): Promise<Spot[][]> {
  const { rows } = await db.raw<{ rows: { lines: [number, number][][] }[] }>(
    `SELECT ST_AsGeoJSON(ST_Transform(s.geom, ?::integer), 3)::json -> 'coordinates' AS lines
    FROM street s WHERE s.ended_on IS NULL AND s.on_foot ORDER BY s.code`,
    [srid],
  )
  return rows.flatMap(({ lines }) => lines.map((line) => line.map(([x, y]) => ({ x, y }))))
}

/** Distances over the streets. */
export async function walkedDistances(context: Context, walker: Walker, inputs: Inputs): Promise<Distances> {
  const reachM = farthestM(context.city)
  const [toLab, toSpace, catchments] = await Promise.all([
    walker.toNearest(inputs.labs.map(({ x, y }) => ({ x, y }))),
    walker.toNearest(openPlaces(inputs)),
    Promise.all(inputs.labs.map(({ x, y }) => walker.catchment({ x, y }, reachM))),
  ])
  return { toLab, toSpace, catchments }
}

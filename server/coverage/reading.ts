import { createHash } from 'node:crypto'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { invalidParameter } from '../http/query.ts'
import { computeAreas, methodVersion, modelOf } from './compute.ts'
import { indicatorsOf } from './definitions/index.ts'
import type { Model } from './figures/model.ts'
import { uncheckedShare } from './figures/supply.ts'
import { ensureGrid } from './grid.ts'
import type { Inputs } from './inputs.ts'
import { walkedDistances, walkerOf } from './network/walkers.ts'
import { readInputs } from './queries.ts'
import { readKeptRun } from './runs.ts'
import type { Coverage, TravelMode } from './schema.ts'
import { readState, streetsVersion } from './state.ts'
import {
  type Catchment,
  type Distances,
  farthestM,
  type Spot,
  straightCatchments,
  straightDistances,
} from './travel.ts'

/** Figures as they are now, with what a question beyond them needs. */
export interface Current {
  coverage: Coverage
  model: Model
  /** The cells that a door somewhere would reach. */
  catchmentOf(spot: Spot): Promise<Catchment>
}

interface Cached {
  key: string
  current: Promise<Current>
}
const caches = new WeakMap<Context, Map<TravelMode, Cached>>()

/**
 * Figures of all areas: those of a kept run as they were told, else computed from the records as they are now. What
 * was computed is used again until a record, or the day, changes.
 * @throws {NotFoundError} where there is no such run
 * @throws {InvalidError} where distances over streets are asked for and none are imported
 */
export async function readCoverage(
  context: Context,
  { run, travel }: { run?: number | undefined; travel?: TravelMode | undefined } = {},
): Promise<Coverage> {
  if (run === undefined) return (await readCurrent(context, travel)).coverage
  const kept = await readKeptRun(context.db, run)
  if (travel && kept.travel.mode !== travel) {
    throw invalidParameter('travel', `run ${run} was computed with travel ${kept.travel.mode}`)
  }
  return kept
}

/** Figures of an earlier day, of what the records of today say of it: for a demonstration, which has no past. */
export async function readEarlier(context: Context, date: string): Promise<Coverage> {
  const { streets, streetsKey } = await readState(context.db)
  return (await computeNow(context, chosenMode(undefined, streets), date, streetsKey)).coverage
}

/** The figures as they are now; see `readCoverage`. */
export async function readCurrent(context: Context, travel?: TravelMode): Promise<Current> {
  const { db } = context
  const date = romeDate(await databaseNow(db))
  const state = await readState(db)
  const mode = chosenMode(travel, state.streets)
  const key = `${date} ${state.key}`
  const cache = caches.get(context) ?? new Map<TravelMode, Cached>()
  caches.set(context, cache)
  const cached = cache.get(mode)
  if (cached?.key === key) return cached.current
  const current = computeNow(context, mode, date, state.streetsKey).catch((error) => {
    cache.delete(mode)
    throw error
  })
  cache.set(mode, { key, current })
  return current
}

function chosenMode(asked: TravelMode | undefined, streets: number): TravelMode {
  if (asked === 'network' && streets === 0) {
    throw invalidParameter('travel', 'no streets are imported, so distances on foot are not known')
  }
  return asked ?? (streets > 0 ? 'network' : 'straight')
}

async function computeNow(
  context: Context,
  mode: TravelMode,
  date: string,
  streetsKey: string,
): Promise<Current> {
  const { db, city } = context
  const grid = await ensureGrid(db, city)
  const inputs = await db.transaction((trx) => readInputs(trx, city, date), {
    isolationLevel: 'repeatable read',
    readOnly: true,
  })
  const { distances, catchmentOf } = await measure(context, inputs, mode, `${grid} ${streetsKey}`)
  const model = modelOf(city, inputs, distances)
  const went = [grid, city.coverage, inputs, ...(mode === 'network' ? await streetsVersion(db) : [])]
  const coverage = {
    run: {
      id: null,
      computedAt: new Date().toISOString(),
      date,
      dataVersion: createHash('sha256').update(JSON.stringify(went)).digest('hex').slice(0, 16),
      method: methodVersion,
    },
    ...toldOf(model, mode),
    indicators: indicatorsOf(city),
    areas: computeAreas(model),
  }
  return { coverage, model, catchmentOf }
}

type Measured = Pick<Current, 'catchmentOf'> & { distances: Distances }

/** How far everything is from everything, and how to ask it of a place more. */
async function measure(context: Context, inputs: Inputs, mode: TravelMode, key: string): Promise<Measured> {
  const { city } = context
  if (mode === 'straight') {
    const catchmentOf = straightCatchments(inputs.cells, city)
    return { distances: straightDistances(inputs, city), catchmentOf: async (spot) => catchmentOf(spot) }
  }
  const walker = await walkerOf(context, key, inputs.cells)
  const reachM = farthestM(city)
  return {
    distances: await walkedDistances(context, walker, inputs),
    catchmentOf: ({ x, y }) => walker.catchment({ x, y }, reachM),
  }
}

/** What must be known beside the figures. */
function toldOf(model: Model, mode: TravelMode) {
  const { city, inputs, places } = model
  const { speedMPerMin, detour, bands } = city.coverage
  return {
    travel: {
      mode,
      speedMPerMin,
      detour: mode === 'straight' ? detour : null,
      bands: [...bands],
      note: notes[mode],
    },
    census: {
      lastSurvey: inputs.spaces.reduce(
        (last: string | null, { surveyedOn }) =>
          surveyedOn && surveyedOn > (last ?? '') ? surveyedOn : last,
        null,
      ),
      uncheckedShare: uncheckedShare(model, inputs.spaces).value,
    },
    facilities: {
      labsInside: places[0]?.labs.length ?? 0,
      labsOutside: inputs.labs.filter(({ district }) => district < 0).length,
      stops: inputs.stops.length,
    },
  }
}

const notes = {
  straight: { it: 'stima in linea d’aria corretta', en: 'estimate: straight line, corrected for detours' },
  network: { it: 'a piedi sulla rete stradale', en: 'on foot over the streets' },
}

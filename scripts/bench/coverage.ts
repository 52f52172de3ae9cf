import { computeAreas, modelOf } from '../../server/coverage/compute.ts'
import { ensureGrid } from '../../server/coverage/grid.ts'
import { readInputs } from '../../server/coverage/queries.ts'
import { readCurrent } from '../../server/coverage/reading.ts'
import type { Area, IndicatorId } from '../../server/coverage/schema.ts'
import { type PlainValue, plainQueries, plainValues, preparePlain } from '../../server/coverage/sql.ts'
import { straightDistances } from '../../server/coverage/travel.ts'
import { whatIf } from '../../server/coverage/whatIf.ts'
import type { Db } from '../../server/db/index.ts'
import type { Bench } from './bench.ts'
import { fillCity } from './coverageRows.ts'
import type { Measure } from './measuring.ts'
import { overProgram } from './subject.ts'

/** The size of Milan: 100 labs and 10,000 spaces over its own 88 NIL and 9 Municipi. */
const scales: Record<string, { labs: number; spaces: number }> = {
  small: { labs: 20, spaces: 500 },
  full: { labs: 100, spaces: 10_000 },
}

const wholeLimitMs = 10_000
const whatIfLimitMs = 100
const day = '2026-11-29'

type Told = Record<string, number | null>

const near = (one: number | null, other: number | null): boolean =>
  one === other ||
  (one !== null && other !== null && Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(other)))

/** What differs by more than a millionth: the ways add up in another order. What SQL gives no row for is left out. */
function seenIn({ program, bare }: { program: unknown; bare: unknown }): [Told, Told] {
  const areas = new Map((program as Area[]).map((area) => [`${area.kind} ${area.code}`, area]))
  const [mine, theirs]: [Told, Told] = [{}, {}]
  for (const [id, values] of bare as [IndicatorId, PlainValue[]][]) {
    for (const { kind, code, value } of values) {
      const told = areas.get(`${kind} ${code}`)?.values[id].value ?? null
      if (near(told, value)) continue
      mine[`${id} ${kind} ${code}`] = told
      theirs[`${id} ${kind} ${code}`] = value
    }
  }
  return [mine, theirs]
}

/** Everything anew from the records: read, measured, added up for all areas. */
async function recompute({ db, app }: Bench): Promise<Area[]> {
  const { city } = app.context
  const inputs = await db.transaction((trx) => readInputs(trx, city, day))
  return computeAreas(modelOf(city, inputs, straightDistances(inputs, city)))
}

async function allQueries(db: Db, { app }: Bench): Promise<[string, PlainValue[]][]> {
  const { city } = app.context
  return db.transaction(async (trx) => {
    await preparePlain(trx, city, day)
    const found: [string, PlainValue[]][] = []
    for (const [id, query] of Object.entries(plainQueries(city))) {
      found.push([id, await plainValues(trx, query)])
    }
    return found
  })
}

/** Where a lab that is not there would stand. */
const drop: [number, number][] = [[9.1366, 45.5005]]

function whatIfMeasure(bench: Bench): Measure {
  const { db, app } = bench
  const { context } = app
  const { detour, speedMPerMin } = context.city.coverage
  const reachM = (15 * speedMPerMin) / detour
  return {
    name: 'what if: one more lab',
    limitMs: whatIfLimitMs,
    program: async () => (await whatIf(await readCurrent(context, 'straight'), drop, 15)).residents.after,
    bare: () =>
      db.transaction(async (trx) => {
        await preparePlain(trx, context.city, day)
        const { rows } = await trx.raw<{ rows: { after: number }[] }>(
          `SELECT round(sum(c.population) FILTER (WHERE EXISTS (SELECT FROM plain_lab l WHERE ST_DWithin(l.geom, c.geom, :reachM))
            OR ST_DWithin(c.geom, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), 32632), :reachM)))::integer AS after
          FROM plain_cell c`,
          { reachM, lon: drop[0]?.[0] ?? 0, lat: drop[0]?.[1] ?? 0 },
        )
        return rows[0]?.after
      }),
    // The program rounds what there was and what is gained, so that the two add up as they are shown.
    seen: ({ program, bare }) =>
      Math.abs(Number(program) - Number(bare)) <= 1 ? [bare, bare] : [program, bare],
  }
}

/** Coverage at the size of a city: every figure of every area, and a lab dropped on the map. */
export const coverage = overProgram(scales, async (bench, { labs, spaces }, say) => {
  const { db, app } = bench
  say(`Writing ${labs} labs and ${spaces} spaces…`)
  await fillCity(db, labs, spaces)
  await ensureGrid(db, app.context.city, (step) => say(`Grid: ${step}`))
  const { rows } = await db.raw<{ rows: { cells: number; hexagons: number }[] }>(
    'SELECT count(*)::integer AS cells, count(DISTINCT hexagon)::integer AS hexagons FROM population_cell',
  )
  return {
    measures: [
      {
        name: 'all figures of all areas',
        limitMs: wholeLimitMs,
        program: () => recompute(bench),
        bare: () => allQueries(db, bench),
        seen: seenIn,
      },
      whatIfMeasure(bench),
    ],
    data: { NIL: 88, Municipi: 9, labs, spaces, ...rows[0] },
  }
})

import { addMonths } from '../agreements/rules.ts'
import { listCalls } from '../calls/queries.ts'
import type { CallItem } from '../calls/schema.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { readDistricts, readResidents } from '../districts/queries.ts'
import { invalidParameter } from '../http/query.ts'
import { readChanges } from './changes.ts'
import { readPlaces } from './drawnMap.ts'
import { readObservations } from './observations.ts'
import { readPlace } from './place.ts'
import { readPromises } from './promises.ts'
import { readRequestFigures } from './requests.ts'
import { periodOf } from './rules.ts'
import type { DistrictCall, DistrictPage, PeriodQuery } from './schema.ts'
import { spaceIds } from './spaceRows.ts'

function toCall(call: CallItem, number: string): DistrictCall[] {
  const here = call.lots.filter(({ spaces }) => spaces.some(({ district }) => district === number))
  if (here.length === 0) return []
  const areas = here
    .flatMap(({ spaces }) => spaces.filter(({ district }) => district === number))
    .flatMap(({ areaM2 }) => areaM2 ?? [])
  const { code, title, titleEn, phase, standing, opensAt, closesAt, office, lots } = call
  return [
    {
      code,
      title,
      titleEn,
      phase,
      standing,
      opensAt,
      closesAt,
      office: office.name,
      lotsHere: here.length,
      lots: lots.length,
      areaMinM2: areas.length > 0 ? Math.min(...areas) : null,
      areaMaxM2: areas.length > 0 ? Math.max(...areas) : null,
    },
  ]
}

/** Calls open and announced that have a space in a district. */
async function readCallsHere(db: Db, number: string): Promise<DistrictCall[]> {
  const { items } = await listCalls(db)
  return items
    .filter(({ phase }) => phase === 'open' || phase === 'upcoming')
    .flatMap((call) => toCall(call, number))
}

/** Counts are those of the list and the map; a survey holds as many months as coverage says. */
async function countSpaces(context: Context, number: string, today: string): Promise<DistrictPage['spaces']> {
  const index = context.collections.get('spaces')?.index
  const ids = spaceIds(context, number)
  const facets = index?.facets({ district: { op: 'anyOf', column: 'district', values: [number] } }) ?? {}
  const counts = Array.isArray(facets.status) ? facets.status : []
  const [row]: { count: number }[] = await context
    .db({ s: 'published_space' })
    .whereRaw('s.id = ANY(?)', [ids])
    .whereRaw('(s.surveyed_on IS NULL OR s.surveyed_on < ?::date)', [
      addMonths(today, -context.city.coverage.uncheckedMonths),
    ])
    .select({ count: context.db.raw('count(*)::integer') })
  return {
    total: ids.length,
    byStatus: counts.filter(({ count }) => count > 0),
    unchecked: row?.count ?? 0,
  }
}

/**
 * What the page of a district tells.
 * @throws {NotFoundError} where there is no such district
 * @throws {InvalidError} where the days end before they begin
 */
export async function readDistrictPage(
  context: Context,
  number: string,
  asked: PeriodQuery,
): Promise<DistrictPage> {
  const { db, city, config } = context
  const { id, ...place } = await readPlace(context, number)
  const date = romeDate(await databaseNow(db))
  const period = periodOf(date, asked)
  if (period.from > period.until) throw invalidParameter('from', 'must not be after until')
  const [districts, residents, spaces, changes, calls, requests, promises, observations, places] =
    await Promise.all([
      readDistricts(db),
      readResidents(db, city),
      countSpaces(context, number, date),
      readChanges(db, { districtId: id, number, ...period }),
      readCallsHere(db, number),
      readRequestFigures(db, id, date),
      readPromises(context, { id, number, today: date }),
      readObservations(db, id),
      readPlaces(db, id),
    ])
  return {
    district: { ...place, residents: residents.get(number) ?? null },
    numbers: districts.map((one) => one.number),
    date,
    period,
    spaces,
    changes,
    calls,
    requests,
    promises,
    observations,
    places,
    demo: config.demo,
  }
}

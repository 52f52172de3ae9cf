import fc from 'fast-check'
import type { SpaceFilters } from '../spaces/schema.ts'

const lon = fc.double({ min: 9.05, max: 9.35, noNaN: true }).map((value) => Number(value.toFixed(5)))
const lat = fc.double({ min: 45.35, max: 45.65, noNaN: true }).map((value) => Number(value.toFixed(5)))
const some = (...values: string[]) => fc.subarray(values, { minLength: 1 })
const ordered = (value: fc.Arbitrary<number>) =>
  fc.tuple(value, value).map((pair) => pair.toSorted((a, b) => a - b))

const anyPlace = {
  bbox: fc.tuple(ordered(lon), ordered(lat)).map(([[w, e], [s, n]]) => `${w},${s},${e},${n}`),
  near: fc.tuple(lon, lat, fc.integer({ min: 50, max: 20_000 })).map((parts) => parts.join(',')),
  within: fc
    .uniqueArray(fc.tuple(lon, lat), { minLength: 3, maxLength: 9, selector: (position) => position.join() })
    .map((positions) => positions.map((position) => position.join(' ')).join(',')),
}

const everyFilter = {
  areaMin: fc.integer({ min: 0, max: 200 }),
  areaMax: fc.integer({ min: 100, max: 500 }),
  zoning: some('ARU', 'SERV', 'RIG_NODO', 'AGR', 'none'),
  activity: fc.constantFrom('manifattura_leggera', 'servizi_sociali_culturali', 'produzione_rumorosa'),
  advice: some('usuallyCompatible', 'toVerify', 'needsAgreement', 'notDeterminable'),
  district: some('1', '9', 'none'),
  neighbourhood: some('1', '2', '3', '4', 'none'),
  zone: some('niguarda', 'none'),
  call: some('none'),
  status: some('available', 'inCall', 'surveyed', 'inUse'),
  ownership: some('municipal', 'private', 'unknown'),
  condition: some('good', 'poor', 'none'),
  floor: some('T', 'S1', 'none'),
  heightMin: fc.integer({ min: 2, max: 7 }),
  threePhase: some('yes', 'no', 'none'),
  powerMin: fc.integer({ min: 0, max: 50 }),
  vehicleAccess: fc.boolean(),
  extraction: some('yes', 'none'),
  stepFree: fc.boolean(),
  rentMax: fc.integer({ min: 1, max: 120 }),
  worksMax: fc.integer({ min: 0, max: 50_000 }),
  labWithin: fc.integer({ min: 100, max: 20_000 }),
  transitWithin: fc.integer({ min: 100, max: 20_000 }),
  ...anyPlace,
  q: fc.constantFrom('via', 'bovisa', 'citta', 'R-0007', 'r7', 'niguarda', 'studi'),
  unknown: fc.constant('include'),
} as unknown as { [Name in keyof Required<SpaceFilters>]: fc.Arbitrary<Required<SpaceFilters>[Name]> }

/** Any filters of spaces that mean something in the city of `insertCity`, up to four at once. */
export const anyFilters: fc.Arbitrary<SpaceFilters> = fc
  .subarray(Object.keys(everyFilter) as (keyof SpaceFilters)[], { maxLength: 4 })
  .filter((names) => !names.includes('advice') || names.includes('activity'))
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, everyFilter[name]])) as typeof everyFilter),
  )

/** Filters as a query string that starts with `&`, empty where there are none. */
export function queryOf(filters: SpaceFilters): string {
  return Object.entries(filters)
    .map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`)
    .join('')
}

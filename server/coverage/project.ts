import type { CityPack } from '../city/pack.ts'
import type { LonLat } from '../featureIndex/definition.ts'
import { findCrs, fromLonLat, toLonLat } from '../imports/crs.ts'
import type { Spot } from './travel.ts'

const crsOf = ({ coverage }: CityPack) => {
  const crs = findCrs(coverage.metricCrs)
  if (!crs) throw new Error(`coverage.json: ${coverage.metricCrs} is not known here`)
  return crs
}

/** Degrees as metres of the city's CRS. */
export function toMetres(city: CityPack, place: LonLat): Spot {
  const [x, y] = fromLonLat(place, crsOf(city))
  return { x, y }
}

const sixDecimals = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** Metres of the city's CRS as degrees, six decimals. */
export function toDegrees(city: CityPack, { x, y }: Spot): LonLat {
  const [lon, lat] = toLonLat([x, y], { crs: crsOf(city), swapped: false }) ?? [0, 0]
  return [sixDecimals(lon), sixDecimals(lat)]
}

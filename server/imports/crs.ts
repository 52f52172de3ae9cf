import proj4, { type Converter } from 'proj4'
import type { BBox, LonLat } from '../featureIndex/definition.ts'
import { inBox } from '../featureIndex/place.ts'

/** A coordinate reference system that files of Italian cities come in. */
export interface Crs {
  /** Such as "EPSG:3003". */
  code: string
  name: string
  /** Other codes whose numbers are the same to the centimetre. */
  sameAs: readonly string[]
  /** True where the standard axis order is north before east. */
  northFirst: boolean
  /** Whether its numbers tell it apart from the others; if not, only a declaration chooses it. */
  recognisable: boolean
  /** What the reader of the report should know. */
  remark?: string
  /** How far off a place may come out, in metres, where the conversion is not exact. */
  accuracyM?: number
  definition: string
}

const utm32 = '+proj=utm +zone=32 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs'

/** In the order in which they are tried. The seven parameters of Monte Mario are those of EPSG:1660. */
export const crsList: readonly Crs[] = [
  {
    code: 'EPSG:4326',
    name: 'WGS84 longitude/latitude',
    sameAs: ['EPSG:4258', 'EPSG:6706', 'EPSG:4979', 'OGC:CRS84'],
    northFirst: false,
    recognisable: true,
    definition: 'EPSG:4326',
  },
  {
    code: 'EPSG:3003',
    name: 'Monte Mario / Italy 1 (Gauss-Boaga, west)',
    sameAs: [],
    northFirst: false,
    recognisable: true,
    remark:
      'Shifted to WGS84 with seven parameters, about 4 m accurate: a point on record within 5 m is left as it is.',
    accuracyM: 5,
    definition:
      '+proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=1500000 +y_0=0 +ellps=intl ' +
      '+towgs84=-104.1,-49.1,-9.9,0.971,-2.917,0.714,-11.68 +units=m +no_defs',
  },
  {
    code: 'EPSG:3857',
    name: 'Web Mercator',
    sameAs: ['EPSG:900913', 'EPSG:102100'],
    northFirst: false,
    recognisable: true,
    definition: 'EPSG:3857',
  },
  {
    code: 'EPSG:32632',
    name: 'UTM 32N',
    sameAs: ['EPSG:25832', 'EPSG:7791'],
    northFirst: false,
    recognisable: true,
    remark: 'By its numbers it cannot be told from ED50 / UTM 32N (EPSG:23032), which lies 210 m away.',
    definition: utm32,
  },
  {
    code: 'EPSG:6707',
    name: 'RDN2008 / UTM 32N, north before east',
    sameAs: [],
    northFirst: true,
    recognisable: true,
    definition: utm32,
  },
  {
    code: 'EPSG:23032',
    name: 'ED50 / UTM 32N',
    sameAs: [],
    northFirst: false,
    recognisable: false,
    definition: '+proj=utm +zone=32 +ellps=intl +towgs84=-87,-98,-121,0,0,0,0 +units=m +no_defs',
  },
]

/**
 * The CRS of a name as files write it: "EPSG:3003", "urn:ogc:def:crs:EPSG::32632",
 * "urn:ogc:def:crs:OGC:1.3:CRS84", "3003"; undefined where it is not known here.
 */
export function findCrs(name: string): Crs | undefined {
  const [, epsg] = /^(?:.*EPSG.*\D)?(\d{4,6})$/i.exec(name.trim()) ?? []
  const code = /CRS84$/i.test(name.trim()) ? 'OGC:CRS84' : `EPSG:${epsg}`
  return crsList.find((crs) => crs.code === code || crs.sameAs.includes(code))
}

/** What two numbers of a file mean: a CRS, and whether they come in the other order than it says. */
export interface Reading {
  crs: Crs
  swapped: boolean
}

/** Pair of a file as longitude and latitude; null where it is no place on Earth. */
export function toLonLat(
  [first, second]: readonly [number, number],
  { crs, swapped }: Reading,
): LonLat | null {
  const [east, north] = crs.northFirst !== swapped ? [second, first] : [first, second]
  if (crs.code === 'EPSG:4326') return Math.abs(east) <= 180 && Math.abs(north) <= 90 ? [east, north] : null
  const [lon, lat] = converter(crs).forward([east, north])
  return Number.isFinite(lon) && Number.isFinite(lat) ? [rounded(lon), rounded(lat)] : null
}

/** Longitude and latitude as east and north of a projected CRS. */
export const fromLonLat = (place: LonLat, crs: Crs): [east: number, north: number] =>
  converter(crs).inverse(place) as [number, number]

const converters = new Map<string, Converter>()

function converter(crs: Crs): Converter {
  const known = converters.get(crs.code)
  if (known) return known
  const made = proj4(crs.definition, 'EPSG:4326')
  converters.set(crs.code, made)
  return made
}

/** Nine decimals of a degree, a tenth of a millimetre, so that a second import gives the same number. */
const rounded = (degrees: number): number => Math.round(degrees * 1e9) / 1e9

/**
 * The reading under which a pair lies within the bounds; undefined where there is none. UTM with north
 * first is EPSG:6707 rather than EPSG:32632 swapped.
 */
export function recognise(pair: readonly [number, number], bounds: BBox): Reading | undefined {
  for (const crs of crsList.filter((it) => it.recognisable)) {
    for (const swapped of crs.code === 'EPSG:32632' ? [false] : [false, true]) {
      const place = toLonLat(pair, { crs, swapped })
      if (place && inBox(bounds, place)) return { crs, swapped }
    }
  }
  return undefined
}

import type { Db } from '../db/index.ts'

/** An axis-aligned box as EWKT multipolygon, degrees. */
export const box = (west: number, south: number, east: number, north: number): string =>
  `SRID=4326;MULTIPOLYGON(((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south})))`

/** A point as EWKT, degrees. */
export const point = (lon: number, lat: number): string => `SRID=4326;POINT(${lon} ${lat})`

/**
 * A city one can check by hand: Municipi 1 (west) and 9 (east) meet at lon 9.2; NIL 1 to 4 are the quarters
 * of 9.1-9.3 × 45.4-45.6, with NIL 2 reaching over the border; ARU in the north, SERV in the south-west; a
 * periphery area in the north-east; a ring in the west; an active, a closed and an unknown lab; a stop.
 */
export async function insertCity(db: Db): Promise<void> {
  const source = 'test'
  await db.transaction(async (trx) => {
    await trx('district').insert([
      { code: '1', name: 'Municipio 1', geom: box(9.1, 45.4, 9.2, 45.6), source, population: 98531 },
      { code: '9', name: 'Municipio 9', geom: box(9.2, 45.4, 9.3, 45.6), source },
    ])
    await trx('neighbourhood').insert([
      nil('1', 'DUOMO', [9.1, 45.4, 9.19, 45.5], [9.15, 45.45]),
      nil('2', "CITTA' STUDI", [9.19, 45.4, 9.3, 45.5], [9.25, 45.45]),
      nil('3', 'QT 8', [9.1, 45.5, 9.2, 45.6], [9.15, 45.55]),
      nil('4', 'NIGUARDA - CÀ GRANDA', [9.2, 45.5, 9.3, 45.6], [9.25, 45.55]),
    ])
    await trx('zoning_area').insert([
      zoning('Z1', 'ARU', box(9.1, 45.5, 9.3, 45.6)),
      zoning('Z2', 'SERV', box(9.1, 45.4, 9.2, 45.5)),
      zoning('Z3', 'RIG_NODO', box(9.24, 45.54, 9.26, 45.56)),
    ])
    await trx('zone').insert([
      {
        code: 'niguarda',
        name: 'Niguarda-Bovisa',
        kind: 'peripheryPlan',
        geom: box(9.25, 45.5, 9.3, 45.6),
        source,
      },
      { code: 'ring', name: 'Circonvallazione', kind: 'ring', geom: box(9.1, 45.4, 9.2, 45.6), source },
    ])
    await trx('lab').insert([
      { code: 'L1', name: 'Lab attivo', activity: 'active', geom: point(9.15, 45.45), source },
      { code: 'L2', name: 'Lab chiuso', activity: 'closed', geom: point(9.25, 45.45), source },
      { code: 'L3', name: 'Lab ignoto', geom: point(9.25, 45.55), source },
    ])
    await trx('transit_stop').insert({ code: 'M1', name: 'Stazione', geom: point(9.2, 45.5), source })
  })
}

const nil = (
  code: string,
  name: string,
  sides: [number, number, number, number],
  label: [number, number],
) => ({
  code,
  name,
  geom: box(...sides),
  label_point: point(...label),
  source: 'test',
})

const zoning = (code: string, zoningClass: string, geom: string) => ({
  code,
  plan_version: 'test',
  class: zoningClass,
  geom,
  example: true,
  source: 'test',
})

/** A record of table space with what must be there: a municipal space, available, its place exact. */
export function spaceRecord(code: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    code,
    name: `via Prova ${code}`,
    status: 'available',
    ownership: 'municipal',
    public_position: 'exact',
    source: 'test',
    ...changes,
  }
}

/** Ground for a space: a box of about 16 by 22 m with its corner there. */
export const ground = (lon: number, lat: number): string => box(lon, lat, lon + 0.0002, lat + 0.0002)

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

/** Records of spaces all over the city of `insertCity`, with holes, hidden places and every status. */
export function randomSpaces(count: number, seed: number): Record<string, unknown>[] {
  const random = randomFrom(seed)
  const oneOf = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value
  const maybe = (value: number) => (random() < 0.4 ? null : Math.round(value * 10) / 10)
  return Array.from({ length: count }, (_, at) => {
    const [lon, lat] = [9.1 + random() * 0.199, 45.4 + random() * 0.199]
    return spaceRecord(`R-${String(at + 1).padStart(4, '0')}`, {
      name: `via ${oneOf(['Bovisa', 'Città', 'Padova'])} ${at}`,
      geom: oneOf([ground(lon, lat), ground(lon, lat), point(lon, lat), null]),
      public_position: oneOf(['exact', 'exact', 'neighbourhood', 'hidden']),
      status: oneOf([
        'available',
        'inCall',
        'expiring',
        'released',
        'surveyed',
        'awarded',
        'inUse',
        'withdrawn',
      ]),
      ownership: oneOf(['municipal', 'publicHousing', 'private', 'unknown']),
      area_m2: maybe(1 + random() * 400),
      height_m: maybe(2.5 + random() * 5),
      power_kw: maybe(random() * 60),
      unit_rent_eur_m2_year: maybe(random() * 120),
      works_eur: maybe(random() * 50_000),
      three_phase: oneOf(['yes', 'activatable', 'no', null]),
      extraction: oneOf(['yes', 'possible', 'no', null]),
      vehicle_access: oneOf([true, false, null]),
      step_free: oneOf([true, false, null]),
      condition: oneOf(['good', 'fair', 'poor', null]),
      floor: oneOf(['T', 'S1', '1', null]),
      lawful_use: oneOf(['artigianato_produttivo', 'commercio_vicinato', null]),
    })
  })
}

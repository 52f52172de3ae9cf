import type { LonLat } from '../featureIndex/definition.ts'
import { csvTable } from '../http/csv.ts'
import { invalidParameter } from '../http/query.ts'
import type { Model } from './figures/model.ts'
import { toMetres } from './project.ts'
import type { Current } from './reading.ts'
import { walkM } from './rules.ts'
import type { WhatIf } from './schema.ts'

const mostLabs = 10

/**
 * Reads `lon,lat;lon,lat` in degrees, EPSG:4326.
 * @throws {InvalidError} naming `labs`
 */
export function parseLabs(text: string): LonLat[] {
  const labs = text.split(';').map((pair): LonLat => {
    const [lon = '', lat = '', ...more] = pair.split(',')
    const plain = [lon, lat].every((part) => /^-?\d{1,3}(\.\d{1,12})?$/.test(part.trim()))
    const isPlace = plain && Math.abs(Number(lon)) <= 180 && Math.abs(Number(lat)) <= 90
    if (more.length > 0 || !isPlace) throw invalidParameter('labs', 'must be lon,lat;lon,lat in degrees')
    return [Number(lon), Number(lat)]
  })
  if (labs.length > mostLabs) throw invalidParameter('labs', `at most ${mostLabs} labs`)
  return labs
}

/** Who would be within reach of a lab, city and Municipi, if there were labs in these places too. */
export async function whatIf(current: Current, labs: readonly LonLat[], minutes: number): Promise<WhatIf> {
  const { model, coverage, catchmentOf } = current
  const { city, distances } = model
  const reachM = walkM(minutes, city.coverage.speedMPerMin)
  const reached = new Uint8Array(model.population.length)
  const gains: number[] = []
  for (const lab of labs) {
    const { cells, distances: metres } = await catchmentOf(toMetres(city, lab))
    let gained = 0
    for (const [at, cell] of cells.entries()) {
      if ((metres[at] ?? Infinity) > reachM || (distances.toLab[cell] ?? Infinity) <= reachM) continue
      reached[cell] = 1
      gained += model.population[cell] ?? 0
    }
    gains.push(Math.round(gained))
  }
  const whole = model.places.find(({ kind }) => kind === 'city')
  return {
    travel: coverage.travel,
    minutes,
    residents: changeOf(model, whole?.cells ?? [], reached, reachM, 1),
    areas: areasOf(model, reached, reachM),
    each: labs.map((point, at) => ({ point, gained: gains[at] ?? 0 })),
  }
}

/** Municipi; where the official figure is known the parts are scaled to it. */
const areasOf = (model: Model, reached: Uint8Array, reachM: number): WhatIf['areas'] =>
  model.places
    .filter(({ kind }) => kind === 'district')
    .map(({ code, name, cells, residents, official }) => {
      const counted = cells.reduce((sum, cell) => sum + (model.population[cell] ?? 0), 0)
      const all = residents ?? counted
      const scale = official && counted > 0 ? all / counted : 1
      const change = changeOf(model, cells, reached, reachM, scale)
      return { kind: 'district' as const, code, name, residents: Math.round(all), ...change }
    })

function changeOf(
  { population, distances }: Model,
  cells: readonly number[],
  reached: Uint8Array,
  reachM: number,
  scale: number,
) {
  let [before, gained] = [0, 0]
  for (const cell of cells) {
    const residents = (population[cell] ?? 0) * scale
    if ((distances.toLab[cell] ?? Infinity) <= reachM) before += residents
    else if (reached[cell]) gained += residents
  }
  const [rounded, change] = [Math.round(before), Math.round(gained)]
  return { before: rounded, after: rounded + change, change }
}

const columns = ['kind', 'code', 'name', 'residents', 'before', 'after', 'change'] as const

/** The difference as a table: the Municipi, then the whole city. */
export function whatIfCsv({ areas, residents, minutes, travel }: WhatIf, demo: boolean): string {
  const city = { kind: 'city', code: 'city', name: null, residents: null, ...residents }
  const rows = [...areas, city].map((area) => [...columns.map((name) => area[name]), minutes, travel.mode])
  return csvTable([...columns, 'minutes', 'travel'], rows, demo)
}

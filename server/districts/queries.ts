import type { CityPack } from '../city/pack.ts'
import type { Db } from '../db/index.ts'
import { lonLat } from '../db/spatial.ts'
import type { LonLat } from '../featureIndex/definition.ts'
import type { Figure } from './schema.ts'

interface Counted {
  population: number | null
  populationYear: number | null
  populationSource: string | null
  source: string
}

/** A Municipio as it is recorded. */
export interface DistrictRow extends Counted {
  number: string
  name: string
  official: boolean
}

/** A NIL as it is recorded; `point` is where its name stands, EPSG:4326. */
export interface NeighbourhoodRow extends Counted {
  code: string
  name: string
  official: boolean
  district: string | null
  point: LonLat
}

/** Municipi by number. */
export async function readDistricts(db: Db): Promise<DistrictRow[]> {
  return db({ d: 'district' }).whereNull('d.ended_on').orderByRaw('length(d.code), d.code').select({
    number: 'd.code',
    name: 'd.name',
    official: 'd.official',
    source: 'd.source',
    population: 'd.population',
    populationYear: 'd.population_year',
    populationSource: 'd.population_source',
  })
}

/** NIL by name. */
export async function readNeighbourhoods(db: Db): Promise<NeighbourhoodRow[]> {
  return db({ n: 'neighbourhood' })
    .leftJoin({ d: 'district' }, 'd.id', 'n.label_district_id')
    .whereNull('n.ended_on')
    .orderBy(['n.name', 'n.id'])
    .select({
      code: 'n.code',
      name: 'n.name',
      district: 'd.code',
      point: lonLat(db, 'n.label_point'),
      official: 'n.official',
      source: 'n.source',
      population: 'n.population',
      populationYear: 'n.population_year',
      populationSource: 'n.population_source',
    })
}

/** Residents of a Municipio: the official figure where the pack has one, as coverage tells them, else those recorded. */
export function districtPopulation(
  { coverage }: Pick<CityPack, 'coverage'>,
  row: DistrictRow,
): Figure | null {
  const told = coverage.officialPopulation.find(({ district }) => district === row.number)
  if (!told) return populationFigure(row)
  const { population, year: populationYear, source: populationSource } = told
  return populationFigure({ population, populationYear, populationSource, source: row.source })
}

/** Residents as a figure; null where they are not recorded. */
export function populationFigure(row: Counted): Figure | null {
  if (row.population === null) return null
  return {
    value: row.population,
    unit: 'residents',
    source: row.populationSource ?? row.source,
    date: row.populationYear === null ? null : String(row.populationYear),
    definition: 'Persone residenti iscritte in anagrafe',
    definitionEn: 'Residents on the population register',
  }
}

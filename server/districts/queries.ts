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
export interface DistrictRow {
  number: string
  name: string
  official: boolean
  source: string
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

/** SQL: what the cells of the grid say of each Municipio; nothing of one with a cell that does not say. */
const fromGrid = `
  SELECT c.district_id, round(sum(c.population)) AS population,
    CASE WHEN count(DISTINCT c.population_year) = 1 THEN min(c.population_year) END AS year,
    string_agg(DISTINCT c.population_source, '; ' ORDER BY c.population_source) AS source
  FROM population_cell c GROUP BY c.district_id HAVING count(*) = count(c.population)`

interface Residents extends Counted {
  number: string
  fromGrid: boolean
}

/**
 * Residents of Municipi by number, as coverage tells them: the official figure where the pack has one, else the sum
 * of the grid; those recorded while there is no grid.
 */
export async function readResidents(
  db: Db,
  { coverage }: Pick<CityPack, 'coverage'>,
): Promise<Map<string, Figure | null>> {
  const { rows } = await db.raw<{ rows: Residents[] }>(
    `SELECT d.code AS number, d.source, g.population IS NOT NULL AS "fromGrid",
      coalesce(g.population, d.population)::integer AS population,
      CASE WHEN g.population IS NULL THEN d.population_year ELSE g.year END AS "populationYear",
      CASE WHEN g.population IS NULL THEN d.population_source ELSE g.source END AS "populationSource"
    FROM district d LEFT JOIN (${fromGrid}) g ON g.district_id = d.id WHERE d.ended_on IS NULL`,
  )
  return new Map(rows.map((row) => [row.number, toldResidents(coverage.officialPopulation, row)]))
}

function toldResidents(official: CityPack['coverage']['officialPopulation'], row: Residents): Figure | null {
  const told = official.find(({ district }) => district === row.number)
  if (told) {
    const { population, year: populationYear, source: populationSource } = told
    return populationFigure({ population, populationYear, populationSource, source: row.source })
  }
  const figure = populationFigure(row)
  return figure && row.fromGrid ? { ...figure, ...summed } : figure
}

const summed = {
  definition:
    'Persone residenti iscritte in anagrafe: somma dei NIL o delle sezioni di censimento, divisi per area dove un confine li taglia',
  definitionEn:
    'Residents on the population register: sum of the NIL or census sections, divided by area where a border cuts them',
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

import type { CityPack } from '../city/pack.ts'
import { romeDate } from '../city/rules.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { figureDefinitions, seriesDefinitions } from './figures.ts'
import { type Figure, figureIds, type Impact, type Series, seriesIds } from './schema.ts'

interface Answer {
  value: string | number | null
  population: string | number
}

async function readFigure(db: Db, city: CityPack, id: Figure['id'], date: string): Promise<Figure> {
  const { query, population, ...told } = figureDefinitions(city)[id]
  const { rows } = await db.raw<{ rows: Answer[] }>(query)
  const { value = null, population: count = 0 } = rows[0] ?? {}
  return {
    id,
    ...told,
    value: value === null || Number(count) === 0 ? null : Number(value),
    population: { count: Number(count), ...population },
    date,
    query,
  }
}

async function readSeries(db: Db, id: Series['id'], date: string): Promise<Series> {
  const { query, population, ...told } = seriesDefinitions[id]
  const { rows: points } = await db.raw<{ rows: Series['points'] }>(query)
  const count = points.reduce((sum, { spaces }) => sum + spaces, 0)
  return { id, ...told, points, population: { count, ...population }, date, query }
}

/**
 * Every figure of the public page in one moment of the database: a figure and what it is split into are of the same
 * records.
 */
export async function readImpact(db: Db, city: CityPack): Promise<Impact> {
  return db.transaction(
    async (trx) => {
      const date = romeDate(await databaseNow(trx))
      const figures: Figure[] = []
      for (const id of figureIds) figures.push(await readFigure(trx, city, id, date))
      const series: Series[] = []
      for (const id of seriesIds) series.push(await readSeries(trx, id, date))
      return { figures, series }
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  )
}

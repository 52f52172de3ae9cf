import { NotFoundError } from '../http/problem.ts'
import type { Area, Coverage, DistrictCoverage, DistrictFigure, IndicatorId } from './schema.ts'

/**
 * The figures of one Municipio, each beside that of the city and with its place among the Municipi.
 * @throws {NotFoundError} where there is no such Municipio
 */
export function districtCoverage(
  { run, travel, indicators, areas }: Coverage,
  number: string,
): DistrictCoverage {
  const districts = areas.filter(({ kind }) => kind === 'district')
  const mine = districts.find(({ code }) => code === number)
  const city = areas.find(({ kind }) => kind === 'city')
  if (!mine || !city) throw new NotFoundError(`There is no Municipio ${number}.`)
  const { values, ...district } = mine
  return {
    district,
    run,
    travel,
    figures: indicators.map(({ id, unit, source, definition }) => ({
      indicator: id,
      ...values[id],
      unit,
      source: source.it,
      date: run.date,
      definition: definition.it,
      definitionEn: definition.en,
      city: city.values[id],
      ...rankOf(districts, id, values[id].value),
    })),
  }
}

/** The highest is first; the same value has the same place. */
function rankOf(
  districts: readonly Area[],
  id: IndicatorId,
  value: number | null,
): Pick<DistrictFigure, 'rank' | 'of'> {
  const values = districts.flatMap((district) => district.values[id].value ?? [])
  return {
    rank: value === null ? null : values.filter((other) => other > value).length + 1,
    of: values.length,
  }
}

import type { Context } from '../context.ts'
import { readCoverage } from '../coverage/reading.ts'
import type { Coverage } from '../coverage/schema.ts'
import { publicLink } from '../mail/body.ts'
import { readDrawnMap } from './drawnMap.ts'
import { figureOf, keyIndicators } from './figures.ts'
import { readDistrictPage } from './page.ts'
import { readPlace } from './place.ts'
import type { FiguresQuery, Place, Sheet } from './schema.ts'

/** The residents that the rates of the figures are taken over, so that a sheet has one number of them. */
function residentsOf({ areas }: Coverage, number: string, fallback: Place['residents']): Place['residents'] {
  const area = areas.find(({ kind, code }) => kind === 'district' && code === number)
  if (!area || area.residents === null || !fallback) return fallback
  const { residents, residentsYear, residentsSource } = area
  return {
    ...fallback,
    value: residents,
    source: residentsSource ?? fallback.source,
    date: residentsYear === null ? fallback.date : String(residentsYear),
  }
}

/** The address of the page that gives the same sheet again: its days, and the run where its figures are kept. */
function linkOf(
  { config }: Pick<Context, 'config'>,
  number: string,
  { period, run }: { period: Sheet['page']['period']; run: Sheet['run'] },
): string {
  const query = new URLSearchParams({ ...period, ...(run.id === null ? {} : { run: String(run.id) }) })
  return publicLink(config, `/districts/${encodeURIComponent(number)}/sheet?${query}`)
}

/**
 * What the sheet of a district says, whatever it is written to.
 * @throws {NotFoundError} where there is no such district or run
 */
export async function readSheet(context: Context, number: string, asked: FiguresQuery): Promise<Sheet> {
  const { run: askedRun, ...days } = asked
  const { id } = await readPlace(context, number)
  const [page, coverage, map] = await Promise.all([
    readDistrictPage(context, number, days),
    readCoverage(context, askedRun === undefined ? {} : { run: askedRun }),
    readDrawnMap(context.db, id),
  ])
  const { run, travel } = coverage
  return {
    page: {
      ...page,
      district: { ...page.district, residents: residentsOf(coverage, number, page.district.residents) },
    },
    run,
    travel,
    figures: keyIndicators.flatMap((key) => figureOf(coverage, number, key) ?? []),
    map,
    link: linkOf(context, number, { period: page.period, run }),
  }
}

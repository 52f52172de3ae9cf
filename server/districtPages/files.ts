import type { Coverage } from '../coverage/schema.ts'
import { csvTable } from '../http/csv.ts'
import { changeText, figureOf, promiseOutcome, promiseText } from './rules.ts'
import type { DistrictPage } from './schema.ts'

/** What changed, the newest first, as a table (RFC 4180 with `;`). */
export const changesCsv = (
  { district, changes, demo }: DistrictPage,
  link: (path: string) => string,
): string =>
  csvTable(
    ['district', 'on', 'kind', 'subject', 'status', 'before', 'neighbourhood', 'count', 'text', 'link'],
    changes.map((change) => [
      district.number,
      change.on,
      change.kind,
      change.subject,
      change.status,
      change.before,
      change.place,
      change.count,
      changeText(change, 'it'),
      link(change.href),
    ]),
    demo,
  )

/** What was promised and how it went, as a table. */
export const promisesCsv = (
  { district, promises, date, demo }: DistrictPage,
  link: (path: string) => string,
): string =>
  csvTable(
    [
      'district',
      'kind',
      'promise',
      'who',
      'dueOn',
      'state',
      'doneOn',
      'days',
      'outcome',
      'source',
      'date',
      'link',
    ],
    promises.map((promise) => [
      district.number,
      promise.kind,
      promiseText(promise, 'it'),
      promise.who,
      promise.dueOn,
      promise.state,
      promise.doneOn,
      promise.days,
      promiseOutcome(promise, 'it'),
      promise.source,
      date,
      link(promise.href),
    ]),
    demo,
  )

interface Told {
  coverage: Coverage
  number: string
  name: string
  demo: boolean
}

/** Every figure of a district beside what it is held against, with what makes it checkable, as a table. */
export function figuresCsv({ coverage, number, name, demo }: Told): string {
  const { run, travel } = coverage
  const figures = coverage.indicators.flatMap(({ id }) => figureOf(coverage, number, id) ?? [])
  return csvTable(
    [
      'district',
      'name',
      'indicator',
      'title',
      'value',
      'state',
      'count',
      'unit',
      'city',
      'mean',
      'rank',
      'of',
      'definition',
      'formula',
      'source',
      'date',
      'travel',
      'data',
      'method',
    ],
    figures.map(({ indicator, own, against, rank, of }) => [
      number,
      name,
      indicator.id,
      indicator.title.it,
      own.value,
      own.state,
      own.count,
      indicator.unit,
      against.kind === 'city' ? against.value : null,
      against.kind === 'mean' ? against.value : null,
      rank,
      of,
      indicator.definition.it,
      indicator.formula,
      indicator.source.it,
      run.date,
      travel.note.it,
      run.dataVersion,
      run.method,
    ]),
    demo,
  )
}

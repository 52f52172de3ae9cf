import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import { containing } from '../db/like.ts'
import { isExaminable } from '../observations/sql.ts'
import type { PointFilters } from './schema.ts'
import { onThemesBelow, reference, today } from './sql.ts'
import { manufacturingTheme } from './words.ts'

type Rows = Knex.QueryBuilder
type Filter = Exclude<keyof PointFilters, 'plan'>
type Predicates = {
  [Name in Filter]-?: (rows: Rows, value: NonNullable<PointFilters[Name]>, accountId: string) => void
}

/** The rows whose column is one of the values; `none` stands for those without. */
function oneOfValues(rows: Rows, column: string, values: readonly string[], cast = 'integer'): void {
  const named = values.filter((value) => value !== 'none')
  rows.where((either) => {
    if (values.includes('none')) either.whereNull(column)
    if (named.length > 0) either.orWhereRaw(`?? = ANY(?::${cast}[])`, [column, named])
  })
}

const onTheme = (condition: string) =>
  `EXISTS (SELECT FROM point_theme pt JOIN plan_theme th ON th.id = pt.theme_id WHERE pt.point_id = p.id AND ${condition})`

/** The points whose words or whose number hold a text; apart, so that the words can go by their index. */
const foundByWordsOrNumber = `SELECT x.id FROM point x WHERE x.search LIKE :small
  UNION ALL SELECT x.id FROM point x JOIN submission y ON y.id = x.submission_id
  WHERE ${reference.replace('s.', 'y.').replace('p.', 'x.')} ILIKE :like`

/** A text without a digit is of no number: then only words are read. */
const isOfNumber = (text: string) => /\d/.test(text)

const whether = (rows: Rows, condition: string, value: boolean) =>
  rows.whereRaw(value ? condition : `NOT (${condition})`)

/** What each filter keeps: the only place that says so, for table, map, counters, neighbours and bulk changes alike. */
const predicates: Predicates = {
  q: (rows, text) =>
    isOfNumber(text)
      ? rows.whereRaw(`p.id IN (${foundByWordsOrNumber})`, {
          small: containing(text.trim().toLowerCase()),
          like: containing(text.trim()),
        })
      : rows.whereRaw('p.search LIKE ?', [containing(text.trim().toLowerCase())]),
  theme: (rows, values) => {
    const ids = values.filter((value) => value !== 'none')
    rows.where((either) => {
      if (values.includes('none')) either.whereRaw(`NOT ${onTheme('true')}`)
      if (ids.length > 0)
        either.orWhereRaw(`p.id IN (${onThemesBelow('th.id = ANY(:ids::integer[])')})`, { ids })
    })
  },
  target: (rows, values) => rows.whereIn('p.target', values as string[]),
  document: (rows, values) => oneOfValues(rows, 'p.document_id', values),
  article: (rows, values) => oneOfValues(rows, 'p.article_id', values),
  sheet: (rows, values) => oneOfValues(rows, 'p.sheet_id', values),
  district: (rows, values) => oneOfValues(rows, 'd.code', values, 'text'),
  neighbourhood: (rows, values) => oneOfValues(rows, 'n.code', values, 'text'),
  assignee: (rows, values, accountId) =>
    oneOfValues(
      rows,
      'p.assignee_id',
      values.map((value) => (value === 'me' ? accountId : value)),
      'uuid',
    ),
  place: (rows, values) => oneOfValues(rows, 'p.workflow_place_id', values),
  group: (rows, values) => {
    if (values.includes('any')) rows.whereNotNull('p.group_id')
    else oneOfValues(rows, 'p.group_id', values)
  },
  outcome: (rows, values) => oneOfValues(rows, 'p.outcome', values as string[], 'text'),
  stage: (rows, values) => oneOfValues(rows, 'p.stage', values as string[], 'text'),
  open: (rows, value) => whether(rows, 'w.solved', !value),
  overdue: (rows, value) => whether(rows, `coalesce(p.due_on < ${today} AND NOT w.solved, false)`, value),
  prescription: (rows, value) => whether(rows, 'p.prescription', value),
  vas: (rows, value) => whether(rows, 'p.concerns_vas', value),
  manufacturing: (rows, value) => whether(rows, onTheme(`th.code = '${manufacturingTheme}'`), value),
  late: (rows, value) => whether(rows, 's.is_late', value),
  opinion: (rows, value) =>
    whether(
      rows,
      'EXISTS (SELECT FROM office_opinion o WHERE o.point_id = p.id AND o.answer IS NULL)',
      value,
    ),
  submission: (rows, value) => rows.where('p.submission_id', value as string),
}

/** The points of a plan that a filter keeps: `p`, with its submission `s`, place of the workflow `w`, district `d`, NIL `n`. */
export function filtered(db: Db, filters: PointFilters, accountId: string): Rows {
  const rows = db({ p: 'point' })
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .join({ w: 'workflow_place' }, 'w.id', 'p.workflow_place_id')
    .leftJoin({ d: 'district' }, 'd.id', 'p.district_id')
    .leftJoin({ n: 'neighbourhood' }, 'n.id', 'p.neighbourhood_id')
    .where('p.plan_id', db('plan').where({ code: filters.plan }).select('id'))
    .whereNull('p.removed_at')
    .whereRaw(isExaminable)
  for (const [name, predicate] of Object.entries(predicates)) {
    const value = filters[name as Filter]
    if (value !== undefined)
      (predicate as (rows: Rows, value: unknown, accountId: string) => void)(rows, value, accountId)
  }
  return rows
}

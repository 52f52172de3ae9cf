import type { Knex } from 'knex'
import { timeZone } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { provisionOf } from '../points/sql.ts'
import { outcomes } from '../points/words.ts'
import { published } from './filters.ts'
import type { RegisterEntry, RegisterQuery, RegisterSort } from './schema.ts'

/** SQL: the public number of a point `v` of a register. */
export const reference = "v.number || '/' || v.position"

const orderOfOutcomes = `array_position(ARRAY['${outcomes.join("','")}'], v.outcome)`

/** What each order goes by; the number comes last in all. */
const orders: Record<RegisterSort, readonly string[]> = {
  number: [],
  provision: ['pd.position', 'pa.position', 'v.article_id', 'v.paragraph', 'v.letter'],
  district: ['d.code'],
  outcome: [orderOfOutcomes],
}

type Order = { [Name in 'sort' | 'descending']: RegisterQuery[Name] | undefined }

/** SQL: the order asked for, what has no value last, with a key that is unique. */
export function orderOf({ sort = 'number', descending = false }: Order): string {
  const direction = descending ? 'DESC' : 'ASC'
  const first = orders[sort].map((key) => `${key} ${direction} NULLS LAST`)
  const tail = sort === 'number' ? direction : 'ASC'
  return [...first, ...['v.received_at', 'v.number', 'v.position'].map((key) => `${key} ${tail}`)].join(', ')
}

const themesOf = `coalesce((SELECT json_agg(json_build_object('code', th.code, 'title', th.title, 'titleEn', th.title_en)
  ORDER BY th.position, th.id) FROM point_theme pt JOIN plan_theme th ON th.id = pt.theme_id WHERE pt.point_id = v.id), '[]')`

/** Columns of an entry; what lies in other tables is read for the rows of a page alone. */
export const entryColumns = (db: Db): Record<string, string | Knex.Raw> => ({
  reference: db.raw(reference),
  kind: 'v.kind',
  submitter: 'v.submitter',
  receivedOn: db.raw(`to_char(v.received_at AT TIME ZONE '${timeZone}', 'YYYY-MM-DD')`),
  themes: db.raw(themesOf),
  target: 'v.target',
  provision: db.raw(provisionOf('v')),
  district: 'd.code',
  neighbourhood: db.raw(
    "CASE WHEN n.id IS NOT NULL THEN json_build_object('code', n.code, 'name', n.name) END",
  ),
  synthesis: 'v.synthesis',
  outcome: 'v.outcome',
  groupId: 'v.group_id',
})

/** Columns of what the Council decided of an entry, of the rows of `withDecision`. */
export const decisionColumns = (db: Db) => ({
  reply: 'r.text',
  replyRevised: db.raw('coalesce(r.has_reply AND r.text IS NULL, false)'),
  decidedOn: db.raw("to_char(r.decided_on, 'YYYY-MM-DD')"),
  act: 'r.act_number',
})

/** How many points of a register were decided with each of these groups. */
export async function groupSizes(
  db: Db,
  planId: number,
  groups: (number | null)[],
): Promise<Map<number, number>> {
  const wanted = [...new Set(groups)].filter((group) => group !== null)
  if (wanted.length === 0) return new Map()
  const rows: { id: number; size: number }[] = await published(db, planId)
    .whereIn('v.group_id', wanted)
    .groupBy('v.group_id')
    .select({ id: 'v.group_id', size: db.raw('count(*)::integer') })
  return new Map(rows.map(({ id, size }) => [id, size]))
}

/** Entries of a register by the ids of their points, in that order. */
export async function readEntries(db: Db, planId: number, ids: readonly number[]): Promise<RegisterEntry[]> {
  const rows: Omit<RegisterEntry, 'groupSize'>[] = await published(db, planId)
    .whereIn('v.id', [...ids])
    .orderByRaw('array_position(?::integer[], v.id)', [[...ids]])
    .select(entryColumns(db))
  const sizes = await groupSizes(
    db,
    planId,
    rows.map(({ groupId }) => groupId),
  )
  return rows.map((row) => ({ ...row, groupSize: (row.groupId !== null && sizes.get(row.groupId)) || 0 }))
}

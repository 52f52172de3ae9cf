import type { Db } from '../db/index.ts'
import { type StagedNote, sqlTypes } from './staging.ts'
import type { Field, Target } from './targets.ts'

/** How many rows were written, and those the database refused. */
export interface Written {
  created: number
  changed: number
  refused: StagedNote[]
}

const chunkRows = 1000

/** Points nearer than this are the same, in metres: our own exports have six decimals of a degree. */
const sameM = 0.15

/**
 * Writes the staged rows in chunks; `progress` is told how many rows are through. After many rows the
 * planner is told what the table now looks like, before the derivations at commit join over it.
 * @param accuracyM how exact the places of the file are; a point on record no further off is kept
 */
export async function writeStaged(
  trx: Db,
  target: Target,
  accuracyM: number,
  progress: (done: number) => void,
): Promise<Written> {
  const staged: { row: number }[] = await trx('import_row').orderBy('row_number').select('row_number AS row')
  const total: Written = { created: 0, changed: 0, refused: [] }
  for (let start = 0; start < staged.length; start += chunkRows) {
    const rows = staged.slice(start, start + chunkRows).map(({ row }) => row)
    const written = await writeRows(trx, target, rows, accuracyM)
    total.created += written.created
    total.changed += written.changed
    total.refused.push(...written.refused)
    progress(start + rows.length)
  }
  if (staged.length > chunkRows) await trx.raw('ANALYZE ??', [target.table])
  return total
}

/**
 * Ends the records of the sources that this file replaces, but for those it holds itself.
 * @returns how many records were ended
 */
export async function endSuperseded(trx: Db, target: Target, sources: readonly string[]): Promise<number> {
  return trx(target.table)
    .whereIn('source', [...sources])
    .whereNull('ended_on')
    .whereNotIn('id', trx('import_row').whereNotNull('known_id').select('known_id'))
    .update({ ended_on: trx.raw('current_date') })
}

/** Writes some rows under a savepoint; where the database refuses, halves until the bad row is alone. */
async function writeRows(trx: Db, target: Target, rows: number[], accuracyM: number): Promise<Written> {
  try {
    return await trx.transaction(async (savepoint) => ({
      changed: await updateKnown(savepoint, target, rows, accuracyM),
      created: await insertNew(savepoint, target, rows),
      refused: [],
    }))
  } catch (error) {
    const reason = constraintText(error)
    if (reason === null) throw error
    const [row] = rows
    if (rows.length === 1 && row !== undefined) return { created: 0, changed: 0, refused: [{ row, reason }] }
    const middle = Math.ceil(rows.length / 2)
    const first = await writeRows(trx, target, rows.slice(0, middle), accuracyM)
    const second = await writeRows(trx, target, rows.slice(middle), accuracyM)
    return {
      created: first.created + second.created,
      changed: first.changed + second.changed,
      refused: [...first.refused, ...second.refused],
    }
  }
}

/** What a refused value violates; null where the error is not about the content of a row. */
function constraintText(error: unknown): string | null {
  const { code, constraint, column } = error as { code?: string; constraint?: string; column?: string }
  if (!code || !/^2[23]/.test(code)) return null
  return `The database refuses the row: it violates ${constraint ?? column ?? `a rule (${code})`}.`
}

/** Rows whose content is equal are not touched, so that nothing downstream sees a change. */
async function updateKnown(trx: Db, target: Target, rows: number[], accuracyM: number): Promise<number> {
  const columns = Object.values(target.fields).map(({ column }) => column)
  const kept = columns.map((column) => [column, `coalesce(r.${column}, t.${column})`])
  const compared = [...kept, ['geom', newGeometry(Math.max(accuracyM, sameM))], ...fingerprintUpdate(target)]
  const assigned = target.labelPoint ? [...compared, ['label_point', movedLabel]] : compared
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `UPDATE ?? t SET ${assigned.map(([column, value]) => `${column} = ${value}`).join(', ')}
     FROM import_row r
     WHERE t.id = r.known_id AND r.row_number = ANY(?::integer[])
       AND ROW(${compared.map(([, value]) => value).join(', ')})
         IS DISTINCT FROM ROW(${compared.map(([column]) => `t.${column}`).join(', ')})`,
    [target.table, rows],
  )
  return rowCount
}

/** The geometry of the file, unless both are points too near to each other to be told apart. */
const newGeometry = (withinM: number): string => `CASE
  WHEN r.geom IS NULL THEN t.geom
  WHEN GeometryType(r.geom) = 'POINT' AND GeometryType(t.geom) = 'POINT'
    AND ST_DWithin(r.geom::geography, t.geom::geography, ${withinM}) THEN t.geom
  ELSE r.geom END`

const movedLabel = `CASE WHEN coalesce(r.geom, t.geom) IS DISTINCT FROM t.geom
  THEN ST_PointOnSurface(r.geom) ELSE t.label_point END`

/** A record keeps its fingerprint until a file changes the words it is made of. */
function fingerprintUpdate({ identity, fields }: Target): string[][] {
  const columns = identity.flatMap((name) => fields[name]?.column ?? [])
  if (columns.length === 0) return []
  const same = columns.map((column) => `coalesce(r.${column}, t.${column}) IS NOT DISTINCT FROM t.${column}`)
  return [
    [
      'fingerprint',
      `CASE WHEN t.fingerprint IS NOT NULL AND ${same.join(' AND ')} THEN t.fingerprint
        ELSE coalesce(r.fingerprint, t.fingerprint) END`,
    ],
  ]
}

async function insertNew(trx: Db, target: Target, rows: number[]): Promise<number> {
  const fields = Object.values(target.fields).filter(({ column }) => column !== 'code')
  const names = Object.entries(target.fields)
  const nameOf = (field: Field) => names.find(([, it]) => it === field)?.[0] ?? ''
  const values = [
    ['code', 'coalesce(r.code, r.made_code)'],
    ...fields.map((field) => [field.column, insertValue(nameOf(field), field)]),
    ['geom', 'r.geom'],
    ...(target.identity.length > 0 ? [['fingerprint', 'r.fingerprint']] : []),
    ...(target.labelPoint ? [['label_point', 'r.point']] : []),
  ]
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `INSERT INTO ?? (${values.map(([column]) => column).join(', ')})
     SELECT ${values.map(([, value]) => value).join(', ')}
     FROM import_row r WHERE r.known_id IS NULL AND r.row_number = ANY(?::integer[]) ORDER BY r.row_number`,
    [target.table, rows],
  )
  return rowCount
}

/** What the file says, else the default of the mapping, else what the table needs. Names are our own. */
function insertValue(name: string, { column, type, fallback }: Field): string {
  const said = type === 'list' ? `r.${column}` : `r.${column}, (r.defaults ->> '${name}')::${sqlTypes[type]}`
  if (fallback === undefined) return `coalesce(${said})`
  return `coalesce(${said}, '${Array.isArray(fallback) ? '{}' : fallback}'::${sqlTypes[type]})`
}

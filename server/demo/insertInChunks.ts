import type { Db } from '../db/index.ts'

/** Rows of one statement: well below the 65,535 values that the protocol allows. */
const CHUNK = 200

/** Inserts many rows in few statements; id by code, for tables that have both. */
export async function insertCoded(
  trx: Db,
  table: string,
  rows: { code: string; [column: string]: unknown }[],
): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const chunk of chunks(rows)) {
    const inserted = await trx(table).insert(chunk).returning(['id', 'code'])
    for (const { id, code } of inserted) ids.set(code, id)
  }
  return ids
}

/** Inserts many rows in few statements. */
export async function insertMany(trx: Db, table: string, rows: object[]): Promise<void> {
  for (const chunk of chunks(rows)) await trx(table).insert(chunk)
}

function chunks<Row>(rows: Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  )
}

import type { Knex } from 'knex'
import type { Db } from './index.ts'

/** A date column as year-month-day. */
export const day = (db: Db, column: string): Knex.Raw => db.raw("to_char(??, 'YYYY-MM-DD')", [column])

/** A numeric column as a number. */
export const float = (db: Db, column: string): Knex.Raw => db.raw('??::float8', [column])

import type { Knex } from 'knex'

/** A connection or a transaction: every query function takes one, first. */
export type Db = Knex

/** The open database; nothing else in the program knows which of the two it is. */
export interface Database {
  kind: 'embedded' | 'postgis'
  knex: Knex
  close(): Promise<void>
}

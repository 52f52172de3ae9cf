import type pg from 'pg'
import type { SequenceEntry } from './manifest.ts'

/** A table as it is carried: the columns that hold something of their own, in the order of its key. */
export interface CarriedTable {
  name: string
  columns: string[]
  /** Expressions to order by, so that equal contents give equal text in either database. */
  order: string[]
}

/** What is over when the moment is: sessions and sign-ins under way. */
const fleeting = ['session', 'oidc_attempt']
/** Written by the migrations themselves. */
const bookkeeping = ['migration', 'migration_lock']

const ownTables = `
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass
      AND e.objid = c.oid AND e.deptype = 'e')
    AND c.relname <> ALL ($1)`

/**
 * The tables a backup holds, by name. Generated columns are left out, and those that name a transaction:
 * they mean nothing elsewhere and are stamped anew.
 */
export async function listTables(client: pg.ClientBase): Promise<CarriedTable[]> {
  const { rows } = await client.query<CarriedTable>(
    `SELECT c.relname::text AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
           AND a.atttypid <> 'xid8'::regtype
         ORDER BY a.attnum) AS columns,
       ARRAY(SELECT format(CASE WHEN a.attcollation = 0 THEN '%I' ELSE '%I COLLATE "C"' END, a.attname)
         FROM pg_index i
         CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (attnum, position)
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
         WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.position) AS "order"
     ${ownTables} ORDER BY c.relname`,
    [[...fleeting, ...bookkeeping]],
  )
  return rows
}

/** Names of all tables of the program, in no order. */
export async function listOwnTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`SELECT c.relname::text AS name ${ownTables}`, [
    bookkeeping,
  ])
  return rows.map(({ name }) => name)
}

/** Where every sequence of the program stands. */
export async function listSequences(client: pg.ClientBase): Promise<SequenceEntry[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT s.sequencename::text AS name FROM pg_sequences s
     WHERE s.schemaname = 'public' AND s.sequencename NOT LIKE 'migration%' ORDER BY 1`,
  )
  const sequences: SequenceEntry[] = []
  for (const { name } of rows) {
    const { rows: states } = await client.query<Omit<SequenceEntry, 'name'>>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${quoted(name)}`,
    )
    sequences.push(...states.map((state) => ({ name, ...state })))
  }
  return sequences
}

/** A name as an identifier of SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

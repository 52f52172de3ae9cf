import type pg from 'pg'
import { quoted } from './tables.ts'

interface Constraint {
  table: string
  name: string
  definition: string
}

const constraintsWhere = (condition: string) => `
  SELECT c.relname::text AS "table", k.conname::text AS name, pg_get_constraintdef(k.oid) AS definition
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE c.relnamespace = 'public'::regnamespace AND ${condition} ORDER BY 1, 2`

const atOnce = "k.contype = 'f' AND NOT k.condeferrable"
const forNewRowsOnly = "k.contype = 'c' AND NOT k.convalidated"

/**
 * Puts triggers and foreign keys to sleep for the rest of a transaction, in ways the owner of the tables
 * may (`session_replication_role` would need a superuser): foreign keys are checked at the end, so that
 * tables come in any order; a condition that holds for new rows only is put aside.
 * @returns wakes them again, in the same transaction; every foreign key is checked by then
 */
export async function restConstraints(client: pg.ClientBase, tables: string[]): Promise<() => Promise<void>> {
  const run = async (statements: string[]) => {
    if (statements.length > 0) await client.query(statements.join('; '))
  }
  const { rows: keys } = await client.query<Constraint>(constraintsWhere(atOnce))
  const { rows: conditions } = await client.query<Constraint>(constraintsWhere(forNewRowsOnly))
  const alter = ({ table }: { table: string }, change: string) => `ALTER TABLE ${quoted(table)} ${change}`
  await run(tables.map((table) => alter({ table }, 'DISABLE TRIGGER USER')))
  await run(conditions.map((each) => alter(each, `DROP CONSTRAINT ${quoted(each.name)}`)))
  await run(
    keys.map((key) => alter(key, `ALTER CONSTRAINT ${quoted(key.name)} DEFERRABLE INITIALLY DEFERRED`)),
  )
  await client.query('SET CONSTRAINTS ALL DEFERRED')
  return async () => {
    await client.query('SET CONSTRAINTS ALL IMMEDIATE')
    await run(keys.map((key) => alter(key, `ALTER CONSTRAINT ${quoted(key.name)} NOT DEFERRABLE`)))
    await run(conditions.map((each) => alter(each, `ADD CONSTRAINT ${quoted(each.name)} ${each.definition}`)))
    await run(tables.map((table) => alter({ table }, 'ENABLE TRIGGER USER')))
  }
}

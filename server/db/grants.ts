import type { Knex } from 'knex'
import { migrate } from './migrations.ts'
import { DatabaseUnusableError, openPostgis } from './postgis.ts'

/** What the program may do with tables on which it may not do everything. */
const limited: Record<string, string> = {
  audit_event: 'SELECT, INSERT',
  audit_day: 'SELECT, INSERT',
  audit_personal: 'SELECT, INSERT, UPDATE (salt, old_value, new_value, erased_at)',
  migration: 'SELECT',
  migration_lock: 'SELECT',
  spatial_ref_sys: 'SELECT',
}
const everything = 'SELECT, INSERT, UPDATE, DELETE'

/** Gives the role of the program what it needs on every table and view of the owner, and takes back all else. */
async function grantProgram(owner: Knex, role: string): Promise<void> {
  const tables: string[] = await owner('pg_class')
    .whereRaw("relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')")
    .whereRaw('pg_get_userbyid(relowner) = current_user')
    .pluck('relname')
  const { rows } = await owner.raw<{ rows: { name: string }[] }>('SELECT quote_ident(?) AS name', [role])
  const name = rows[0]?.name
  const statements = tables.map((table) => {
    const from = limited[table] ? `${name}, PUBLIC` : name
    return `REVOKE ALL ON "${table}" FROM ${from}; GRANT ${limited[table] ?? everything} ON "${table}" TO ${name};`
  })
  await owner.raw(`
    GRANT USAGE ON SCHEMA public TO ${name};
    ${statements.join('\n')}
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${name};
    REVOKE EXECUTE ON FUNCTION last_settled_event() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION last_settled_event() TO ${name};`)
}

/** @throws {DatabaseUnusableError} where grants do not bind the role: it owns the tables or is a superuser */
async function checkBound(program: Knex): Promise<void> {
  const { rows } = await program.raw<{ rows: { may: boolean }[] }>(
    "SELECT bool_or(has_table_privilege(t, p)) AS may FROM unnest('{audit_event,audit_day}'::text[]) t, unnest('{UPDATE,DELETE,TRUNCATE}'::text[]) p",
  )
  if (!rows[0]?.may) return
  throw new DatabaseUnusableError(
    'The role of DATABASE_URL can change the audit log: it owns the tables or is a superuser. Name another, or leave DATABASE_OWNER_URL out.',
  )
}

/**
 * Brings the schema to the newest version: as the program's own role or, where another owns the tables, as
 * that one, which then grants the program what it may do.
 * @throws {DatabaseUnusableError} where the owner's database is another, or grants do not bind the program
 */
export async function prepareSchema(program: Knex, ownerUrl: string | undefined): Promise<void> {
  if (!ownerUrl) {
    await migrate(program)
    return
  }
  const who = 'current_user AS role, current_database() AS database'
  const { role, database } = await program.select(program.raw(who)).first()
  const owner = await openPostgis(ownerUrl, 'DATABASE_OWNER_URL')
  try {
    const there = await owner.knex.select(owner.knex.raw(who)).first()
    if (there.database !== database)
      throw new DatabaseUnusableError('DATABASE_OWNER_URL names another database than DATABASE_URL.')
    await migrate(owner.knex)
    await grantProgram(owner.knex, role)
  } finally {
    await owner.close()
  }
  await checkBound(program)
}

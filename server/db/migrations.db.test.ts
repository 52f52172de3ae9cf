import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import type { Db } from './index.ts'
import { migrate, rollbackAll } from './migrations.ts'

const { db } = testDatabase()

afterAll(() => migrate(db))

/** Every object of the schema that belongs to no extension, with its definition, sorted. */
async function describeSchema(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { line: string }[] }>(`
    WITH relation AS (
      SELECT c.oid, c.relname, c.relkind FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'S')
        AND c.relname NOT LIKE 'migration%'
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    )
    SELECT format('%s %s', r.relkind, r.relname) AS line FROM relation r
    UNION ALL
    SELECT format('%s.%s %s %s %s', r.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid))
    FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
    UNION ALL
    SELECT format('%s %s', r.relname, pg_get_constraintdef(c.oid)) FROM relation r
    JOIN pg_constraint c ON c.conrelid = r.oid
    UNION ALL
    SELECT pg_get_indexdef(i.indexrelid) FROM relation r JOIN pg_index i ON i.indrelid = r.oid
    UNION ALL
    SELECT pg_get_viewdef(r.oid) FROM relation r WHERE r.relkind = 'v'
    UNION ALL
    SELECT pg_get_triggerdef(t.oid) FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
    UNION ALL
    SELECT format('%s %s', p.oid::regprocedure, md5(p.prosrc)) FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    ORDER BY line`)
  return rows.map((row) => row.line)
}

test('down takes everything back, and up makes the same schema again', async () => {
  const before = await describeSchema(db)
  expect(before.length).toBeGreaterThan(100)
  await rollbackAll(db)
  expect(await describeSchema(db)).toEqual([])
  expect((await migrate(db)).length).toBeGreaterThan(10)
  expect(await describeSchema(db)).toEqual(before)
})

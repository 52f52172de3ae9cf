import type { Db } from '../db/index.ts'
import type { ObjectKind } from './schema.ts'
import { objectIsPublic } from './sql.ts'

/** The row an opinion is about; all null where it is about none of the things of the site. */
export interface ObjectRow {
  object_kind: ObjectKind
  space_id: number | null
  call_id: number | null
  plan_id: number | null
}

const tables = { space: 'space', call: 'call', plan: 'plan' } as const

/** Finds what an opinion is about by its code; null where there is no such thing, or a code is missing or too much. */
export async function findObject(
  db: Db,
  { kind, code }: { kind: ObjectKind; code: string | null },
): Promise<ObjectRow | null> {
  const none = { object_kind: kind, space_id: null, call_id: null, plan_id: null }
  if (kind === 'free') return code === null ? none : null
  if (code === null) return null
  const row = await db(tables[kind]).where({ code }).first('id')
  return row ? { ...none, [`${kind}_id`]: row.id } : null
}

/** Whether everybody may know of a thing, and in which Municipio it is. */
export async function isPublicObject(db: Db, { space_id, call_id, plan_id }: ObjectRow): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { yes: boolean }[] }>(
    `SELECT ${objectIsPublic('x')} AS yes
    FROM (SELECT ?::integer AS space_id, ?::integer AS call_id, ?::integer AS plan_id) x`,
    [space_id, call_id, plan_id],
  )
  return rows[0]?.yes ?? false
}

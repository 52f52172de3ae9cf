import type { Db } from '../db/index.ts'
import type { PublishedOnSpace } from './schema.ts'

/**
 * What has been published of observations whose place covers a space: the redacted copy that was signed, with the
 * vote of the Council. Nothing is told where the place of either is not public to the metre: it could be found by
 * elimination.
 */
export async function listOnSpace(db: Db, code: string): Promise<PublishedOnSpace> {
  if (code.includes('\0')) return { total: 0, items: [] }
  const items = await db({ sp: 'published_space' })
    .join({ p: 'point' }, (join) => join.on(db.raw('ST_Intersects(p.geom, sp.geom)')))
    .join({ v: 'published_point' }, 'v.id', 'p.id')
    .join({ pl: 'plan' }, 'pl.id', 'v.plan_id')
    .whereRaw('upper(sp.code) = upper(?)', [code])
    .where({ 'sp.public_position': 'exact', 'v.place': 'exact' })
    .orderBy(['pl.published_at', 'v.received_at', 'v.id'])
    .limit(100)
    .select({
      plan: 'pl.code',
      planTitle: 'pl.title',
      reference: db.raw("v.number || '/' || v.position"),
      synthesis: 'v.synthesis',
      outcome: 'v.outcome',
    })
  return { total: items.length, items }
}

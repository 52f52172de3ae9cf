import type { Db } from '../db/index.ts'
import type { PublishedOnSpace } from './schema.ts'
import { isExaminable, reference } from './sql.ts'

/**
 * What has been published of observations whose place covers a space: the redacted copy that was signed, with the
 * vote of the Council. Nothing is told where the place of either is not public to the metre: it could be found by
 * elimination.
 */
export async function listOnSpace(db: Db, code: string): Promise<PublishedOnSpace> {
  if (code.includes('\0')) return { total: 0, items: [] }
  const items = await db({ sp: 'published_space' })
    .join({ p: 'point' }, (join) => join.on(db.raw('ST_Intersects(p.geom, sp.geom)')))
    .join({ s: 'submission' }, 's.id', 'p.submission_id')
    .join({ pl: 'plan' }, 'pl.id', 'p.plan_id')
    .join({ t: 'public_text' }, 't.point_id', 'p.id')
    .whereRaw('upper(sp.code) = upper(?)', [code])
    .where({ 'sp.public_position': 'exact', 't.place': 'exact' })
    .whereNull('p.removed_at')
    .whereNull('t.replaced_at')
    .whereNotNull('t.signed_at')
    .whereNotNull('pl.published_at')
    .whereRaw(isExaminable)
    .orderBy(['pl.published_at', 's.received_at', 'p.id'])
    .limit(100)
    .select({
      plan: 'pl.code',
      planTitle: 'pl.title',
      reference: db.raw(reference),
      synthesis: 't.synthesis',
      outcome: db.raw("CASE WHEN p.stage = 'council' THEN p.outcome END"),
    })
  return { total: items.length, items }
}

import { findCall } from '../calls/queries.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { listOpinions, listPurposes, narrowToObject } from './queries.ts'
import { matchOf } from './rules.ts'
import type { AwardVoice, CallVoice } from './schema.ts'
import { declaredUse, stoodAt } from './sql.ts'

interface AwardRow {
  space: string
  spaceId: number
  lot: number | null
  awardedAt: Date
  declaredUse: string | null
  proposed: string[]
}

/** Awards that stand, with the uses that were proposed for their spaces when they were made. */
const awards = (db: Db) =>
  db({ a: 'award' })
    .join({ s: 'space' }, 's.id', 'a.space_id')
    .whereNull('a.revoked_at')
    .orderBy('s.code')
    .select({
      space: 's.code',
      spaceId: 's.id',
      awardedAt: 'a.awarded_at',
      declaredUse: db.raw(declaredUse),
      proposed: db.raw(
        `ARRAY(SELECT DISTINCT u FROM space_purpose w, unnest(w.uses) u WHERE w.space_id = a.space_id AND ${stoodAt})`,
      ),
    })

/** What Municipi say of a call, and whether who won matched; drafts have none for everybody. */
export async function readCallVoice(db: Db, code: string): Promise<CallVoice> {
  const call = await findCall(db, code)
  if (!call) throw new NotFoundError(`There is no call "${code}".`)
  const rows: AwardRow[] = await awards(db)
    .join({ q: 'request' }, 'q.id', 'a.request_id')
    .join({ c: 'call' }, 'c.id', 'q.call_id')
    .join({ p: 'published_space' }, 'p.id', 's.id')
    .where({ 'c.code': code })
    .select({
      lot: db.raw(
        '(SELECT min(l.number) FROM lot l JOIN lot_space x ON x.lot_id = l.id WHERE l.call_id = c.id AND x.space_id = s.id)',
      ),
    })
  const spaces = call.lots.flatMap((lot) => lot.spaces.map((space) => space.code))
  return {
    opinions: await listOpinions(db, 'public', (found) => narrowToObject(found, 'o', { kind: 'call', code })),
    purposes: await listPurposes(db, 'public', (found) => {
      found.whereIn('s.code', spaces)
    }),
    awards: rows.map(({ lot, space, proposed, declaredUse: use }) => ({
      lot,
      space,
      match: matchOf(proposed, use),
    })),
  }
}

/**
 * An award against the purposes that stood when it was made, space by space.
 * @throws {NotFoundError} where there is no such award
 */
export async function readAwardVoice(db: Db, id: string): Promise<AwardVoice> {
  const rows: AwardRow[] = await awards(db).whereRaw('coalesce(a.first_id, a.id) = ?', [id])
  if (rows.length === 0) throw new NotFoundError('There is no such award.')
  const items: AwardVoice['items'] = []
  for (const { space, spaceId, awardedAt, declaredUse: use, proposed } of rows) {
    const purposes = await listPurposes(db, 'city', (found) => {
      found
        .where({ 'w.space_id': spaceId })
        .where('w.proposed_at', '<=', awardedAt)
        .whereRaw('(w.withdrawn_at IS NULL OR w.withdrawn_at > ?)', [awardedAt])
    })
    items.push({ space, match: matchOf(proposed, use), declaredUse: use, purposes })
  }
  return { items }
}

import { findCall } from '../calls/queries.ts'
import type { Db } from '../db/index.ts'
import { published } from '../evaluation/results.ts'
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

/** Awards of spaces of a call that everybody may know of. */
async function listCallAwards(db: Db, code: string): Promise<CallVoice['awards']> {
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
  return rows.map(({ lot, space, proposed, declaredUse: use }) => ({
    lot,
    space,
    match: matchOf(proposed, use),
    isAwarded: true,
  }))
}

interface WonRow {
  space: string
  use: string | null
  proposed: string[]
}

/** The spaces of a lot of a call whose winner is known, with the uses that were proposed when that was published. */
async function readWon(
  db: Db,
  callId: number,
  lot: number,
  won: { number: string; at: Date },
): Promise<WonRow[]> {
  return db({ l: 'lot' })
    .join({ x: 'lot_space' }, 'x.lot_id', 'l.id')
    .join({ p: 'published_space' }, 'p.id', 'x.space_id')
    .where({ 'l.call_id': callId, 'l.number': lot })
    .orderBy('p.code')
    .select({
      space: 'p.code',
      use: db.raw("(SELECT q.content ->> 'use' FROM request q WHERE q.number = ?)", [won.number]),
      proposed: db.raw(
        `ARRAY(SELECT DISTINCT u FROM space_purpose w, unnest(w.uses) u WHERE w.space_id = p.id
          AND w.proposed_at <= ? AND (w.withdrawn_at IS NULL OR w.withdrawn_at > ?))`,
        [won.at, won.at],
      ),
    })
}

/** Who won by the newest ranking that is published, lot by lot. */
async function listWinners(db: Db, code: string): Promise<CallVoice['awards']> {
  const call = await db('call').where({ code }).first('id')
  const [newest] = call ? await published(db, call.id) : []
  if (!newest) return []
  const found: CallVoice['awards'] = []
  for (const { number, winner } of newest.content.lots) {
    if (winner === null) continue
    const at = newest.publishedAt ?? new Date()
    for (const { space, use, proposed } of await readWon(db, call.id, number, { number: winner, at }))
      found.push({ lot: number, space, match: matchOf(proposed, use), isAwarded: false })
  }
  return found
}

/** What Municipi say of a call, and whether who won matched; drafts have none for everybody. */
export async function readCallVoice(db: Db, code: string): Promise<CallVoice> {
  const call = await findCall(db, code)
  if (!call) throw new NotFoundError(`There is no call "${code}".`)
  const spaces = call.lots.flatMap((lot) => lot.spaces.map((space) => space.code))
  const awarded = await listCallAwards(db, code)
  const held = new Set(awarded.map(({ space }) => space))
  const won = (await listWinners(db, code)).filter(({ space }) => !held.has(space))
  return {
    opinions: await listOpinions(db, 'public', (found) => narrowToObject(found, 'o', { kind: 'call', code })),
    purposes: await listPurposes(db, 'public', (found) => {
      found.whereIn('s.code', spaces)
    }),
    awards: [...awarded, ...won].sort(
      (a, b) => (a.lot ?? 0) - (b.lot ?? 0) || a.space.localeCompare(b.space),
    ),
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

import { romeDate } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { moveSpace, type SpaceMove } from '../spaces/moving.ts'
import type { LotSpace } from './faults.ts'
import type { LockedCall } from './locking.ts'
import type { CallContent } from './schema.ts'

/** Spaces by their codes, as the lots of a call would find them; what was withdrawn is not among them. */
export async function findLotSpaces(
  db: Db,
  callId: number,
  content: CallContent,
): Promise<Map<string, LotSpace>> {
  const codes = content.lots.flatMap(({ spaces }) => spaces)
  const rows: LotSpace[] = await db({ s: 'space' })
    .whereIn('s.code', codes)
    .whereNull('s.ended_on')
    .select({
      code: 's.code',
      ownership: 's.ownership',
      status: 's.status',
      otherCall: db.raw(
        `(SELECT min(c.code) FROM lot_space ls JOIN lot l ON l.id = ls.lot_id JOIN call c ON c.id = l.call_id
          WHERE ls.space_id = s.id AND c.id <> :callId
            AND c.status NOT IN ('draft', 'awarded', 'concluded', 'noBids', 'revoked'))`,
        { callId },
      ),
      isInThisCall: db.raw(
        `EXISTS (SELECT FROM lot_space ls JOIN lot l ON l.id = ls.lot_id JOIN call c ON c.id = l.call_id
          WHERE ls.space_id = s.id AND c.id = :callId AND c.status <> 'draft')`,
        { callId },
      ),
    })
  return new Map(rows.map((row) => [row.code, row]))
}

/** Locks spaces by their codes, in the order in which everybody locks them. */
export async function lockSpaces(trx: Db, codes: readonly string[]): Promise<void> {
  await trx('space').whereIn('code', codes).orderBy('id').forNoKeyUpdate().select('id')
}

type Change = Pick<SpaceMove, 'note' | 'noteEn'> & { to: 'inCall' | 'available' }

async function moveSpaces(
  trx: Db,
  codes: readonly string[],
  change: Change,
  actor: { id: string | null; role: string },
  now: Date,
): Promise<void> {
  const day = romeDate(now)
  const spaces: { id: number; code: string; status: string }[] = await trx('space')
    .whereIn('code', codes)
    .whereNot({ status: change.to })
    .orderBy('id')
    .select('id', 'code', 'status')
  for (const space of spaces) await moveSpace(trx, space, { ...change, day }, { actor, action: change.to })
}

interface Mover {
  call: Pick<LockedCall, 'code'>
  actor: { id: string | null; role: string }
  now: Date
}

/** Spaces that go into a published call: nobody else can award them meanwhile. */
export async function takeIntoCall(trx: Db, codes: readonly string[], { call, actor, now }: Mover) {
  const [note, noteEn] = [`Nel bando ${call.code}`, `In call ${call.code}`]
  await moveSpaces(trx, codes, { to: 'inCall', note, noteEn }, actor, now)
}

/** Spaces that leave a call without an award: those still in it can be had again. */
export async function releaseFromCall(trx: Db, codes: readonly string[], { call, actor, now }: Mover) {
  const stillIn = await trx('space')
    .whereIn('code', codes)
    .where({ status: 'inCall' })
    .pluck<string[]>('code')
  const [note, noteEn] = [`Fuori dal bando ${call.code}`, `Out of call ${call.code}`]
  await moveSpaces(trx, stillIn, { to: 'available', note, noteEn }, actor, now)
}

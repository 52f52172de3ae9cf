import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import type { DeskCall, DeskCallItem, DeskCallList } from './deskSchema.ts'
import { findLeadable, type LockedCall } from './locking.ts'
import { type CallAction, type CallSituation, moveCall } from './moves.ts'
import { findFaults } from './preparing.ts'
import { rentSum } from './rent.ts'
import { readContent } from './rows.ts'
import { callPhase } from './rules.ts'
import type { CallContent } from './schema.ts'
import { readVersions } from './versions.ts'

type ItemRow = Omit<DeskCallItem, 'phase' | 'opensAt' | 'closesAt' | 'unsealedAt'> & {
  opensAt: Date | null
  closesAt: Date | null
  unsealedAt: Date | null
}

const items = (db: Db) =>
  db({ c: 'call' }).select({
    code: 'c.code',
    title: 'c.title',
    status: 'c.status',
    standing: 'c.standing',
    opensAt: 'c.opens_at',
    closesAt: 'c.closes_at',
    unsealedAt: 'c.unsealed_at',
    lots: db.raw('(SELECT count(*)::integer FROM lot l WHERE l.call_id = c.id)'),
    requests: db.raw(`(SELECT count(*)::integer FROM request r
      WHERE r.call_id = c.id AND r.status NOT IN ('draft', 'withdrawn'))`),
  })

const toItem = ({ opensAt, closesAt, unsealedAt, ...row }: ItemRow, now: Date): DeskCallItem => ({
  ...row,
  phase: row.status === 'draft' ? 'upcoming' : callPhase({ status: row.status, opensAt, closesAt }, now),
  opensAt: opensAt?.toISOString() ?? null,
  closesAt: closesAt?.toISOString() ?? null,
  unsealedAt: unsealedAt?.toISOString() ?? null,
})

const order = `array_position(ARRAY['draft', 'published', 'open', 'closed', 'evaluating', 'provisionalRanking',
  'finalRanking', 'awarded', 'noBids', 'revoked', 'concluded'], c.status), c.opens_at DESC NULLS FIRST, c.code`

/** Every call, drafts first, then along their way. */
export async function listDeskCalls(db: Db): Promise<DeskCallList> {
  const now = await databaseNow(db)
  const rows: ItemRow[] = await items(db).orderByRaw(order)
  return { total: rows.length, items: rows.map((row) => toItem(row, now)) }
}

const officeActions = ['publish', 'correct', 'extend', 'reopen', 'unseal', 'noBids', 'revoke'] as const

/** What the state lets an officer do, each with why the clock or the requests forbid it now. */
function actionsOf(situation: CallSituation, now: Date): DeskCall['actions'] {
  const moves = officeActions.map((action: CallAction) => ({
    action,
    refusal: moveCall(situation, action, now).refusal,
  }))
  return moves.filter(({ refusal }) => refusal !== 'notInThisState')
}

const readSpaces = (db: Db, { lots }: CallContent): Promise<DeskCall['spaces']> =>
  db('space')
    .whereIn(
      'code',
      lots.flatMap(({ spaces }) => spaces),
    )
    .orderBy('code')
    .select({ code: 'code', name: 'name', areaM2: db.raw('area_m2::float8'), status: 'status' })

async function readFaults(db: Db, context: Context, call: LockedCall, content: CallContent) {
  return call.status === 'draft' ? findFaults(db, context, call, content) : []
}

/**
 * A call with what is needed to prepare and to lead it.
 * @throws {NotFoundError} where there is no such call
 */
export async function readDeskCall(db: Db, context: Context, code: string): Promise<DeskCall> {
  const call = await findLeadable(db, code)
  const now = await databaseNow(db)
  const row: ItemRow = await items(db).where({ 'c.id': call.id }).first()
  const content = await readContent(db, call.id)
  const faults = await readFaults(db, context, call, content)
  return {
    ...toItem(row, now),
    version: call.version,
    content,
    rents: content.lots.map(({ rent }) => rent && rentSum(rent)),
    spaces: await readSpaces(db, content),
    faults,
    actions: actionsOf({ ...call, faults: faults.length }, now),
    versions: await readVersions(db, call.id),
  }
}

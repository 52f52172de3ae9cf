import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { type LockedCall, lockCall } from './locking.ts'
import { clockActions, moveCall } from './moves.ts'
import { readContent } from './rows.ts'
import { addVersion } from './versions.ts'

type ClockAction = (typeof clockActions)[number]

/** Freezes what the call says at its opening: every score names the version made here, or one made after it. */
async function freeze(trx: Db, call: LockedCall): Promise<Record<string, unknown>> {
  const content = await readContent(trx, call.id)
  const version = await addVersion(trx, { callId: call.id, change: 'opened', content, madeBy: null })
  return { current_version: version.number, opened_at: call.opensAt }
}

/**
 * Does to a locked call what is due by the clock, in order: a server that was away opens it and then closes it.
 * @returns the call as it then stands
 */
export async function catchUp(trx: Db, call: LockedCall): Promise<LockedCall> {
  let current = call
  for (const action of clockActions) {
    const { to } = moveCall({ ...current, faults: 0 }, action, await databaseNow(trx))
    if (!to) continue
    await change(trx, current, action, to)
    current = { ...current, status: to }
  }
  return current
}

async function change(
  trx: Db,
  call: LockedCall,
  action: ClockAction,
  to: LockedCall['status'],
): Promise<void> {
  const columns = action === 'open' ? await freeze(trx, call) : { closed_at: call.closesAt }
  await trx('call')
    .where({ id: call.id })
    .update({ ...columns, status: to })
  await recordEvent(trx, {
    actor: { id: null, role: 'program' },
    action,
    objectKind: 'call',
    objectId: call.code,
    changes: { status: { class: 'public', old: call.status, new: to } },
  })
}

/**
 * Opens and closes the calls whose time has come. Done twice, or by several servers at once, it does no more:
 * each call is locked and looked at again. One that cannot be moved keeps no other waiting.
 * @throws {unknown} the first that went wrong, after all have had their turn
 */
export async function followClock(db: Db): Promise<void> {
  const codes = await db('call')
    .whereRaw("status = 'published' AND opens_at <= clock_timestamp()")
    .orWhereRaw("status = 'open' AND NOT standing AND closes_at < clock_timestamp()")
    .orderBy('code')
    .pluck<string[]>('code')
  await eachInTurn(codes, (code) => db.transaction(async (trx) => catchUp(trx, await lockCall(trx, code))))
}

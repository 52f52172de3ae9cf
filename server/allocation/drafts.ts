import type { Db } from '../db/index.ts'
import { ConflictError, InvalidError, UnprocessableError } from '../http/problem.ts'
import { type Asked, askForLots, askForSpace, databaseNow } from './asking.ts'
import { checkVersion, lockMine } from './locking.ts'
import type { DraftSave, DraftStart } from './schema.ts'

/** A draft of the same person for the same thing, to be resumed instead of starting another. */
async function findDraft(trx: Db, accountId: string, asked: Asked): Promise<string | null> {
  const target =
    asked.kind === 'application'
      ? { 'r.call_id': asked.callId, 'rl.lot_id': asked.lotIds[0] }
      : { 'rl.space_id': asked.spaceId }
  const row = await trx({ r: 'request' })
    .join({ rl: 'request_lot' }, 'rl.request_id', 'r.id')
    .where({ 'r.account_id': accountId, 'r.status': 'draft', 'r.kind': asked.kind, ...target })
    .orderBy('r.updated_at', 'desc')
    .first('r.id')
  return row?.id ?? null
}

async function writeTargets(trx: Db, requestId: string, asked: Asked): Promise<void> {
  await trx('request_lot').where({ request_id: requestId }).delete()
  const rows =
    asked.kind === 'application'
      ? asked.lotIds.map((lotId, index) => ({ lot_id: lotId, preference: index + 1 }))
      : [{ space_id: asked.spaceId, preference: 1 }]
  await trx('request_lot').insert(rows.map((row) => ({ request_id: requestId, ...row })))
}

/** Lets one person start drafts one after another, so that a double click starts one. */
async function lockAccount(trx: Db, id: string): Promise<void> {
  await trx('account').where({ id }).forNoKeyUpdate().first('id')
}

/**
 * Starts a draft, or finds the one begun before for the same space or lot. The kind follows from the
 * space: an application where its call is open, an expression of interest where it is in none.
 */
export async function startDraft(
  db: Db,
  accountId: string,
  { space, lots, content = {} }: DraftStart,
): Promise<{ id: string; created: boolean }> {
  if ((space === undefined) === (lots === undefined)) {
    throw new InvalidError('Name either a space or lots.', '/problems/invalid')
  }
  return db.transaction(async (trx) => {
    await lockAccount(trx, accountId)
    const now = await databaseNow(trx)
    const asked = lots ? await askForLots(trx, lots, now) : await askForSpace(trx, space ?? '', now)
    const known = await findDraft(trx, accountId, asked)
    if (known) return { id: known, created: false }
    const callId = asked.kind === 'application' ? asked.callId : null
    const [row] = await trx('request')
      .insert({
        kind: asked.kind,
        call_id: callId,
        account_id: accountId,
        content: JSON.stringify(content),
      })
      .returning('id')
    await writeTargets(trx, row.id, asked)
    return { id: row.id, created: true }
  })
}

/**
 * Replaces the content of a draft.
 * @throws {ConflictError} where it was saved elsewhere since `version`, or has been sent
 */
export async function saveDraft(
  db: Db,
  accountId: string,
  id: string,
  { version, content, lots }: DraftSave,
): Promise<{ id: string; version: number; updatedAt: string }> {
  return db.transaction(async (trx) => {
    const draft = await lockMine(trx, accountId, id)
    if (draft.status !== 'draft') throw new ConflictError('This request has been sent.', '/problems/sent')
    checkVersion(draft, version)
    if (lots) await changeLots(trx, draft, lots)
    const [row] = await trx('request')
      .where({ id })
      .update({
        content: JSON.stringify(content),
        version: version + 1,
        updated_at: trx.raw('clock_timestamp()'),
      })
      .returning(['version', 'updated_at'])
    return { id, version: row.version, updatedAt: row.updated_at.toISOString() }
  })
}

async function changeLots(trx: Db, draft: { id: string; callId: number | null }, lots: number[]) {
  const asked = await askForLots(trx, lots, await databaseNow(trx))
  if (asked.kind !== 'application' || asked.callId !== draft.callId) {
    throw new UnprocessableError('A draft keeps to the lots of its call.', '/problems/mixed-calls')
  }
  await writeTargets(trx, draft.id, asked)
}

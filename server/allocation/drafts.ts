import type { Person } from '../accounts/queries.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  UnprocessableError,
} from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { ownParty } from '../parties/acting.ts'
import { lockParty } from '../parties/queries.ts'
import { type Asked, askForLots, askForSpace } from './asking.ts'
import { type LockedRequest, lockMine } from './locking.ts'
import { isMine } from './mine.ts'
import { isHeldOnce, refuseSecond } from './onceOnly.ts'
import { sealPrices } from './prices.ts'
import type { DraftContent, DraftMove, DraftSave, DraftStart, RequestContent } from './schema.ts'

/** A draft of the same party for the same thing, to be resumed instead of starting another. */
async function findDraft(
  trx: Db,
  partyId: string,
  { asked, isOnce }: { asked: Asked; isOnce: boolean },
): Promise<string | null> {
  const target =
    asked.kind === 'application'
      ? { 'r.call_id': asked.callId, ...(!isOnce && { 'rl.lot_id': asked.lotIds[0] }) }
      : { 'rl.space_id': asked.spaceId }
  const row = await trx({ r: 'request' })
    .join({ rl: 'request_lot' }, 'rl.request_id', 'r.id')
    .where({ 'r.party_id': partyId, 'r.status': 'draft', 'r.kind': asked.kind, ...target })
    .orderBy('r.updated_at', 'desc')
    .first('r.id')
  return row?.id ?? null
}

interface KeptLot {
  lot_id: number
  sealed_price: Buffer | null
  project: string | null
}

/** Writes what a draft asks for, in order of preference; what was written for a lot that stays is kept. */
async function writeTargets(trx: Db, requestId: string, asked: Asked): Promise<void> {
  const kept: KeptLot[] = await trx('request_lot')
    .where({ request_id: requestId })
    .whereNotNull('lot_id')
    .select('lot_id', 'sealed_price', 'project')
  await trx('request_lot').where({ request_id: requestId }).delete()
  const rows =
    asked.kind === 'application'
      ? asked.lotIds.map((lotId, index) => ({
          ...kept.find((lot) => lot.lot_id === lotId),
          lot_id: lotId,
          preference: index + 1,
        }))
      : [{ space_id: asked.spaceId, preference: 1 }]
  await trx('request_lot').insert(rows.map((row) => ({ request_id: requestId, ...row })))
}

/** Adds lots to a draft that does not ask for them yet, after those it asks for. */
async function addLots(trx: Db, id: string, asked: Asked): Promise<void> {
  if (asked.kind !== 'application') return
  const chosen = await trx('request_lot')
    .where({ request_id: id })
    .orderBy('preference')
    .pluck<number[]>('lot_id')
  const added = asked.lotIds.filter((lot) => !chosen.includes(lot))
  if (added.length === 0) return
  await writeTargets(trx, id, { ...asked, lotIds: [...chosen, ...added] })
  await trx('request')
    .where({ id })
    .update({ version: trx.raw('version + 1'), updated_at: trx.raw('clock_timestamp()') })
}

/**
 * What an earlier request says that can be said again: not who asks, which comes from the party, nor answers,
 * declarations, stamp and aid, which are given anew.
 * @throws {NotFoundError} where it is another's or does not exist
 */
async function readAgain(trx: Db, accountId: string, from: string | undefined): Promise<DraftContent> {
  if (!from) return {}
  const row = await trx({ r: 'request' })
    .where({ 'r.id': from })
    .whereRaw(isMine, { accountId })
    .first('content')
  if (!row) throw new NotFoundError('There is no such request.')
  const { applicant, eligibilityAnswers, declarations, consents, stamp, deMinimisEur, ...again } =
    row.content as RequestContent
  return again
}

/** The party to ask for, locked so that a double click starts one draft. */
async function chooseParty(trx: Db, person: Person, partyId: string | undefined) {
  await trx('account').where({ id: person.account.id }).forNoKeyUpdate().first('id')
  return lockParty(trx, person.account.id, partyId ?? (await ownParty(trx, person)))
}

/**
 * Starts a draft, or finds the one begun before by the same party for the same space or lot. The kind
 * follows from the space: an application where its call is open, an expression of interest where it is
 * in none. What is known of the party is filled in.
 * @throws {NotFoundError} where the person does not act for the party
 * @throws {ConflictError} where the party has sent an application for the call already
 */
export async function startDraft(
  db: Db,
  person: Person,
  { space, lots, party: partyId, content: written = {}, from }: DraftStart,
): Promise<{ id: string; created: boolean }> {
  if ((space === undefined) === (lots === undefined)) {
    throw new InvalidError('Name either a space or lots.', '/problems/invalid')
  }
  return db.transaction(async (trx) => {
    const content = { ...(await readAgain(trx, person.account.id, from)), ...written }
    const party = await chooseParty(trx, person, partyId)
    const now = await databaseNow(trx)
    const asked = lots ? await askForLots(trx, lots, now) : await askForSpace(trx, space ?? '', now)
    const isOnce = await isHeldOnce(trx, asked)
    if (isOnce) await refuseSecond(trx, party.id, asked)
    const known = await findDraft(trx, party.id, { asked, isOnce })
    if (known) {
      if (isOnce) await addLots(trx, known, asked)
      return { id: known, created: false }
    }
    const applicant: DraftContent['applicant'] = { kind: party.kind, ...party.data, ...content.applicant }
    const [row] = await trx('request')
      .insert({
        kind: asked.kind,
        call_id: asked.kind === 'application' ? asked.callId : null,
        account_id: person.account.id,
        party_id: party.id,
        content: JSON.stringify({ ...content, applicant }),
        reused_from: from ?? null,
      })
      .returning('id')
    await writeTargets(trx, row.id, asked)
    return { id: row.id, created: true }
  })
}

function refuseSent({ status }: LockedRequest): void {
  if (status !== 'draft') throw new ConflictError('This request has been sent.', '/problems/sent')
}

async function writeDraft(trx: Db, draft: LockedRequest, columns: Record<string, unknown>) {
  const [row] = await trx('request')
    .where({ id: draft.id })
    .update({ ...columns, version: draft.version + 1, updated_at: trx.raw('clock_timestamp()') })
    .returning(['version', 'updated_at'])
  return { id: draft.id, version: row.version, updatedAt: row.updated_at.toISOString() }
}

/**
 * Replaces the content of a draft; everybody who acts for its party may.
 * @throws {ConflictError} where it was saved elsewhere since `version`, or has been sent
 */
export async function saveDraft(
  db: Db,
  accountId: string,
  id: string,
  { version, content, lots, prices = [] }: DraftSave,
): Promise<{ id: string; version: number; updatedAt: string }> {
  return db.transaction(async (trx) => {
    const draft = await lockMine(trx, accountId, id)
    refuseSent(draft)
    checkVersion(draft, version)
    if (lots) await changeLots(trx, draft, lots)
    await sealPrices(trx, draft, prices)
    return writeDraft(trx, draft, { content: JSON.stringify(content) })
  })
}

/**
 * Moves a draft to another party, whose data take the place of the former one's.
 * @throws {ForbiddenError} where the person neither began the draft nor represents its party
 * @throws {ConflictError} where it was saved elsewhere since `version`, or has been sent
 */
export async function moveDraft(
  db: Db,
  person: Person,
  id: string,
  { version, party: partyId }: DraftMove,
): Promise<void> {
  await db.transaction(async (trx) => {
    const draft = await lockMine(trx, person.account.id, id)
    refuseSent(draft)
    checkVersion(draft, version)
    if (draft.accountId !== person.account.id && draft.role !== 'representative') {
      throw new ForbiddenError(
        'Only who began this draft or a representative of its party may move it.',
        '/problems/representative-only',
      )
    }
    const party = await chooseParty(trx, person, partyId)
    if (party.id === draft.partyId) return
    const content: DraftContent = { ...draft.content, applicant: { kind: party.kind, ...party.data } }
    await writeDraft(trx, draft, { party_id: party.id, content: JSON.stringify(content) })
  })
}

async function changeLots(trx: Db, draft: { id: string; callId: number | null }, lots: number[]) {
  const asked = await askForLots(trx, lots, await databaseNow(trx))
  if (asked.kind !== 'application' || asked.callId !== draft.callId) {
    throw new UnprocessableError('A draft keeps to the lots of its call.', '/problems/mixed-calls')
  }
  await writeTargets(trx, draft.id, asked)
}

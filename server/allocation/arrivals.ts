import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { catchUp } from '../calls/clock.ts'
import { takesPrice } from '../calls/conditions.ts'
import { refuseOwnCall } from '../calls/leading.ts'
import { findLeadable, type LockedCall, lockCall } from '../calls/locking.ts'
import { timeProblem } from '../calls/window.ts'
import { romeInstant } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { canonicalHash } from '../db/canonical.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, UnprocessableError } from '../http/problem.ts'
import { insertPaperParty } from '../parties/queries.ts'
import { contentChanges, type Decided, decisionChanges } from './fieldClasses.ts'
import { nextNumber } from './numbering.ts'
import { isSealed } from './rules.ts'
import type { Arrival, ArrivalContent, ArrivalList, NewArrival, RequestContent } from './schema.ts'

const taking = ['open', 'closed', 'evaluating']
const mayEnter = ({ status }: LockedCall) => taking.includes(status)

/**
 * The instant of a time of arrival.
 * @throws {UnprocessableError} where it is none, lies ahead, or before the opening of the call
 */
function readTime(written: string, now: Date, { opensAt }: LockedCall): Date {
  const refuse = (detail: string): never => {
    throw new UnprocessableError('This cannot be the time of arrival.', '/problems/arrival-time', [
      { pointer: '/receivedAt', detail },
    ])
  }
  const problem = timeProblem(written.slice(0, 16)) ?? (Number(written.slice(17)) > 59 ? 'noSuchTime' : null)
  if (problem) return refuse(problem)
  const receivedAt = romeInstant(written.slice(0, 10), written.slice(11))
  if (receivedAt > now) return refuse('ahead')
  return opensAt && receivedAt < opensAt ? refuse('beforeOpening') : receivedAt
}

const record = (
  trx: Db,
  person: Person,
  { action, id, changes }: { action: 'enterArrival' | 'enterContent'; id: string; changes: Decided },
  content?: RequestContent,
) =>
  recordEvent(trx, {
    actor: { id: person.account.id, role: actingRole(person, 'prepareCalls') },
    action,
    objectKind: 'request',
    objectId: id,
    changes: { ...decisionChanges(changes), ...(content && contentChanges(content)) },
  })

/**
 * Enters something that arrived on paper or by PEC, closed as it is, with its own time of arrival: it counts
 * among the requests of the call from now on. What came after the deadline is kept and marked.
 * @throws {ConflictError} where the call takes no requests
 */
export async function enterArrival(
  { db }: Context,
  person: Person,
  code: string,
  { channel, receivedAt: written, note }: NewArrival,
): Promise<void> {
  await db.transaction(async (trx) => {
    const call = await catchUp(trx, await lockCall(trx, code))
    if (!mayEnter(call))
      throw new ConflictError('The call takes no requests now.', '/problems/call/notInThisState')
    await refuseOwnCall(trx, person, call.id)
    const now = await databaseNow(trx)
    const receivedAt = readTime(written, now, call)
    const isLate = call.closesAt !== null && receivedAt > call.closesAt
    const number = await nextNumber(trx, now)
    const received = { channel, receivedAt: receivedAt.toISOString(), note: note.trim() }
    const [{ id }] = await trx('request')
      .insert({
        kind: 'application',
        call_id: call.id,
        status: 'submitted',
        number,
        content_hash: canonicalHash(received),
        received_at: receivedAt,
        channel,
        entered_by: person.account.id,
        entered_at: now,
        arrival_note: note.trim(),
        is_late: isLate,
      })
      .returning('id')
    const changes: Decided = {
      status: [null, 'submitted'],
      number: [null, number],
      channel: [null, channel],
      receivedAt: [null, received.receivedAt],
      arrivalNote: [null, received.note],
      isLate: [null, isLate],
    }
    await record(trx, person, { action: 'enterArrival', id, changes })
  })
}

interface LockedArrival {
  id: string
  content: RequestContent
  call: { id: number; standing: boolean; unsealedAt: Date | null }
}

async function lockArrival(trx: Db, id: string): Promise<LockedArrival> {
  const row = await trx('request').where({ id }).whereNot({ channel: 'online' }).forUpdate().first({
    id: 'id',
    content: 'content',
    callId: 'call_id',
  })
  if (!row) throw new NotFoundError('Nothing of this arrived on paper or by PEC.')
  const call = await trx('call')
    .where({ id: row.callId })
    .first({ id: 'id', standing: 'standing', unsealedAt: 'unsealed_at' })
  return { ...row, call }
}

/** @throws {UnprocessableError} where a lot is not one of the call, or an envelope is for a lot not asked for */
async function checkLots(trx: Db, callId: number, { lots, paperPrices = [] }: ArrivalContent): Promise<void> {
  const known = await trx('lot').where({ call_id: callId }).whereIn('id', lots).pluck('id')
  if (known.length !== lots.length || paperPrices.some((lot) => !lots.includes(lot)))
    throw new UnprocessableError('A lot is not of this call.', '/problems/mixed-calls')
}

/**
 * Writes down what is in something that arrived, once the requests of its call are opened. The envelope with
 * the price stays closed until the session in which all prices are opened.
 * @throws {ConflictError} where the requests are sealed, or the contents are written already
 */
export async function enterContent(
  { db }: Context,
  person: Person,
  id: string,
  body: ArrivalContent,
): Promise<string> {
  return db.transaction(async (trx) => {
    const arrival = await lockArrival(trx, id)
    await refuseOwnCall(trx, person, arrival.call.id)
    if (isSealed(arrival.call))
      throw new ConflictError('It stays closed until the requests are opened.', '/problems/sealed')
    if (Object.keys(arrival.content).length > 0)
      throw new ConflictError('What is in it has been written down.', '/problems/sent')
    await checkLots(trx, arrival.call.id, body)
    const { lots, content, paperPrices = [] } = body
    const { kind = 'person', ...data } = content.applicant ?? {}
    const partyId = await insertPaperParty(trx, person.account.id, kind, data)
    const written = { ...content, applicant: { kind, ...data } }
    await trx('request')
      .where({ id })
      .update({
        content: JSON.stringify(written),
        content_hash: canonicalHash({ asked: { callId: arrival.call.id, lotIds: lots }, content: written }),
        party_id: partyId,
        version: trx.raw('version + 1'),
        updated_at: trx.raw('clock_timestamp()'),
      })
    const rows = lots.map((lot, index) => ({
      request_id: id,
      lot_id: lot,
      preference: index + 1,
      paper_price: paperPrices.includes(lot),
    }))
    await trx('request_lot').insert(rows)
    await record(
      trx,
      person,
      { action: 'enterContent', id, changes: { paperPrices: [null, paperPrices.length] } },
      written,
    )
    const { code } = await trx('call').where({ id: arrival.call.id }).first('code')
    return code
  })
}

async function readItems(db: Db, callId: number): Promise<Arrival[]> {
  const rows = await db({ r: 'request' })
    .join({ a: 'account' }, 'a.id', 'r.entered_by')
    .where({ 'r.call_id': callId })
    .whereNot('r.channel', 'online')
    .orderBy(['r.received_at', 'r.id'])
    .select({
      id: 'r.id',
      number: 'r.number',
      channel: 'r.channel',
      receivedAt: 'r.received_at',
      isLate: 'r.is_late',
      note: 'r.arrival_note',
      enteredAt: 'r.entered_at',
      enteredBy: 'a.name',
      hasContent: db.raw("r.content <> '{}'"),
    })
  return rows.map(({ receivedAt, enteredAt, ...row }) => ({
    ...row,
    receivedAt: receivedAt.toISOString(),
    enteredAt: enteredAt.toISOString(),
  }))
}

/**
 * What arrived for a call on paper or by PEC, as it was entered; never what is in it.
 * @throws {NotFoundError} where there is no such call
 */
export async function listArrivals(db: Db, code: string): Promise<ArrivalList> {
  const call = await findLeadable(db, code)
  const lots: ArrivalList['lots'] = await db('lot')
    .where({ call_id: call.id })
    .orderBy('number')
    .select('id', 'number', 'title')
  const facts = await db({ c: 'call' })
    .where({ 'c.id': call.id })
    .first({ takesPrice: db.raw(takesPrice) })
  return {
    call: { code, title: call.title },
    mayEnter: mayEnter(call),
    mayOpen: !isSealed(call),
    ...facts,
    lots,
    items: await readItems(db, call.id),
  }
}

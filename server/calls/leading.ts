import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import type { Change } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ForbiddenError, UnprocessableError } from '../http/problem.ts'
import { catchUp } from './clock.ts'
import type { Grounds } from './deskSchema.ts'
import { contentChanges } from './fieldClasses.ts'
import { checkVersion, type LockedCall, lockCall, nextStatus } from './locking.ts'
import { lockSpaces, releaseFromCall, takeIntoCall } from './lotSpaces.ts'
import type { CallAction } from './moves.ts'
import { actorOf, findFaults, recordCall, refuseFaults } from './preparing.ts'
import { readContent } from './rows.ts'
import type { CallContent, CallStatus, VersionChange } from './schema.ts'
import { tellReaders } from './telling.ts'
import { addVersion } from './versions.ts'
import { deadlineProblem, instantOf } from './window.ts'
import { writeContent } from './writing.ts'

/** A call that somebody does something to, locked, with what the clock had to do to it done. */
interface Leading {
  trx: Db
  context: Context
  person: Person
  call: LockedCall
  content: CallContent
  to: CallStatus
  now: Date
}

type Changes = Record<string, Change>
/** Does the work of an action and says what changed, for the log. */
type Work = (leading: Leading) => Promise<Changes>

/** Why a sentence of the log was written: the act and its reason are published. */
const groundsChanges = ({ reason, actNumber, actDate }: Grounds): Changes => ({
  reason: { class: 'public', old: null, new: reason },
  actNumber: { class: 'public', old: null, new: actNumber },
  actDate: { class: 'public', old: null, new: actDate },
})

/**
 * Whether somebody has a part in a request of the call: they are, or were, in a party that asks, began or sent
 * it. They neither lead the call nor open or decide what others asked (L. 241/1990 art. 6-bis).
 */
export async function hasRequestIn(trx: Db, accountId: string, callId: number): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `SELECT FROM request r WHERE r.call_id = :callId AND r.status <> 'draft'
       AND (r.account_id = :accountId OR r.sent_by = :accountId OR EXISTS (SELECT FROM party_member m
         WHERE m.party_id = r.party_id AND m.account_id = :accountId)) LIMIT 1`,
    { callId, accountId },
  )
  return rows.length > 0
}

/** @throws {ForbiddenError} where somebody has a part in a request of the call */
export async function refuseOwnCall(trx: Db, { account }: Person, callId: number): Promise<void> {
  if (!(await hasRequestIn(trx, account.id, callId))) return
  throw new ForbiddenError(
    'You are, or were, among those who ask in this call: another officer goes on (L. 241/1990 art. 6-bis).',
    '/problems/own-call',
  )
}

/**
 * Does one thing to a call: state machine, change, log, letters and spaces in one transaction.
 * @throws {ConflictError} where it was changed since `version`, or its state or the clock forbid it
 * @throws {ForbiddenError} where who does it has a part in a request of the call
 */
export async function leadCall(
  context: Context,
  person: Person,
  code: string,
  { action, version, work }: { action: CallAction; version: number; work: Work },
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const call = await catchUp(trx, await lockCall(trx, code))
    await refuseOwnCall(trx, person, call.id)
    checkVersion(call, version)
    const to = await nextStatus(trx, call, action)
    const content = await readContent(trx, call.id)
    const now = await databaseNow(trx)
    const changes = await work({ trx, context, person, call, content, to, now })
    const status: Changes =
      call.status === to ? {} : { status: { class: 'public', old: call.status, new: to } }
    await recordCall(trx, person, code, action, { ...status, ...changes })
  })
}

const codesOf = ({ lots }: CallContent) => lots.flatMap(({ spaces }) => spaces)
const moverOf = ({ call, person, now }: Leading) => ({ call, actor: actorOf(person), now })

interface Kept {
  change: VersionChange
  content: CallContent
  grounds?: Grounds
  columns?: Record<string, unknown>
}

/** Keeps a new version of a call and makes it the one the public reads. */
async function keepVersion(leading: Leading, { change, content, grounds, columns }: Kept): Promise<Changes> {
  const { trx, call, person, to, content: before } = leading
  const madeBy = person.account.id
  const version = await addVersion(trx, {
    callId: call.id,
    change,
    content,
    madeBy,
    ...(grounds && { grounds }),
  })
  await writeContent(trx, call.id, content, {
    ...columns,
    status: to,
    version: call.version + 1,
    current_version: version.number,
  })
  return {
    ...contentChanges(before, content, false),
    ...(grounds && groundsChanges(grounds)),
    contentHash: { class: 'public', old: null, new: version.contentHash },
    criteriaHash: { class: 'public', old: null, new: version.criteriaHash },
  }
}

/** Publishes a call without faults: announced from now, open at its hour, its spaces held for it. */
export const publish: Work = async (leading) => {
  const { trx, context, call, content, now } = leading
  await lockSpaces(trx, codesOf(content))
  refuseFaults(await findFaults(trx, context, call, content))
  const changes = await keepVersion(leading, { change: 'published', content, columns: { published_at: now } })
  await takeIntoCall(trx, codesOf(content), moverOf(leading))
  return changes
}

/** Corrects what a call says, by an act; who has a request for it is told. */
export const correct =
  (content: CallContent, grounds: Grounds): Work =>
  async (leading) => {
    const { trx, context, call, content: before } = leading
    refuseFutureAct(leading, grounds)
    await lockSpaces(trx, [...codesOf(content), ...codesOf(before)])
    refuseFaults(await findFaults(trx, context, call, content))
    const changes = await keepVersion(leading, { change: 'corrected', content, grounds })
    const gone = codesOf(before).filter((code) => !codesOf(content).includes(code))
    await releaseFromCall(trx, gone, moverOf(leading))
    await takeIntoCall(trx, codesOf(content), moverOf(leading))
    await tellReaders(trx, context, call.id, 'corrected', grounds)
    return changes
  }

/** @throws {UnprocessableError} where a deadline is a holiday, past, or not later than the one it replaces */
function refuseDeadline({ context, call, now }: Leading, closesAt: string): void {
  const notLater = call.closesAt !== null && instantOf(closesAt) <= call.closesAt
  const problem = deadlineProblem(closesAt, context.city.holidays, now) ?? (notLater ? 'notLater' : null)
  if (!problem) return
  throw new UnprocessableError('This cannot be the new deadline.', '/problems/call-faults', [
    { pointer: '/closesAt', detail: problem },
  ])
}

/** @throws {UnprocessableError} where the act has a date that has not come */
function refuseFutureAct({ now }: Leading, { actDate }: Grounds): void {
  if (actDate <= romeDate(now)) return
  throw new UnprocessableError('The act lies in the future.', '/problems/call-faults', [
    { pointer: '/actDate', detail: 'actInTheFuture' },
  ])
}

/** Moves the deadline of a call that is open, or opens again one whose requests are still sealed. */
export const extend =
  (change: 'extended' | 'reopened', closesAt: string, grounds: Grounds): Work =>
  async (leading) => {
    const { trx, context, call, content } = leading
    refuseFutureAct(leading, grounds)
    refuseDeadline(leading, closesAt)
    const kept = { change, content: { ...content, closesAt }, grounds, columns: { closed_at: null } }
    const changes = await keepVersion(leading, kept)
    await tellReaders(trx, context, call.id, change, grounds)
    return changes
  }

/** Opens the requests of a call after its deadline; from here on the office reads them. */
export const unseal: Work = async ({ trx, call, person, to, now }) => {
  await trx('call')
    .where({ id: call.id })
    .update({ status: to, version: call.version + 1, unsealed_at: now, unsealed_by: person.account.id })
  return { requests: { class: 'internal', old: null, new: call.standingRequests } }
}

async function keepEnd({ trx, call, to, now }: Leading, grounds: Grounds, kind: string): Promise<void> {
  await trx('call')
    .where({ id: call.id })
    .update({ status: to, version: call.version + 1, ended_at: now })
  await trx('call_act').insert({
    call_id: call.id,
    kind,
    number: grounds.actNumber,
    act_date: grounds.actDate,
    title: grounds.reason.slice(0, 200),
  })
}

/** Ends a call without an award: nobody asked, or it is revoked. Its spaces can be had again. */
export const end =
  (action: 'noBids' | 'revoke', grounds: Grounds): Work =>
  async (leading) => {
    const { trx, context, call, content } = leading
    refuseFutureAct(leading, grounds)
    await keepEnd(leading, grounds, action === 'revoke' ? 'revocation' : 'other')
    await releaseFromCall(trx, codesOf(content), moverOf(leading))
    if (action === 'revoke') await tellReaders(trx, context, call.id, 'revoked', grounds)
    return groundsChanges(grounds)
  }

import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import {
  keepDelivery,
  keepRecord,
  type LockedNotice,
  lockNotice,
  lockNoticeOfLetter,
  replaceFailed,
} from '../notices/queries.ts'
import { dueAfterDelivery, recordFault } from '../notices/rules.ts'
import type { NoticeRecord } from '../notices/schema.ts'
import { type Decided, decisionChanges } from './fieldClasses.ts'
import { type LockedRequest, lockSent, lockToDecide } from './locking.ts'
import { tellApplicant } from './notices.ts'
import { tellApplicants, tellOffice } from './people.ts'
import type { RequestEvent } from './schema.ts'

type Actor = { id: string | null; role: string }
/** The program itself, which has read a receipt of the certified mailbox. */
const certifiedMail: Actor = { id: null, role: 'certifiedMail' }

async function record(
  trx: Db,
  actor: Actor,
  action: RequestEvent,
  notice: LockedNotice,
  decided: Decided,
): Promise<void> {
  await recordEvent(trx, {
    actor,
    action,
    objectKind: notice.objectKind,
    objectId: notice.objectId,
    changes: decisionChanges({ noticeKind: [null, notice.kind], ...decided }),
  })
}

/** The term to complete runs from the day of delivery: now its last day is known, and told. */
async function startTerm(
  trx: Db,
  context: Pick<Context, 'config' | 'city'>,
  request: LockedRequest,
  deliveredAt: Date,
): Promise<void> {
  const open = await trx('request_completion')
    .where({ request_id: request.id })
    .whereNull('answered_at')
    .whereNull('due_on')
    .first({ id: 'id', termDays: 'term_days' })
  if (!open) return
  const dueOn = dueAfterDelivery(deliveredAt, open.termDays, context.city.holidays)
  await trx('request_completion').where({ id: open.id }).update({ due_on: dueOn })
  await tellApplicant(trx, context, request, 'termStarted', { deliveredOn: romeDate(deliveredAt), dueOn })
  await tellApplicants(trx, request, 'termStarted', null, { dueOn })
}

/** What follows from a delivery, whatever the way: the log, the clock, who must know. */
async function delivered(
  trx: Db,
  context: Pick<Context, 'config' | 'city'>,
  notice: LockedNotice,
  deliveredAt: Date,
  actor: Actor,
  decided: Decided = {},
): Promise<void> {
  const request = await lockSent(trx, notice.objectId)
  await record(trx, actor, 'noticeDelivered', notice, {
    ...decided,
    noticeDeliveredAt: [null, deliveredAt.toISOString()],
  })
  if (notice.kind === 'completion') await startTerm(trx, context, request, deliveredAt)
  else await tellApplicants(trx, request, 'noticeDelivered', actor.id)
  if (actor.id === null) await tellOffice(trx, request, 'noticeDelivered', null)
}

/**
 * Keeps what the office recorded of a notice on paper. Returns the id of the request.
 * @throws {ConflictError} where its delivery is known already, or it goes by certified mail
 * @throws {UnprocessableError} naming the date or number that cannot be
 */
export async function recordOnPaper(
  context: Context,
  person: Person,
  id: string,
  body: NoticeRecord,
): Promise<string> {
  return context.db.transaction(async (trx) => {
    const notice = await lockNotice(trx, id)
    await lockToDecide(trx, person.account.id, notice.objectId)
    if (notice.deliveredAt || notice.channel === 'pec') {
      throw new ConflictError('Nothing more can be recorded of this notice.', '/problems/notice-closed')
    }
    const fault = recordFault(body, romeDate(notice.createdAt), romeDate(await databaseNow(trx)))
    if (fault) throw new UnprocessableError('The record does not hold.', '/problems/notice-record', [fault])
    const deliveredAt = await keepRecord(trx, id, body, person.account.id)
    const actor = { id: person.account.id, role: actingRole(person, 'examineRequests') }
    const decided: Decided = {
      noticeChannel: [null, body.channel],
      noticeAddress: [null, body.address],
      noticeSentOn: [null, body.sentOn],
      noticeTrackingNumber: [null, body.trackingNumber ?? null],
    }
    if (deliveredAt) await delivered(trx, context, notice, deliveredAt, actor, decided)
    else await record(trx, actor, 'noticeSent', notice, decided)
    return notice.objectId
  })
}

/** The recipient's provider certified the delivery of a letter; harmless a second time. */
export async function certifiedDelivery(
  trx: Db,
  context: Pick<Context, 'config' | 'city'>,
  letterId: string,
  at: Date,
): Promise<void> {
  const notice = await lockNoticeOfLetter(trx, letterId)
  if (!notice || notice.deliveredAt || notice.failedAt) return
  await keepDelivery(trx, notice.id, at)
  await delivered(trx, context, notice, at, certifiedMail)
}

/** The letter could not be delivered: the office is told, and the notice waits to be sent on paper. */
export async function certifiedFailure(trx: Db, letterId: string, at: Date): Promise<void> {
  const notice = await lockNoticeOfLetter(trx, letterId)
  if (!notice || notice.deliveredAt || notice.failedAt) return
  const request = await lockSent(trx, notice.objectId)
  const party = await trx('party').where({ id: request.partyId }).first('address')
  await replaceFailed(trx, notice, at, party?.address ?? null)
  await record(trx, certifiedMail, 'noticeFailed', notice, { noticeFailedAt: [null, at.toISOString()] })
  await tellOffice(trx, request, 'noticeFailed', null)
}

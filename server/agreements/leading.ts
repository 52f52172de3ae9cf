import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError } from '../http/problem.ts'
import { actorOf } from './awarding.ts'
import { settleCall } from './concluding.ts'
import { changesOf } from './fieldClasses.ts'
import { endedAgreement, extendedAgreement, handedOver, signedAgreement } from './letters.ts'
import {
  checkAgreementVersion,
  type LockedAgreement,
  lockAgreement,
  nextAgreementStatus,
  refuseOwn,
  spaceNames,
} from './locking.ts'
import { type AgreementWork, recordAgreement, refusedTerm, refuseOverlap } from './preparing.ts'
import { findNotReady } from './readiness.ts'
import { followAwards } from './requestStatus.ts'
import { latestEnd } from './rules.ts'
import type { AgreementAction, EndReason, HandOver } from './schema.ts'
import { moveSpaces } from './spaceMoves.ts'
import { tellHolder } from './telling.ts'

/**
 * Does one thing to an agreement: state machine, work, log in one transaction.
 * @throws {ConflictError} where it was changed since `version`, or its state does not allow it
 */
export async function leadAgreement(
  context: Context,
  person: Person,
  id: string,
  { action, version, work }: { action: AgreementAction; version: number; work: AgreementWork },
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const agreement = await lockAgreement(trx, id)
    await refuseOwn(trx, person.account.id, agreement.requestId)
    checkAgreementVersion(agreement, version)
    const status = nextAgreementStatus(agreement, action)
    const now = await databaseNow(trx)
    const changed = await work({ trx, context, person, agreement, now })
    await trx('agreement')
      .where({ id })
      .update({ version: agreement.version + 1 })
    await recordAgreement(trx, actorOf(person), id, action, {
      ...changed,
      status: [agreement.status, status],
    })
  })
}

/** Puts into the history of the request what happened to its agreement. */
async function recordOnRequest(
  trx: Db,
  actor: { id: string | null; role: string },
  { requestId, number }: LockedAgreement,
  action: 'signAgreement' | 'handOver' | 'endAgreement',
): Promise<void> {
  if (requestId === null) return
  await recordEvent(trx, {
    actor,
    action,
    objectKind: 'request',
    objectId: requestId,
    changes: changesOf({ number: [null, number] }),
  })
}

const notInFuture = (pointer: string, day: string, now: Date) => {
  if (day > romeDate(now)) throw refusedTerm(pointer, 'lies in the future')
}

/** Signs an agreement of which nothing is missing; a call with nothing left to do is concluded. */
export const sign =
  (signedOn: string, registration: string | null): AgreementWork =>
  async ({ trx, context, person, agreement, now }) => {
    notInFuture('/signedOn', signedOn, now)
    const missing = await findNotReady(trx, context, agreement.id)
    if (missing.length > 0)
      throw new ConflictError(
        'Something is missing before it can be signed.',
        '/problems/agreement-not-ready',
        missing.map((detail) => ({ pointer: '', detail })),
      )
    await trx('agreement')
      .where({ id: agreement.id })
      .update({ status: 'signed', signed_on: signedOn, registration })
    const actor = actorOf(person)
    if (agreement.requestId) await followAwards(trx, agreement.requestId)
    await recordOnRequest(trx, actor, agreement, 'signAgreement')
    const { number, from, until } = agreement
    const names = await spaceNames(trx, agreement)
    await tellHolder(
      trx,
      context,
      agreement.requestId,
      signedAgreement(number, names, from, until),
      'agreement',
    )
    const lot = agreement.lotId && (await trx('lot').where({ id: agreement.lotId }).first('call_id'))
    if (lot) await settleCall(trx, lot.call_id, actor)
    return { signedOn: [null, signedOn], registration: [null, registration] }
  }

/** Cancels an agreement before the keys are handed over: the award stands and can be taken back. */
export const cancel =
  (note: string): AgreementWork =>
  async ({ trx, agreement }) => {
    await trx('agreement').where({ id: agreement.id }).update({ status: 'cancelled', end_note: note })
    if (agreement.requestId) await followAwards(trx, agreement.requestId)
    return { note: [null, note] }
  }

const keepHandover = (
  trx: Db,
  agreementId: string,
  kind: 'handover' | 'return',
  { happenedOn, note = null, meterReadings = null }: Omit<HandOver, 'version'>,
  accountId: string,
) =>
  trx('agreement_handover').insert({
    agreement_id: agreementId,
    kind,
    happened_on: happenedOn,
    note,
    meter_readings: meterReadings,
    recorded_by: accountId,
  })

/** Hands the spaces over to the holder: from here they are in use. */
export const handOver =
  (record: HandOver): AgreementWork =>
  async ({ trx, context, person, agreement, now }) => {
    const { happenedOn } = record
    notInFuture('/happenedOn', happenedOn, now)
    if (agreement.signedOn && happenedOn < agreement.signedOn)
      throw refusedTerm('/happenedOn', 'lies before it was signed')
    if (happenedOn > agreement.until) throw refusedTerm('/happenedOn', 'lies after its last day')
    await keepHandover(trx, agreement.id, 'handover', record, person.account.id)
    await trx('agreement').where({ id: agreement.id }).update({ status: 'handedOver' })
    const party = await trx('party').where({ id: agreement.partyId }).first('name', 'kind')
    const actor = actorOf(person)
    await moveSpaces(
      trx,
      agreement.spaceIds,
      {
        to: 'inUse',
        on: happenedOn,
        note: `Consegnato con il contratto ${agreement.number}`,
        noteEn: `Handed over by agreement ${agreement.number}`,
        columns: {
          use_ends_on: agreement.until,
          holder_name: party.name,
          holder_kind: party.kind === 'person' ? 'person' : 'organisation',
          vacant_since: null,
        },
      },
      actor,
      now,
    )
    await recordOnRequest(trx, actor, agreement, 'handOver')
    const names = await spaceNames(trx, agreement)
    await tellHolder(trx, context, agreement.requestId, handedOver(agreement.number, names, happenedOn))
    return { happenedOn: [null, happenedOn] }
  }

/** Moves the last day on by an act; temporary use no further than the law allows. */
export const extend =
  (extension: { until: string; actNumber: string; actDate: string }): AgreementWork =>
  async ({ trx, context, agreement, now }) => {
    const { until, actNumber, actDate } = extension
    notInFuture('/actDate', actDate, now)
    if (until <= agreement.until) throw refusedTerm('/until', 'is not later than the last day it has')
    if (actNumber === agreement.extensionAct) throw refusedTerm('/actNumber', 'has extended it already')
    const latest = latestEnd(agreement, true, context.city.awards.temporaryUse)
    if (latest && until > latest) throw refusedTerm('/until', `must not be after ${latest}`)
    await refuseOverlap(trx, agreement.spaceIds, { from: agreement.from, until }, agreement.id)
    await trx('agreement')
      .where({ id: agreement.id })
      .update({
        period: trx.raw("daterange(?::date, ?::date, '[]')", [agreement.from, until]),
        extension_act: actNumber,
        extension_date: actDate,
      })
    await trx('space').whereIn('id', agreement.spaceIds).update({ use_ends_on: until })
    await backInUse(trx, agreement, now)
    await tellHolder(
      trx,
      context,
      agreement.requestId,
      extendedAgreement(agreement.number, until, actNumber),
      'agreement',
    )
    return { until: [agreement.until, until], actNumber: [null, actNumber], actDate: [null, actDate] }
  }

/** Spaces that were near their end are in use again. */
async function backInUse(trx: Db, { spaceIds, number }: LockedAgreement, now: Date): Promise<void> {
  const ending = await trx('space')
    .whereIn('id', spaceIds)
    .where({ status: 'expiring' })
    .pluck<number[]>('id')
  const [note, noteEn] = [`Prorogato il contratto ${number}`, `Agreement ${number} was extended`]
  await moveSpaces(trx, ending, { to: 'inUse', note, noteEn }, { id: null, role: 'program' }, now)
}

/** What follows the end of an agreement: the spaces wait to be given back, the holder is told. */
export async function markEnded(
  trx: Db,
  context: Pick<Context, 'config' | 'city'>,
  agreement: LockedAgreement,
  ended: {
    on: string
    reason: EndReason
    note: string | null
    actor: { id: string | null; role: string }
    now: Date
  },
): Promise<void> {
  const { on, reason, note, actor, now } = ended
  await trx('agreement')
    .where({ id: agreement.id })
    .update({
      status: reason === 'term' ? 'ended' : 'terminated',
      ended_on: on,
      end_reason: reason,
      end_note: note,
    })
  await moveSpaces(
    trx,
    agreement.spaceIds,
    {
      to: 'expiring',
      note: `Finito il contratto ${agreement.number}: da riconsegnare`,
      noteEn: `Agreement ${agreement.number} has ended: to be given back`,
    },
    actor,
    now,
  )
  // Also of spaces that were near their end already, and are not moved.
  await trx('space').whereIn('id', agreement.spaceIds).update({ use_ends_on: on })
  await recordOnRequest(trx, actor, agreement, 'endAgreement')
  await tellHolder(
    trx,
    context,
    agreement.requestId,
    endedAgreement(agreement.number, { on, reason, note }),
    'agreement',
  )
}

/** Ends an agreement before its last day, for a reason; one that was not used among them. */
export const terminate =
  ({ endedOn, reason, note }: { endedOn: string; reason: EndReason; note: string }): AgreementWork =>
  async ({ trx, context, person, agreement, now }) => {
    notInFuture('/endedOn', endedOn, now)
    if (endedOn < (agreement.handedOverOn ?? agreement.from))
      throw refusedTerm('/endedOn', 'lies before it was handed over')
    if (endedOn > agreement.until) throw refusedTerm('/endedOn', 'lies after its last day')
    await markEnded(trx, context, agreement, { on: endedOn, reason, note, actor: actorOf(person), now })
    return { endedOn: [null, endedOn], endReason: [null, reason], note: [null, note] }
  }

/** The spaces come back: from here they are in the census as released, and can be had again. */
export const takeBack =
  (record: HandOver): AgreementWork =>
  async ({ trx, person, agreement, now }) => {
    const { happenedOn } = record
    notInFuture('/happenedOn', happenedOn, now)
    if (agreement.handedOverOn && happenedOn < agreement.handedOverOn)
      throw refusedTerm('/happenedOn', 'lies before it was handed over')
    await keepHandover(trx, agreement.id, 'return', record, person.account.id)
    await moveSpaces(
      trx,
      agreement.spaceIds,
      {
        to: 'released',
        on: happenedOn,
        note: `Riconsegnato: contratto ${agreement.number}`,
        noteEn: `Given back: agreement ${agreement.number}`,
        columns: { use_ends_on: null, holder_name: null, holder_kind: null, vacant_since: happenedOn },
      },
      actorOf(person),
      now,
    )
    return { happenedOn: [null, happenedOn] }
  }

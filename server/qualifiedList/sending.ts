import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { actorOf, refuseListFaults } from './applying.ts'
import { listChanges } from './fieldClasses.ts'
import { type LockedApplication, lockToBind, refuseUnless, updateApplication } from './locking.ts'
import { listFiles, toAnswers } from './parts.ts'
import { readRequirements } from './requirements.ts'
import { isOpenOn, sendingFaults } from './rules.ts'
import type { ApplicationReceipt } from './schema.ts'
import { tellLab, tellOffice } from './telling.ts'

/** The next number, such as L-2026-000012: of the year in Italy at that instant, never given twice. */
async function nextNumber(trx: Db, now: Date): Promise<string> {
  const { rows } = await trx.raw<{ rows: { value: string }[] }>("SELECT nextval('lab_list_number') AS value")
  return `L-${romeDate(now).slice(0, 4)}-${String(rows[0]?.value).padStart(6, '0')}`
}

/** An Idempotency-Key belongs to one draft. */
async function refuseReusedKey(trx: Db, person: Person, { id }: LockedApplication, key: string | undefined) {
  if (!key) return
  const other = await trx('lab_list_application')
    .where({ idempotency_key: key, sent_by: person.account.id })
    .whereNot({ id })
    .first('id')
  if (other)
    throw new UnprocessableError(
      'This Idempotency-Key was used for another application.',
      '/problems/reused-key',
    )
}

/** @throws {ConflictError} where the last day to apply has passed since the draft was begun */
async function refuseClosed(trx: Db, editionId: number, now: Date): Promise<void> {
  const edition = await trx('lab_list_edition')
    .where({ id: editionId })
    .first({ opensOn: day(trx, 'opens_on'), closesOn: day(trx, 'closes_on') })
  if (!isOpenOn(edition, romeDate(now)))
    throw new ConflictError('One cannot apply to this edition today.', '/problems/edition-closed')
}

async function refuseIncomplete(trx: Db, { id, editionId, answers }: LockedApplication): Promise<void> {
  const files = await listFiles(trx, id, false)
  const documents = files.map(({ requirement }) => requirement)
  refuseListFaults(sendingFaults(await readRequirements(trx, editionId), toAnswers(answers), documents))
}

const receiptOf = ({ id, number, receivedAt }: LockedApplication, demo: boolean): ApplicationReceipt => ({
  id,
  number: number ?? '',
  receivedAt: receivedAt?.toISOString() ?? '',
  demo,
})

/**
 * Sends a draft: checked whole, numbered, logged and confirmed by a letter in one transaction. Sending the same
 * draft again gives the receipt of the first time.
 */
export async function sendApplication(
  context: Context,
  person: Person,
  { id, version }: { id: string; version: number },
  key: string | undefined,
): Promise<ApplicationReceipt> {
  const { db, config } = context
  return db.transaction(async (trx) => {
    const draft = await lockToBind(trx, person.account.id, id)
    await refuseReusedKey(trx, person, draft, key)
    if (draft.status !== 'draft') return receiptOf(draft, config.demo)
    checkVersion(draft, version)
    const now = await databaseNow(trx)
    await refuseClosed(trx, draft.editionId, now)
    await refuseIncomplete(trx, draft)
    const sent = { ...draft, number: await nextNumber(trx, now), receivedAt: now }
    await trx('lab_list_file').where({ application_id: id }).update({ sent: true })
    await updateApplication(trx, draft, {
      status: 'submitted',
      number: sent.number,
      received_at: now,
      sent_by: person.account.id,
      idempotency_key: key ?? null,
    })
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'send',
      objectKind: 'labListApplication',
      objectId: id,
      changes: listChanges({
        status: ['draft', 'submitted'],
        number: [null, sent.number],
        receivedAt: [null, now.toISOString()],
        answers: [null, draft.answers],
      }),
    })
    await tellLab(trx, context, draft, 'send')
    await tellOffice(trx, sent, 'send')
    return receiptOf(sent, config.demo)
  })
}

/**
 * Answers what the office asked for, once.
 * @throws {ConflictError} where nothing is asked for now
 */
export async function answerAsk(
  context: Context,
  person: Person,
  id: string,
  { version, text }: { version: number; text: string },
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const application = await lockToBind(trx, person.account.id, id)
    refuseUnless(application, 'integration', 'grounds')
    checkVersion(application, version)
    await trx('lab_list_ask')
      .where({ application_id: id })
      .whereNull('closed_at')
      .update({
        answer: text,
        answered_by: person.account.id,
        answered_at: trx.raw('clock_timestamp()'),
        closed_at: trx.raw('clock_timestamp()'),
      })
    await trx('lab_list_file').where({ application_id: id }).update({ sent: true })
    await updateApplication(trx, application, { status: 'examining' })
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'answer',
      objectKind: 'labListApplication',
      objectId: id,
      changes: listChanges({ status: [application.status, 'examining'], answer: [null, text] }),
    })
    await tellLab(trx, context, application, 'answer')
    await tellOffice(trx, application, 'answer')
  })
}

/** Withdraws an application that is not decided yet. */
export async function withdrawApplication(
  context: Context,
  person: Person,
  id: string,
  version: number,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const application = await lockToBind(trx, person.account.id, id)
    refuseUnless(application, 'submitted', 'examining', 'integration', 'grounds')
    checkVersion(application, version)
    await trx('lab_list_ask')
      .where({ application_id: id })
      .whereNull('closed_at')
      .update({ closed_at: trx.raw('clock_timestamp()') })
    await updateApplication(trx, application, { status: 'withdrawn' })
    await recordEvent(trx, {
      actor: actorOf(person),
      action: 'withdraw',
      objectKind: 'labListApplication',
      objectId: id,
      changes: listChanges({ status: [application.status, 'withdrawn'] }),
    })
    await tellLab(trx, context, application, 'withdraw')
    await tellOffice(trx, application, 'withdraw')
  })
}

import { addDays, daysBetween, romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { listChanges } from './fieldClasses.ts'
import { type LockedApplication, lockSent, updateApplication } from './locking.ts'
import { type PromisedRow, readWaits } from './parts.ts'
import { reminderDays } from './rules.ts'
import { officeSteps } from './schema.ts'
import { tellLab, tellOffice } from './telling.ts'

const recordClock = (
  trx: Db,
  { id }: LockedApplication,
  action: string,
  changed: Parameters<typeof listChanges>[0],
) =>
  recordEvent(trx, {
    actor: { id: null, role: 'program' },
    action,
    objectKind: 'labListApplication',
    objectId: id,
    changes: listChanges(changed),
  })

/** Ends an entry whose last day is over: renewed where another follows it, else expired. */
async function endEntry(trx: Db, context: Context, id: string, today: string): Promise<void> {
  const entry = await lockSent(trx, id)
  const { status, validUntil } = entry
  if (!(status === 'listed' || status === 'suspended') || !validUntil || validUntil >= today) return
  const renewal = await trx('lab_list_application')
    .where({ renews_id: id })
    .whereNotNull('validity')
    .first('id')
  const next = renewal && status === 'listed' ? 'renewed' : 'expired'
  await updateApplication(trx, entry, { status: next })
  await recordClock(trx, entry, next === 'renewed' ? 'renewListing' : 'expireListing', {
    status: [status, next],
  })
  if (next === 'expired') await tellLab(trx, context, entry, 'expire', { until: validUntil })
}

/** Ends a suspension whose last day is over. */
async function endSuspension(trx: Db, context: Context, id: string, today: string): Promise<void> {
  const entry = await lockSent(trx, id)
  if (entry.status !== 'suspended') return
  const ended = await trx('lab_list_suspension')
    .where({ application_id: id })
    .whereNull('lifted_on')
    .whereRaw('until_on < ?::date', [today])
    .update({ lifted_on: today, lift_reason: 'termine della sospensione' })
  if (ended === 0) return
  await updateApplication(trx, entry, { status: 'listed' })
  await recordClock(trx, entry, 'liftSuspension', {
    status: ['suspended', 'listed'],
    liftedOn: [null, today],
  })
  await tellLab(trx, context, entry, 'lift')
}

/** Whether this is the first time that something is told of an application. */
async function isNews(trx: Db, id: string, about: string): Promise<boolean> {
  const told = await trx('lab_list_told')
    .insert({ application_id: id, about })
    .onConflict()
    .ignore()
    .returning('about')
  return told.length > 0
}

/** Reminds a lab that its entry ends soon; a server that was away tells the nearer reminder only. */
async function remind(trx: Db, context: Context, id: string, today: string): Promise<void> {
  const entry = await lockSent(trx, id)
  if (entry.status !== 'listed' || !entry.validUntil) return
  const left = daysBetween(today, entry.validUntil)
  const due = [...reminderDays].reverse().find((days) => left <= days)
  if (due === undefined || !(await isNews(trx, id, `end:${due}`))) return
  await tellLab(trx, context, entry, 'ending', { until: entry.validUntil })
}

const inTurn = async (
  { db }: Context,
  ids: readonly string[],
  turn: (trx: Db, id: string) => Promise<void>,
): Promise<void> => {
  await eachInTurn(ids, (id) => db.transaction((trx) => turn(trx, id)))
}

/** Tells the office, once, of each application that waits longer for it than was promised. */
async function tellOverdue(context: Context): Promise<void> {
  const { db, city } = context
  const rows: ({ id: string; number: string; assignedTo: string | null } & PromisedRow)[] = await db({
    a: 'lab_list_application',
  })
    .join({ e: 'lab_list_edition' }, 'e.id', 'a.edition_id')
    .whereIn('a.status', [...officeSteps])
    .orderBy('a.received_at')
    .select({
      id: 'a.id',
      number: 'a.number',
      assignedTo: 'a.assigned_to',
      takeDays: 'e.take_days',
      examineDays: 'e.examine_days',
      answerDays: 'e.answer_days',
    })
  const waits = await readWaits(db, city, rows)
  await eachInTurn(rows, async (row) => {
    const over = waits.get(row.id)?.find(({ isOpen, isOver }) => isOpen && isOver)
    if (!over) return
    await db.transaction(async (trx) => {
      if (await isNews(trx, row.id, `over:${over.step}`)) await tellOffice(trx, row, 'over')
    })
  })
}

/**
 * What time does to the list: entries and suspensions end with their last day, labs are reminded before it, and the
 * office is told of who waits too long.
 */
export async function followList(context: Context): Promise<void> {
  const { db } = context
  const today = romeDate(await databaseNow(db))
  const entries = (where: string) =>
    db({ a: 'lab_list_application' })
      .whereRaw(where, { today, soon: addDays(today, reminderDays[0]) })
      .orderBy('a.id')
      .pluck<string[]>('a.id')
  const ending = await entries("a.status IN ('listed', 'suspended') AND upper(a.validity) <= :today::date")
  await inTurn(context, ending, (trx, id) => endEntry(trx, context, id, today))
  const suspended = await entries(`a.status = 'suspended' AND EXISTS (SELECT FROM lab_list_suspension u
    WHERE u.application_id = a.id AND u.lifted_on IS NULL AND u.until_on < :today::date)`)
  await inTurn(context, suspended, (trx, id) => endSuspension(trx, context, id, today))
  const near = await entries(`a.status = 'listed' AND upper(a.validity) - 1 <= :soon::date
    AND NOT EXISTS (SELECT FROM lab_list_application n WHERE n.renews_id = a.id AND n.status NOT IN ('draft', 'withdrawn', 'refused'))`)
  await inTurn(context, near, (trx, id) => remind(trx, context, id, today))
  await tellOverdue(context)
}

import { officeOfDistrict } from '../accounts/holders.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { notify } from '../mail/news.ts'
import { recordDeed } from './actors.ts'
import { writeReminder } from './letters.ts'
import { isOverdue, reminderDue } from './rules.ts'
import { stateOf } from './sql.ts'

/** What waits for a Municipio. */
interface Waiting {
  id: string
  requestId: string
  district: string
  title: string
  dueOn: string
  silence: string
  askedBy: string
}

const waiting = (db: Db) =>
  db({ a: 'opinion_asked' })
    .join({ r: 'opinion_request' }, 'r.id', 'a.request_id')
    .whereRaw(`${stateOf} = 'waiting'`)
    .orderBy(['r.due_on', 'a.id'])
    .select({
      id: 'a.id',
      requestId: 'r.id',
      district: 'a.district_code',
      title: 'r.title',
      dueOn: db.raw("to_char(r.due_on, 'YYYY-MM-DD')"),
      silence: 'r.silence',
      askedBy: 'r.asked_by',
    })

/** Puts on record that nothing was said in time, and tells who asked. */
async function recordSilence(trx: Db, asked: Waiting): Promise<void> {
  const { id, requestId, district, title, dueOn, silence, askedBy } = asked
  await trx('opinion_asked')
    .where({ id })
    .update({ silent_at: trx.raw('clock_timestamp()') })
  await recordDeed(trx, null, {
    action: 'recordSilence',
    objectKind: 'opinionRequest',
    objectId: requestId,
    changed: { district: [null, district], dueOn: [null, dueOn], silence: [null, silence] },
  })
  await notify(trx, [askedBy], {
    kind: 'desk.opinionSilent',
    objectKind: 'opinionRequest',
    objectId: requestId,
    facts: { title, district },
  })
}

/** Reminds the office of the Municipio, once for each of the days of the city pack. */
async function remind(trx: Db, context: Context, asked: Waiting, days: number): Promise<void> {
  const told = await trx('opinion_reminder')
    .insert({ asked_id: asked.id, days })
    .onConflict()
    .ignore()
    .returning('days')
  if (told.length === 0) return
  const { district, title, dueOn, requestId } = asked
  const people = await officeOfDistrict(trx, district)
  await notify(trx, people, {
    kind: 'opinion.due',
    objectKind: 'opinionRequest',
    objectId: requestId,
    facts: { title, dueOn },
  })
  await writeReminder(trx, context, people, asked)
}

/** Looks again at one that waits, under its lock: an opinion may have come in meanwhile. */
async function follow(trx: Db, context: Context, id: string): Promise<void> {
  await trx('opinion_asked').where({ id }).forUpdate().first('id')
  const asked: Waiting | undefined = await waiting(trx).where({ 'a.id': id }).first()
  if (!asked) return
  const today = romeDate(await databaseNow(trx))
  if (isOverdue(asked.dueOn, today)) return recordSilence(trx, asked)
  const days = reminderDue(asked.dueOn, context.city.councils.terms.reminders, today)
  if (days !== null) await remind(trx, context, asked, days)
}

/**
 * Reminds Municipi of opinions that are due, and records the silence of those that said nothing by the due day. Done
 * twice, or by several servers at once, it does no more.
 */
export async function followOpinions(context: Context): Promise<void> {
  const rows: Waiting[] = await waiting(context.db)
  const today = romeDate(await databaseNow(context.db))
  const { reminders } = context.city.councils.terms
  const due = rows.filter(
    ({ dueOn }) => isOverdue(dueOn, today) || reminderDue(dueOn, reminders, today) !== null,
  )
  await eachInTurn(due, ({ id }) => context.db.transaction((trx) => follow(trx, context, id)))
}

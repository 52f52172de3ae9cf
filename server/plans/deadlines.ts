import { holdersOf, readAddressees } from '../accounts/holders.ts'
import type { Language } from '../accounts/words.ts'
import { daysBetween, romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { dayInWords } from '../documents/dates.ts'
import { type LetterOffice, publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { lastDayOf } from './calendar.ts'
import { type DayRow, dayColumns, planDays, readWindows } from './days.ts'
import { officeOfPlan } from './office.ts'
import { warningOf } from './terms.ts'

/** A plan whose last day to decide is near. */
interface Near {
  id: number
  code: string
  title: string
  office: LetterOffice
  lastDay: string
  /** The warning that is due, and the days that are left. */
  warning: number
  left: number
}

type Row = DayRow & Pick<Near, 'id' | 'code' | 'title' | 'office'>

/** Plans that wait for the Council, where a warning is due. */
async function readNear(db: Db, { city }: Pick<Context, 'city'>): Promise<Near[]> {
  const today = romeDate(await databaseNow(db))
  const rows: Row[] = await db({ p: 'plan' })
    .whereIn('p.status', ['observations', 'examining', 'voting'])
    .orderBy('p.id')
    .select({
      ...dayColumns(db),
      id: 'p.id',
      code: 'p.code',
      title: 'p.title',
      office: db.raw(officeOfPlan),
    })
  const windows = await readWindows(
    db,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) => {
    const { id, code, title, office } = row
    const own = windows.filter(({ planId }) => planId === id)
    const lastDay = lastDayOf(planDays(row, own), city.holidays)
    const warning = lastDay && warningOf(today, lastDay)
    if (!lastDay || !warning || warning === 'over') return []
    return [{ id, code, title, office, lastDay, warning, left: daysBetween(today, lastDay) }]
  })
}

const words = {
  it: {
    subject: ({ left, code }: Near) => `${code}: ${left === 1 ? 'manca 1 giorno' : `mancano ${left} giorni`}`,
    text: ({ title, lastDay }: Near) =>
      `l’ultimo giorno per decidere sulle osservazioni a «${title}» è ${dayInWords(lastDay, 'it')} (LR 12/2005 art. 13 c. 7).`,
    open: 'Apri il piano',
  },
  en: {
    subject: ({ left, code }: Near) => `${code}: ${left === 1 ? '1 day left' : `${left} days left`}`,
    text: ({ title, lastDay }: Near) =>
      `the last day to decide on the observations on “${title}” is ${dayInWords(lastDay, 'en')} (LR 12/2005 art. 13 c. 7).`,
    open: 'Open the plan',
  },
} as const satisfies Record<Language, unknown>

/** Writes to who can be reached by mail; people of a demonstration cannot. */
async function writeTo(trx: Db, { config }: Pick<Context, 'config'>, ids: readonly string[], near: Near) {
  const people = (await readAddressees(trx, ids)).filter(({ demo }) => !demo)
  for (const { id, email, language } of people) {
    const t = words[language]
    const link = publicLink(config, `/desk/plans/${encodeURIComponent(near.code)}`)
    await queueLetter(trx, {
      kind: 'plan.decisionNear',
      recipient: email,
      accountId: id,
      language,
      subject: t.subject(near),
      paragraphs: [t.text(near), { link, label: t.open }],
      office: near.office,
      objectKind: 'plan',
      objectId: near.code,
    })
  }
}

/** Tells of one, unless it was told meanwhile; whether it was. */
async function tellNear(trx: Db, context: Pick<Context, 'config'>, near: Near): Promise<boolean> {
  const { id, code, lastDay, warning } = near
  const told = await trx('plan_deadline_told')
    .insert({ plan_id: id, last_day: lastDay, days: warning })
    .onConflict()
    .ignore()
    .returning('days')
  if (told.length === 0) return false
  const people = await holdersOf(trx, 'examineObservations')
  const facts = { code, dueOn: lastDay }
  await notify(trx, people, { kind: 'plan.decisionNear', objectKind: 'plan', objectId: code, facts })
  await writeTo(trx, context, people, near)
  return true
}

/**
 * Tells the planning office 30, 10 and 1 days before the last day to decide on a plan, each once; a server that was
 * away tells the warning that is due now. It voids nothing.
 * @returns of how many plans something was told
 */
export async function tellDeadlines({ db, config, city }: Context): Promise<number> {
  let told = 0
  await eachInTurn(await readNear(db, { city }), async (near) => {
    if (await db.transaction((trx) => tellNear(trx, { config }, near))) told += 1
  })
  return told
}

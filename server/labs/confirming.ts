import { createHash, randomBytes } from 'node:crypto'
import { readAddressees } from '../accounts/holders.ts'
import type { Language } from '../accounts/words.ts'
import { addDays, romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import { day } from '../db/columns.ts'
import { eachInTurn } from '../db/eachInTurn.ts'
import type { Db } from '../db/index.ts'
import { dayInWords } from '../documents/dates.ts'
import { NotFoundError } from '../http/problem.ts'
import { type LetterOffice, publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { membersOf } from '../parties/queries.ts'
import { confirmationDue, isNotConfirmed } from './rules.ts'

const linkDays = 90
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A lab nobody has confirmed for long. */
interface Old {
  id: number
  code: string
  name: string
  email: string | null
  partyId: string | null
  activity: string | null
  confirmedOn: string | null
}

/** When what is written became too old; of what was never confirmed, a day before all others. */
const dueOf = ({ confirmedOn }: Old, months: number) => confirmationDue(confirmedOn, months) ?? '1970-01-01'

async function readOld(db: Db, { city }: Pick<Context, 'city'>, today: string): Promise<Old[]> {
  const rows: Old[] = await db({ l: 'lab' })
    .join({ s: 'lab_state' }, 's.lab_id', 'l.id')
    .whereNull('l.ended_on')
    .where((where) => where.whereNotNull('l.email').orWhereNotNull('l.party_id'))
    .orderBy('l.id')
    .select({
      id: 'l.id',
      code: 'l.code',
      name: 'l.name',
      email: 'l.email',
      partyId: 'l.party_id',
      activity: 's.activity',
      confirmedOn: day(db, 'l.confirmed_on'),
    })
  return rows.filter((row) => isNotConfirmed(row, city.labs.confirmation.months, today))
}

/** Which reminder is due: the first at once, the second some days after; null: none, or both were sent. */
async function dueRound(db: Db, lab: Old, dueOn: string, context: Context, today: string) {
  const told: { round: number; on: string }[] = await db('lab_reminder')
    .where({ lab_id: lab.id, due_on: dueOn })
    .orderBy('round')
    .select({ round: 'round', on: db.raw('told_at::date::text') })
  if (told.length === 0) return 1
  const [first] = told
  const again = first && addDays(first.on, context.city.labs.confirmation.againDays)
  return told.length === 1 && again && again <= today ? 2 : null
}

const words = {
  it: {
    subject: ({ name }: Old) => `${name}: è ancora tutto giusto?`,
    text: ({ name, confirmedOn }: Old) =>
      confirmedOn
        ? `la scheda di ${name} è stata confermata l’ultima volta il ${dayInWords(confirmedOn, 'it')}. Finché nessuno la conferma, la pagina lo dice a chi legge.`
        : `la scheda di ${name} non è mai stata confermata, e la pagina lo dice a chi legge.`,
    open: 'Leggi la scheda',
    confirm: 'Se è tutto giusto, confermala da questa pagina',
  },
  en: {
    subject: ({ name }: Old) => `${name}: is it all still right?`,
    text: ({ name, confirmedOn }: Old) =>
      confirmedOn
        ? `the page of ${name} was last confirmed on ${dayInWords(confirmedOn, 'en')}. Until somebody confirms it, it says so to its readers.`
        : `the page of ${name} has never been confirmed, and says so to its readers.`,
    open: 'Read the page',
    confirm: 'If all is right, confirm it here',
  },
} as const satisfies Record<Language, unknown>

interface Reader {
  accountId: string | null
  email: string
  language: Language
}

/** The address of the lab and those of the people of its keeper, each address once. */
async function readReaders(db: Db, { email }: Old, members: readonly string[]): Promise<Reader[]> {
  const people = (await readAddressees(db, members))
    .filter(({ demo }) => !demo)
    .map((one) => ({ accountId: one.id, email: one.email, language: one.language }))
  const isTheirs = people.some((one) => one.email === email)
  return email && !isTheirs ? [{ accountId: null, email, language: 'it' }, ...people] : people
}

async function writeTo(trx: Db, { city, config }: Context, lab: Old, reader: Reader): Promise<void> {
  const token = randomBytes(24).toString('base64url')
  await trx('lab_confirm_link').insert({ token_hash: hashOf(token), lab_id: lab.id })
  const { language } = reader
  const t = words[language]
  const { hoursEn, ...office } = city.office
  const foot: LetterOffice = language === 'it' ? office : { ...office, hours: hoursEn }
  const code = encodeURIComponent(lab.code)
  await queueLetter(trx, {
    kind: 'lab.confirm',
    recipient: reader.email,
    accountId: reader.accountId,
    language,
    secret: true,
    subject: t.subject(lab),
    paragraphs: [
      t.text(lab),
      { link: publicLink(config, `/labs/${code}`), label: t.open },
      { link: publicLink(config, `/labs/confirm?lab=${code}&token=${token}`), label: t.confirm },
    ],
    office: foot,
    objectKind: 'lab',
    objectId: lab.code,
  })
}

/** Reminds of one, unless another process has meanwhile; whether it did. */
async function remind(trx: Db, context: Context, lab: Old, today: string): Promise<boolean> {
  const dueOn = dueOf(lab, context.city.labs.confirmation.months)
  const round = await dueRound(trx, lab, dueOn, context, today)
  if (round === null) return false
  const members = await membersOf(trx, lab.partyId)
  if (members.length === 0 && !lab.email) return false
  const told = await trx('lab_reminder')
    .insert({ lab_id: lab.id, due_on: dueOn, round })
    .onConflict()
    .ignore()
    .returning('round')
  if (told.length === 0) return false
  const facts = { code: lab.code }
  await notify(trx, members, { kind: 'lab.confirm', objectKind: 'lab', objectId: lab.code, facts })
  for (const reader of await readReaders(trx, lab, members)) await writeTo(trx, context, lab, reader)
  return true
}

/** Periods that begin or end by themselves show on their day. */
async function followPeriods(db: Db): Promise<void> {
  await db.raw(`UPDATE lab l SET activity = s.activity,
      closed_on = CASE WHEN s.activity = 'closed' THEN s.since END
    FROM lab_state s WHERE s.lab_id = l.id AND l.activity IS DISTINCT FROM s.activity`)
}

/**
 * Brings the activity of labs to the day, and reminds twice those whose page nobody has confirmed for as long as
 * the city pack says; a lab without an address or a keeper is reminded of nothing.
 * @returns of how many labs somebody was reminded
 */
export async function followLabs(context: Context): Promise<number> {
  const { db } = context
  await followPeriods(db)
  const today = romeDate(await databaseNow(db))
  let reminded = 0
  await eachInTurn(await readOld(db, context, today), async (lab) => {
    if (await db.transaction((trx) => remind(trx, context, lab, today))) reminded += 1
  })
  return reminded
}

/**
 * Confirms by the link of a letter that what is written of a lab is so today; a link serves once.
 * @throws {NotFoundError} where it is not known, was used, or is older than 90 days
 */
export async function confirmByLink(
  { db }: Context,
  token: string,
): Promise<{ code: string; name: string; confirmedOn: string }> {
  return db.transaction(async (trx) => {
    const [link] = await trx('lab_confirm_link')
      .where({ token_hash: hashOf(token) })
      .whereNull('used_at')
      .whereRaw('made_at > clock_timestamp() - make_interval(days => ?)', [linkDays])
      .update({ used_at: trx.raw('clock_timestamp()') })
      .returning('lab_id')
    const lab =
      link &&
      (await trx('lab')
        .where({ id: link.lab_id })
        .whereNull('ended_on')
        .forUpdate()
        .first({ code: 'code', name: 'name', confirmedOn: day(trx, 'confirmed_on') }))
    if (!lab) throw new NotFoundError('This link serves no more.', '/problems/lab-link')
    const today = romeDate(await databaseNow(trx))
    await trx('lab')
      .where({ id: link.lab_id })
      .update({ confirmed_on: today, confirmed_by: null, version: trx.raw('version + 1') })
    await recordEvent(trx, {
      actor: { id: null, role: 'letterLink' },
      action: 'confirm',
      objectKind: 'lab',
      objectId: lab.code,
      changes: { confirmedOn: { class: 'public', old: lab.confirmedOn, new: today } },
    })
    return { code: lab.code, name: lab.name, confirmedOn: today }
  })
}

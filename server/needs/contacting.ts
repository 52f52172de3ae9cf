import { readAddressees } from '../accounts/holders.ts'
import type { Person } from '../accounts/queries.ts'
import { romeDate } from '../city/rules.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError, TooManyError } from '../http/problem.ts'
import { publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { membersOf } from '../parties/queries.ts'
import { contactLetter } from './letters.ts'
import { type NeedRow, openNeed } from './queries.ts'
import { contactsOfNeedADay, contactsOfPersonADay, type NewAnswer, type NewContact } from './schema.ts'
import { lockOwn, newsOf, recordNeed } from './writing.ts'

interface Recipient {
  email: string
  accountId: string | null
  language: 'it' | 'en'
}

/** The address of the lab itself, else those of the people who keep it. */
async function recipientsOf(trx: Db, labId: number): Promise<Recipient[]> {
  const lab = await trx('lab').where({ id: labId }).first('email', 'party_id')
  if (lab.email) return [{ email: lab.email, accountId: null, language: 'it' }]
  const people = await readAddressees(trx, await membersOf(trx, lab.party_id))
  return people.map(({ id, email, language }) => ({ email, accountId: id, language }))
}

/** @throws {TooManyError} where as many letters went out as may in a day */
async function refuseTooMany(trx: Db, { id }: NeedRow, accountId: string, today: string): Promise<void> {
  // The row of the account puts letters of one person in order, so that the count holds.
  await trx('account').where({ id: accountId }).forNoKeyUpdate().first('id')
  const count = async (where: Record<string, unknown>): Promise<number> =>
    (
      await trx('need_contact')
        .where({ ...where, sent_on: today })
        .first(trx.raw('count(*)::integer AS count'))
    ).count
  if (
    (await count({ need_id: id })) < contactsOfNeedADay &&
    (await count({ account_id: accountId })) < contactsOfPersonADay
  )
    return
  throw new TooManyError('As many labs were written to as may be in a day.', '/problems/contacts-a-day', 3600)
}

async function findLab(trx: Db, code: string): Promise<{ id: number; name: string; partyId: string | null }> {
  const lab = await trx('lab')
    .whereRaw('upper(code) = upper(?)', [code])
    .whereNull('ended_on')
    .first({ id: 'id', name: 'name', partyId: 'party_id' })
  if (!lab) throw new NotFoundError('There is no such lab.')
  return lab
}

/**
 * Writes to a lab about a need: one letter, to which it answers outside, and a record of it here.
 * @throws {ConflictError} where the need is over, the lab was written to today, or has no address
 * @throws {TooManyError} past what goes out in a day
 */
export async function contactLab(
  context: Context,
  person: Person,
  code: string,
  { lab: labCode, message }: NewContact,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const need = await lockOwn(trx, person.account.id, code)
    const today = romeDate(await databaseNow(trx))
    if (need.closedAt || need.endsOn < today)
      throw new ConflictError('The need is no longer looked for.', '/problems/need-over')
    const lab = await findLab(trx, labCode)
    await refuseTooMany(trx, need, person.account.id, today)
    const recipients = await recipientsOf(trx, lab.id)
    if (recipients.length === 0)
      throw new ConflictError('There is no address to write to.', '/problems/lab-without-address')
    const [created] = await trx('need_contact')
      .insert({
        need_id: need.id,
        lab_id: lab.id,
        account_id: person.account.id,
        message,
        letters: recipients.length,
        sent_on: today,
      })
      .onConflict(['need_id', 'lab_id', 'sent_on'])
      .ignore()
      .returning('id')
    if (!created) throw new ConflictError('The lab was written to today.', '/problems/written-today')
    for (const { email, accountId, language } of recipients)
      await queueLetter(trx, {
        ...contactLetter(
          {
            need,
            message,
            lab: lab.name,
            link: publicLink(context.config, `/needs/${need.code}`),
            city: context.city,
            demo: context.config.demo,
          },
          language,
        ),
        kind: 'need.contact',
        recipient: email,
        accountId,
        replyTo: need.replyTo,
        objectKind: 'need',
        objectId: code,
      })
    await notify(trx, await membersOf(trx, lab.partyId), newsOf('need.contact', code))
    await recordNeed(trx, person, code, 'contactLab', { lab: [null, labCode], message: [null, message] })
  })
}

/**
 * Says, for a lab one keeps, whether it can do what is needed; who asks is told.
 * @throws {NotFoundError} where the need is not for that lab
 */
export async function answerNeed(
  context: Context,
  person: Person,
  code: string,
  { lab: labCode, can, note }: NewAnswer,
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const { row, kept } = await openNeed(trx, context.city, person.account.id, code)
    if (!kept.includes(labCode)) throw new NotFoundError('There is no such lab among those you keep.')
    const lab = await findLab(trx, labCode)
    const said = { can, note, account_id: person.account.id, said_at: trx.raw('clock_timestamp()') }
    await trx('need_answer')
      .insert({ need_id: row.id, lab_id: lab.id, ...said })
      .onConflict(['need_id', 'lab_id'])
      .merge()
    await notify(trx, await membersOf(trx, row.partyId), newsOf('need.answer', code))
    await recordNeed(trx, person, code, 'answer', {
      lab: [null, labCode],
      can: [null, can],
      note: [null, note],
    })
  })
}

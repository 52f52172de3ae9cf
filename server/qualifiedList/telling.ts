import { holdersOf, readAddressees } from '../accounts/holders.ts'
import type { Language } from '../accounts/words.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { membersOf } from '../parties/queries.ts'
import { type ListFacts, type ListTopic, writeLetter } from './letters.ts'

/** What belongs to the organisation whatever letters its people want: also sent to its certified address. */
const certified: readonly ListTopic[] = ['ask', 'giveGrounds', 'list', 'refuse', 'suspend', 'cancel']

type Surroundings = Pick<Context, 'config' | 'city'>
type Said = Partial<Pick<ListFacts, 'message' | 'items' | 'dueOn' | 'from' | 'until' | 'act'>>

interface About {
  id: string
  partyId: string
}

async function readFacts(
  trx: Db,
  { config, city }: Surroundings,
  id: string,
  said: Said,
): Promise<ListFacts> {
  const row = await trx({ a: 'lab_list_application' })
    .join({ e: 'lab_list_edition' }, 'e.id', 'a.edition_id')
    .join({ l: 'lab' }, 'l.id', 'a.lab_id')
    .where({ 'a.id': id })
    .first({ number: 'a.number', receivedAt: 'a.received_at', lab: 'l.name', edition: 'e.title' })
  const { name, phone, hours, email } = city.office
  return {
    ...row,
    ...said,
    appealDays: city.terms.appeal,
    office: { name, phone, hours, email },
    link: publicLink(config, `/labs/list/applications/${id}`),
    demo: config.demo,
  }
}

/**
 * Tells the people of a lab of a step of its application: by letter, by notification and, where it counts and both
 * have such an address, by certified mail.
 */
export async function tellLab(
  trx: Db,
  context: Surroundings,
  { id, partyId }: About,
  topic: ListTopic,
  said: Said = {},
): Promise<void> {
  const facts = await readFacts(trx, context, id, said)
  const members = await membersOf(trx, partyId)
  const about = { objectKind: 'labListApplication', objectId: id }
  await notify(trx, members, { kind: `labList.${topic}`, ...about, facts: { number: facts.number } })
  const kind = `labList.${topic}`
  for (const { id: accountId, name, email, language } of await readAddressees(trx, members))
    await queueLetter(trx, {
      ...writeLetter(topic, facts, name, language),
      kind,
      ...about,
      accountId,
      recipient: email,
    })
  const party = await trx('party').where({ id: partyId }).first('name', 'pec')
  if (context.config.pec && party.pec && certified.includes(topic))
    await queueLetter(trx, {
      ...writeLetter(topic, facts, party.name, 'it'),
      kind,
      ...about,
      channel: 'pec',
      recipient: party.pec,
    })
}

const deskKinds = {
  send: 'desk.labListSent',
  answer: 'desk.labListAnswered',
  withdraw: 'desk.labListWithdrawn',
  over: 'desk.labListOver',
} as const

/** Tells the office: who has the application in charge, else everybody who examines. */
export async function tellOffice(
  trx: Db,
  { id, number, assignedTo }: { id: string; number: string | null; assignedTo: string | null },
  event: keyof typeof deskKinds,
): Promise<void> {
  const people = assignedTo ? [assignedTo] : await holdersOf(trx, 'examineLabs')
  await notify(trx, people, {
    kind: deskKinds[event],
    objectKind: 'labListApplication',
    objectId: id,
    facts: { number: number ?? '' },
  })
}

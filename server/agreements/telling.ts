import { holdersOf } from '../accounts/holders.ts'
import type { Language } from '../accounts/words.ts'
import { readOffice } from '../allocation/notices.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { type LetterBody, type LetterOffice, publicLink } from '../mail/body.ts'
import { notify } from '../mail/news.ts'
import { queueLetter } from '../mail/outbox.ts'
import { addNotice } from '../notices/queries.ts'
import type { NoticeKind } from '../notices/schema.ts'
import type { Telling } from './letters.ts'

type Post = Pick<Context, 'config' | 'city'>

interface Addressee {
  requestId: string
  number: string
  callId: number | null
  party: { name: string; pec: string | null; address: string | null; language: Language }
  people: { id: string; name: string; email: string | null; language: Language }[]
}

async function readAddressee(trx: Db, requestId: string): Promise<Addressee> {
  const row = await trx({ r: 'request' })
    .join({ p: 'party' }, 'p.id', 'r.party_id')
    // Who asked on paper has no account.
    .leftJoin({ a: 'account' }, 'a.id', 'r.account_id')
    .where({ 'r.id': requestId })
    .first({
      number: 'r.number',
      callId: 'r.call_id',
      partyId: 'p.id',
      party: trx.raw(
        "json_build_object('name', p.name, 'pec', p.pec, 'address', p.address, 'language', coalesce(a.language, 'it'))",
      ),
    })
  const people = await trx({ m: 'party_member' })
    .join({ a: 'account' }, 'a.id', 'm.account_id')
    .where({ 'm.party_id': row.partyId })
    .whereNull('m.ended_at')
    .whereNull('a.disabled_at')
    .orderBy('a.id')
    .select({ id: 'a.id', name: 'a.name', email: trx.raw('a.email::text'), language: 'a.language' })
  return { requestId, number: row.number ?? '', callId: row.callId, party: row.party, people }
}

const demonstration: Record<Language, string> = {
  it: 'DIMOSTRAZIONE: nessun atto vero è stato fatto da nessun ufficio.',
  en: 'DEMONSTRATION (DIMOSTRAZIONE): no office has made any real act.',
}

function write(
  { config }: Post,
  { requestId, number }: Addressee,
  { subject, parts }: Telling,
  { name, language }: { name: string; language: Language },
  office: LetterOffice,
): LetterBody {
  const italian = language === 'it'
  return {
    language,
    subject: `${config.demo ? '[DIMOSTRAZIONE] ' : ''}${italian ? 'Richiesta' : 'Request'} ${number}: ${subject[language]}`,
    paragraphs: [
      `${italian ? 'Buongiorno' : 'Hello'} ${name},`,
      ...parts.map((part) => part[language]),
      {
        link: publicLink(config, `/requests/${requestId}`),
        label: italian ? 'La pagina della richiesta' : 'The page of the request',
      },
      ...(config.demo ? [demonstration[language]] : []),
    ],
    office,
  }
}

/**
 * Tells the people of a request about its award or agreement, by letter and in the application; what has legal
 * effect goes out as a notice too, by certified mail where that can be, else on paper.
 */
export async function tellHolder(
  trx: Db,
  post: Post,
  requestId: string | null,
  telling: Telling,
  notice?: NoticeKind,
): Promise<void> {
  if (requestId === null) return
  const addressee = await readAddressee(trx, requestId)
  const office = await readOffice(trx, post.city, addressee.callId)
  const about = { kind: telling.kind, objectKind: 'request', objectId: requestId }
  await notify(
    trx,
    addressee.people.map(({ id }) => id),
    { ...about, facts: { number: addressee.number } },
  )
  for (const { id, email, ...person } of addressee.people) {
    if (email === null) continue
    const letter = write(post, addressee, telling, person, office)
    await queueLetter(trx, { ...letter, ...about, recipient: email, accountId: id })
  }
  if (notice) await deliver(trx, post, addressee, telling, office, notice)
}

async function deliver(
  trx: Db,
  post: Post,
  addressee: Addressee,
  telling: Telling,
  office: LetterOffice,
  kind: NoticeKind,
): Promise<void> {
  const { party, people, requestId } = addressee
  const certified = post.config.pec ? party.pec : null
  const about = { objectKind: 'request', objectId: requestId }
  const letterId = await queueLetter(trx, {
    ...write(post, addressee, telling, party, office),
    ...about,
    kind: telling.kind,
    channel: certified ? 'pec' : 'post',
    recipient: certified ?? party.name,
    accountId: people[0]?.id ?? null,
  })
  await addNotice(trx, {
    ...about,
    kind,
    channel: certified ? 'pec' : 'registeredPost',
    address: certified ?? party.address,
    letterId,
  })
}

type DeskEvent =
  | 'acceptAward'
  | 'declineAward'
  | 'nextInRank'
  | 'agreementEnding'
  | 'agreementOver'
  | 'reply'
  | 'report'

/** Tells everybody at the office who deals with agreements; not whoever did it. */
export async function tellDesk(
  trx: Db,
  event: DeskEvent,
  about: { objectKind: 'award' | 'agreement' | 'call'; objectId: string; name: string },
  actorId: string | null = null,
): Promise<void> {
  const officers = await holdersOf(trx, 'manageAgreements')
  const { objectKind, objectId, name } = about
  const told = officers.filter((id) => id !== actorId)
  await notify(trx, told, { kind: `desk.${event}`, objectKind, objectId, facts: { number: name } })
}

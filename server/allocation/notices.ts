import { readAddressees } from '../accounts/holders.ts'
import type { Language } from '../accounts/schema.ts'
import type { CityPack } from '../city/pack.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { type LetterBody, type LetterOffice, publicLink } from '../mail/body.ts'
import { queueLetter } from '../mail/outbox.ts'
import { addNotice } from '../notices/queries.ts'
import type { NoticeKind } from '../notices/schema.ts'
import { type LetterFacts, type LetterTopic, writeLetter } from './letters.ts'
import type { LockedRequest } from './locking.ts'
import { applicantsOf } from './people.ts'

/** The office named by the call, or the city's where there is none. */
export async function readOffice(db: Db, city: CityPack, callId: number | null): Promise<LetterOffice> {
  const { name, phone, hours, email } = city.office
  if (callId === null) return { name, phone, hours, email }
  return db('call')
    .where({ id: callId })
    .first({ name: 'office', phone: 'office_phone', hours: 'office_hours', email: 'office_email' })
}

/** What a request is for, each target in a few words. */
export async function readTargetNames(db: Db, requestId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    `SELECT coalesce('lotto ' || l.number || ', ' || l.title, concat_ws(', ', s.code, p.name)) AS name
     FROM request_lot rl
     LEFT JOIN lot l ON l.id = rl.lot_id
     LEFT JOIN space s ON s.id = rl.space_id
     LEFT JOIN published_space p ON p.id = s.id
     WHERE rl.request_id = :requestId ORDER BY rl.preference`,
    { requestId },
  )
  return rows.map((row) => row.name)
}

export interface LetterContext {
  config: Config
  city: CityPack
}
export type Said = Partial<
  Pick<
    LetterFacts,
    'message' | 'reason' | 'items' | 'days' | 'deliveredOn' | 'dueOn' | 'late' | 'award' | 'identifiedBy'
  >
>

async function readFacts(
  trx: Db,
  { config, city }: LetterContext,
  request: LockedRequest,
  said: Said,
): Promise<Omit<LetterFacts, 'recipientName'>> {
  const { number, kind, identifiedBy, receivedAt, contentHash } = request
  return {
    number: number ?? '',
    kind,
    identifiedBy,
    targets: await readTargetNames(trx, request.id),
    receivedAt: receivedAt ?? new Date(0),
    contentHash: contentHash ?? '',
    office: await readOffice(trx, city, request.callId),
    link: publicLink(config, `/requests/${request.id}`),
    demo: config.demo,
    appealDays: city.terms.appeal,
    ...said,
  }
}

/** What must be delivered with legal effect, beside the ordinary letter that tells of it. */
const noticeKinds: Partial<Record<LetterTopic, NoticeKind>> = {
  requestCompletion: 'completion',
  exclude: 'exclusion',
  award: 'award',
}

/** A letter about a request, to whoever it is addressed. */
export interface RequestLetter {
  kind: string
  /** Set where it must be delivered with legal effect. */
  notice?: NoticeKind | undefined
  write(recipientName: string, language: Language): LetterBody
}

/**
 * Queues a letter to the people of a request; who has no address reads of it in the application. One with
 * legal effect is also put down as a notice: by certified mail where the party has such an address and the
 * office a certified mailbox, else to be sent on paper. The ordinary letter starts no clock.
 */
export async function sendToApplicants(
  trx: Db,
  { config }: Pick<LetterContext, 'config'>,
  requestId: string,
  letter: RequestLetter,
): Promise<void> {
  const applicants = await applicantsOf(trx, requestId)
  const about = { kind: letter.kind, objectKind: 'request', objectId: requestId }
  for (const { id, name, email, language } of await readAddressees(trx, applicants))
    await queueLetter(trx, { ...letter.write(name, language), ...about, recipient: email, accountId: id })
  if (letter.notice) await deliver(trx, config, requestId, letter, applicants[0] ?? null)
}

/** @param accountId on whose page of messages the certified letter shows */
async function deliver(
  trx: Db,
  config: Config,
  requestId: string,
  { kind, notice, write }: RequestLetter,
  accountId: string | null,
): Promise<void> {
  if (!notice) return
  const party = await trx({ r: 'request' })
    .join({ p: 'party' }, 'p.id', 'r.party_id')
    .leftJoin({ a: 'account' }, 'a.id', 'r.account_id')
    .where({ 'r.id': requestId })
    .first({
      name: 'p.name',
      pec: 'p.pec',
      address: 'p.address',
      language: trx.raw("coalesce(a.language, 'it')"),
    })
  const about = { objectKind: 'request', objectId: requestId }
  const certified: string | null = config.pec ? party.pec : null
  const letterId = await queueLetter(trx, {
    ...write(party.name, party.language),
    ...about,
    kind,
    channel: certified ? 'pec' : 'post',
    recipient: certified ?? party.name,
    accountId,
  })
  if (letterId === null) throw new Error(`a notice cannot be refused: ${kind}`)
  await addNotice(trx, {
    ...about,
    kind: notice,
    channel: certified ? 'pec' : 'registeredPost',
    address: certified ?? party.address,
    letterId,
  })
}

/** Tells the people of a request of an action by letter, see `sendToApplicants`. */
export async function tellApplicant(
  trx: Db,
  context: LetterContext,
  request: LockedRequest,
  action: LetterTopic,
  said: Said = {},
): Promise<void> {
  const facts = await readFacts(trx, context, request, said)
  await sendToApplicants(trx, context, request.id, {
    kind: `request.${action}`,
    notice: noticeKinds[action],
    write: (recipientName, language) => writeLetter(action, { ...facts, recipientName }, language),
  })
}

import { romeDate, romeInstant } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import type { DeskNotice, Notice, NoticeChannel, NoticeKind, NoticeLetter, NoticeRecord } from './schema.ts'

export interface NewNotice {
  objectKind: string
  objectId: string
  kind: NoticeKind
  channel: 'pec' | 'registeredPost'
  /** Where it goes; null where that is not known. */
  address: string | null
  /** The letter in the outbox: sent from there by certified mail, printed from there for the post. */
  letterId: string | null
}

/** Puts down that something must be delivered, in the transaction of the decision it tells of. */
export async function addNotice(trx: Db, notice: NewNotice): Promise<void> {
  await trx('notice').insert({
    object_kind: notice.objectKind,
    object_id: notice.objectId,
    kind: notice.kind,
    channel: notice.channel,
    address: notice.address,
    letter_id: notice.letterId,
  })
}

/** A notice held until the transaction ends. */
export interface LockedNotice {
  id: string
  objectKind: string
  objectId: string
  kind: NoticeKind
  channel: NoticeChannel
  letterId: string | null
  createdAt: Date
  deliveredAt: Date | null
  failedAt: Date | null
}

async function lockBy(trx: Db, condition: Record<string, string>): Promise<LockedNotice | undefined> {
  return trx('notice').where(condition).forUpdate().first({
    id: 'id',
    objectKind: 'object_kind',
    objectId: 'object_id',
    kind: 'kind',
    channel: 'channel',
    letterId: 'letter_id',
    createdAt: 'created_at',
    deliveredAt: 'delivered_at',
    failedAt: 'failed_at',
  })
}

/** @throws {NotFoundError} where there is no such notice */
export async function lockNotice(trx: Db, id: string): Promise<LockedNotice> {
  const notice = await lockBy(trx, { id })
  if (!notice) throw new NotFoundError('There is no such notice.')
  return notice
}

/** The notice that a certified letter carries. */
export const lockNoticeOfLetter = (trx: Db, letterId: string): Promise<LockedNotice | undefined> =>
  lockBy(trx, { letter_id: letterId, channel: 'pec' })

/** Keeps what the office recorded of a notice on paper; the time of day of such a delivery means nothing. */
export async function keepRecord(
  trx: Db,
  id: string,
  record: NoticeRecord,
  accountId: string,
): Promise<Date | null> {
  const deliveredAt = record.deliveredOn ? romeInstant(record.deliveredOn, '12:00') : null
  await trx('notice')
    .where({ id })
    .update({
      channel: record.channel,
      address: record.address.trim(),
      sent_on: record.sentOn,
      tracking_number: record.trackingNumber?.trim() ?? null,
      delivered_at: deliveredAt,
      recorded_by: accountId,
      recorded_at: trx.raw('clock_timestamp()'),
    })
  await trx('mail_outbox')
    .where({ channel: 'post' })
    .whereIn('id', trx('notice').where({ id }).select('letter_id'))
    .update({ sent_at: romeInstant(record.sentOn, '12:00'), delivered_at: deliveredAt })
  return deliveredAt
}

/** The instant certified by the recipient's provider. */
export async function keepDelivery(trx: Db, id: string, at: Date): Promise<void> {
  await trx('notice').where({ id }).update({ delivered_at: at })
}

/**
 * The certified mailbox did not take it: what it tells must go by another way, so it is put down anew, with the
 * same letter to print.
 */
export async function replaceFailed(
  trx: Db,
  notice: LockedNotice,
  at: Date,
  address: string | null,
): Promise<void> {
  await trx('notice').where({ id: notice.id }).update({ failed_at: at })
  await addNotice(trx, { ...notice, channel: 'registeredPost', address })
}

/**
 * The letter of a notice, to print.
 * @throws {NotFoundError} where there is no such notice, or its text was not kept
 */
export async function readNoticeLetter(db: Db, id: string): Promise<NoticeLetter> {
  const row = await db({ n: 'notice' })
    .join({ m: 'mail_outbox' }, 'm.id', 'n.letter_id')
    .where({ 'n.id': id })
    .first({
      id: 'n.id',
      requestId: 'n.object_id',
      recipient: 'm.recipient',
      address: 'n.address',
      language: 'm.language',
      writtenAt: 'm.created_at',
      subject: 'm.subject',
      text: 'm.body_text',
    })
  if (!row) throw new NotFoundError('There is no letter of such a notice.')
  return { ...row, writtenAt: row.writtenAt.toISOString() }
}

interface Row {
  id: string
  kind: NoticeKind
  channel: NoticeChannel
  sentOn: string | null
  letterSentAt: Date | null
  hasLetter: boolean
  deliveredAt: Date | null
  failedAt: Date | null
  address: string | null
  trackingNumber: string | null
  recordedBy: string | null
  receipts: DeskNotice['receipts']
}

const receipts = `(SELECT coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind,
    'at', to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'signatureChecked', r.signature_checked) ORDER BY r.at, r.received_at), '[]')
  FROM pec_receipt r WHERE r.letter_id = n.letter_id AND n.channel = 'pec')`

/** The notices of an object with what proves their delivery, in the order they were written. */
export async function listDeskNotices(db: Db, objectKind: string, objectId: string): Promise<DeskNotice[]> {
  const rows: Row[] = await db({ n: 'notice' })
    .leftJoin({ m: 'mail_outbox' }, 'm.id', 'n.letter_id')
    .leftJoin({ a: 'account' }, 'a.id', 'n.recorded_by')
    .where({ 'n.object_kind': objectKind, 'n.object_id': objectId })
    .orderBy(['n.created_at', 'n.id'])
    .select({
      id: 'n.id',
      kind: 'n.kind',
      channel: 'n.channel',
      sentOn: db.raw('n.sent_on::text'),
      letterSentAt: db.raw("CASE WHEN n.channel = 'pec' THEN m.sent_at END"),
      hasLetter: db.raw('m.id IS NOT NULL'),
      deliveredAt: 'n.delivered_at',
      failedAt: db.raw("coalesce(n.failed_at, CASE WHEN n.channel = 'pec' THEN m.failed_at END)"),
      address: 'n.address',
      trackingNumber: 'n.tracking_number',
      recordedBy: 'a.name',
      receipts: db.raw(receipts),
    })
  return rows.map(({ letterSentAt, deliveredAt, failedAt, sentOn, ...row }) => ({
    ...row,
    sentOn: sentOn ?? (letterSentAt && romeDate(letterSentAt)),
    deliveredOn: deliveredAt && romeDate(deliveredAt),
    deliveredAt: deliveredAt?.toISOString() ?? null,
    failedAt: failedAt?.toISOString() ?? null,
  }))
}

/** The same as whom they are for sees them. */
export async function listNotices(db: Db, objectKind: string, objectId: string): Promise<Notice[]> {
  const notices = await listDeskNotices(db, objectKind, objectId)
  return notices.map(({ id, kind, channel, sentOn, deliveredOn, failedAt }) => ({
    id,
    kind,
    channel,
    sentOn,
    deliveredOn,
    failedAt,
  }))
}

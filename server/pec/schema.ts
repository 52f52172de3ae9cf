import { type Static, type TSchema, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { noticeKinds, receiptKinds } from '../notices/schema.ts'

/** Why something that calls itself a receipt counts for nothing. */
const receiptRefusals = [
  'noCertificate',
  'certificateDiffers',
  'ambiguous',
  'signature',
  'signer',
  'unknownLetter',
  'otherSender',
  'otherRecipient',
  'impossibleDate',
] as const
export type ReceiptRefusal = (typeof receiptRefusals)[number]

/** A receipt that came in and counts for nothing; kept for whoever wants to know why. */
export const RefusedReceipt = Type.Object({
  id: Type.String(),
  kind: oneOf(receiptKinds, 'what it claims'),
  at: orNull(Type.String({ description: 'when, as it claims' })),
  recipient: orNull(Type.String()),
  refusal: oneOf(receiptRefusals, 'why it counts for nothing'),
  receivedAt: Type.String(),
})
export type RefusedReceipt = Static<typeof RefusedReceipt>

/** A notice on paper whose delivery is not known: to be sent, or under way. */
export const PaperNotice = Type.Object({
  id: Type.String(),
  kind: oneOf(noticeKinds, 'what it tells'),
  requestId: Type.String(),
  requestNumber: Type.String(),
  applicantName: Type.String(),
  writtenOn: Type.String({ format: 'date' }),
  sentOn: orNull(Type.String({ format: 'date' })),
  hasLetter: Type.Boolean({ description: 'its text is kept, to be printed' }),
})
export type PaperNotice = Static<typeof PaperNotice>

/** A letter about a request that could not be sent or delivered. */
export const FailedLetter = Type.Object({
  id: Type.String(),
  channel: oneOf(['mail', 'pec'] as const, 'ordinary or certified mail'),
  subject: Type.String(),
  requestId: Type.String(),
  failedAt: Type.String(),
})
export type FailedLetter = Static<typeof FailedLetter>

const listOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ total: Type.Integer(), items: Type.Array(item, { description: 'at most 200' }) })

/**
 * What the office must know of its post: notices to send on paper, the oldest first, and those whose delivery is
 * to be recorded; letters that did not arrive; receipts that count for nothing.
 */
export const Post = Type.Object({
  hasCertifiedMailbox: Type.Boolean(),
  toSend: listOf(PaperNotice),
  underWay: listOf(PaperNotice),
  letters: listOf(FailedLetter),
  receipts: listOf(RefusedReceipt),
})
export type Post = Static<typeof Post>

export const ReceiptPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

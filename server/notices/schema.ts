import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'

/** What a notice tells: what is asked of an applicant, and the decisions on a request. */
export const noticeKinds = [
  'completion',
  'exclusion',
  'award',
  'revocation',
  'agreement',
  'improvedOffer',
  'review',
  'ranking',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Ways that the law counts as delivery; ordinary e-mail is none. */
const noticeChannels = ['pec', 'registeredPost', 'byHand'] as const
export type NoticeChannel = (typeof noticeChannels)[number]

/** What a certified mail provider reports (DPR 68/2005 art. 6). */
export const receiptKinds = ['acceptance', 'notAccepted', 'delivery', 'notDelivered', 'warning'] as const
export type ReceiptKind = (typeof receiptKinds)[number]

const Day = Type.String({ format: 'date' })

/** A notice as whom it is for sees it. */
export const Notice = Type.Object({
  id: Type.String(),
  kind: oneOf(noticeKinds, 'what it tells'),
  channel: oneOf(noticeChannels, 'how it is delivered'),
  sentOn: orNull(Day),
  deliveredOn: orNull(Type.String({ format: 'date', description: 'day in Italy on which the clock starts' })),
  failedAt: orNull(Type.String({ description: 'the certified mailbox did not take it' })),
})
export type Notice = Static<typeof Notice>

/** A notice as the office sees it, with what proves its delivery. */
export const DeskNotice = Type.Object({
  ...Notice.properties,
  address: orNull(Type.String()),
  trackingNumber: orNull(Type.String({ description: 'number of the registered letter' })),
  deliveredAt: orNull(Type.String({ description: 'as certified; of a letter on paper only the day counts' })),
  recordedBy: orNull(Type.String({ description: 'name of who recorded it' })),
  hasLetter: Type.Boolean({ description: 'its text is kept, to be printed' }),
  receipts: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: oneOf(receiptKinds, 'what the provider reports'),
      at: Type.String(),
      signatureChecked: Type.Boolean(),
    }),
  ),
})
export type DeskNotice = Static<typeof DeskNotice>

/** The letter of a notice as it was written, for the office to print. */
export const NoticeLetter = Type.Object({
  id: Type.String(),
  requestId: Type.String(),
  recipient: Type.String({ description: 'name, or certified address' }),
  address: orNull(Type.String()),
  language: oneOf(['it', 'en'] as const, 'language of the letter'),
  writtenAt: Type.String(),
  subject: Type.String(),
  text: Type.String(),
})
export type NoticeLetter = Static<typeof NoticeLetter>

/**
 * What the office records of a notice on paper: when it was sent and, once it is known, delivered.
 * Until a delivery is recorded it can be written again.
 */
export const NoticeRecord = Type.Object(
  {
    channel: oneOf(['registeredPost', 'byHand'] as const, 'how it was delivered'),
    address: Type.String({ minLength: 5, maxLength: 300, pattern: '\\S' }),
    sentOn: Day,
    trackingNumber: Type.Optional(Type.String({ minLength: 3, maxLength: 40, pattern: '\\S' })),
    deliveredOn: Type.Optional(Day),
  },
  { additionalProperties: false },
)
export type NoticeRecord = Static<typeof NoticeRecord>

export const NoticePath = Type.Object({ id: Type.String({ format: 'uuid' }) })

import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'

const messageStates = ['queued', 'sent', 'delivered', 'failed'] as const
export type MessageState = (typeof messageStates)[number]

const Page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
}
export const MessageQuery = Type.Object(Page, { additionalProperties: false })
export type MessageQuery = Static<typeof MessageQuery>

/** A letter that was sent to me. */
export const MessageItem = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  subject: Type.String(),
  channel: oneOf(['mail', 'pec', 'post'] as const, 'ordinary mail, certified mail, or on paper'),
  state: oneOf(messageStates, 'how far it has come; delivered is known of certified mail and of paper'),
  writtenAt: Type.String(),
  sentAt: orNull(Type.String()),
  deliveredAt: orNull(Type.String()),
  objectKind: orNull(Type.String()),
  objectId: orNull(Type.String()),
})
export type MessageItem = Static<typeof MessageItem>
export const MessageList = Type.Object({ total: Type.Integer(), items: Type.Array(MessageItem) })
export type MessageList = Static<typeof MessageList>

export const Message = Type.Object({
  ...MessageItem.properties,
  recipient: Type.String(),
  text: orNull(Type.String({ description: 'null where the letter holds a link that signs in' })),
})
export type Message = Static<typeof Message>

/** A kind of letter, and whether I get it. */
export const LetterChoice = Type.Object({
  kind: Type.String(),
  wanted: Type.Boolean(),
  weight: oneOf(
    ['security', 'receipt', 'legal', 'answer', 'courtesy'] as const,
    'why it cannot be refused; courtesy ones can',
  ),
})
export type LetterChoice = Static<typeof LetterChoice>
export const LetterChoices = Type.Object({ items: Type.Array(LetterChoice) })
export type LetterChoices = Static<typeof LetterChoices>

export const ChoiceMade = Type.Object(
  { kind: Type.String({ minLength: 1, maxLength: 80 }), wanted: Type.Boolean() },
  { additionalProperties: false },
)
export type ChoiceMade = Static<typeof ChoiceMade>

export const NotificationQuery = Type.Object(
  { unread: Type.Optional(Type.Boolean({ description: 'only those not read yet' })), ...Page },
  { additionalProperties: false },
)
export type NotificationQuery = Static<typeof NotificationQuery>

/** Something that happened; kinds that begin with `desk.` are told to the office. */
export const Notification = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  objectKind: Type.String(),
  objectId: Type.String(),
  facts: Type.Record(Type.String(), Type.String()),
  createdAt: Type.String(),
  readAt: orNull(Type.String()),
})
export type Notification = Static<typeof Notification>
export const NotificationList = Type.Object({
  total: Type.Integer({ description: 'in the list that was asked for' }),
  unread: Type.Integer(),
  items: Type.Array(Notification),
})
export type NotificationList = Static<typeof NotificationList>

/** Those to mark as read; all where none is named. */
export const NotificationsRead = Type.Object(
  {
    ids: Type.Optional(
      Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 200, uniqueItems: true }),
    ),
  },
  { additionalProperties: false },
)
export type NotificationsRead = Static<typeof NotificationsRead>

export const MessagePath = Type.Object({ id: Type.String({ format: 'uuid' }) })

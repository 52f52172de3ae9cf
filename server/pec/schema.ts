import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { receiptKinds } from '../notices/schema.ts'

/** Why something that calls itself a receipt counts for nothing. */
export const receiptRefusals = [
  'noCertificate',
  'certificateDiffers',
  'signature',
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
export const RefusedReceiptList = Type.Object({
  /** False where no certified mailbox is configured. */
  configured: Type.Boolean({ description: 'whether the office has a certified mailbox' }),
  total: Type.Integer(),
  items: Type.Array(RefusedReceipt),
})
export type RefusedReceiptList = Static<typeof RefusedReceiptList>

export const ReceiptPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

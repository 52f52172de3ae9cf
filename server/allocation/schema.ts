import { type Static, Type } from 'typebox'
import { identificationMethods } from '../accounts/schema.ts'
import { SealedPrice } from '../bids/schema.ts'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { Notice } from '../notices/schema.ts'
import { memberRoles, partyKinds } from '../parties/schema.ts'
import { declarationCodes } from './declarations.ts'
import {
  Completion,
  DraftContent,
  GivenReason,
  RequestAward,
  RequestCall,
  RequestContent,
  RequestFile,
  Target,
  Version,
} from './parts.ts'
import {
  filePurposes,
  nextSteps,
  requestActions,
  requestEvents,
  requestKinds,
  requestStatuses,
} from './words.ts'

export * from './arrivalSchema.ts'
export * from './declarations.ts'
export * from './deskSchema.ts'
export * from './parts.ts'
export * from './reasons.ts'
export * from './words.ts'

const Lots = Type.Array(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), {
  minItems: 1,
  maxItems: 20,
  uniqueItems: true,
  description: 'ids of lots of one call, the preferred first',
})
const PartyId = Type.String({
  format: 'uuid',
  description: 'for whom: a party one acts for; oneself where it is not said',
})
/** Starts a draft. A space in an open call becomes an application on its lot, another an expression of interest. */
export const DraftStart = Type.Object(
  {
    space: Type.Optional(Type.String({ minLength: 1, maxLength: 80, description: 'code' })),
    lots: Type.Optional(Lots),
    party: Type.Optional(PartyId),
    content: Type.Optional(DraftContent),
    from: Type.Optional(
      Type.String({ format: 'uuid', description: 'an earlier request of mine whose answers are used again' }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type DraftStart = Static<typeof DraftStart>

/** Prices of lots of the draft, sealed in the browser; null takes one away. Nobody can read one again. */
const SealedPrices = Type.Array(
  Type.Object(
    { lot: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), sealed: nullOr(SealedPrice) },
    { additionalProperties: false },
  ),
  { maxItems: 20, description: 'those that change; the others stay as they are' },
)
export type SealedPrices = Static<typeof SealedPrices>

/** The whole content, replacing the draft's; 409 where somebody saved in between. */
export const DraftSave = Type.Object(
  {
    version: Version,
    content: DraftContent,
    lots: Type.Optional(Lots),
    prices: Type.Optional(SealedPrices),
  },
  { additionalProperties: false },
)
export type DraftSave = Static<typeof DraftSave>

/** Moves a draft to another party one acts for; its members then write it, with that party's data. */
export const DraftMove = Type.Object(
  { version: Version, party: Type.Optional(PartyId) },
  { additionalProperties: false },
)
export type DraftMove = Static<typeof DraftMove>

export const DraftSaved = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  updatedAt: Type.String(),
})

/**
 * Sends a draft (header `Idempotency-Key` honoured). Sending the same draft again, with any key,
 * gives the receipt of the first time; the same key on another draft is 422.
 */
export const Sending = Type.Object(
  {
    draftId: Type.String({ format: 'uuid' }),
    version: Version,
    declarations: Type.Optional(
      Type.Array(oneOf(declarationCodes, 'declaration'), {
        maxItems: declarationCodes.length,
        uniqueItems: true,
        description: 'what the sender declares; each that `declarationsFor` names is needed',
      }),
    ),
  },
  { additionalProperties: false },
)
export type Sending = Static<typeof Sending>

export const Receipt = Type.Object({
  id: Type.String(),
  number: Type.String({ description: 'number of receipt, not the protocol number' }),
  kind: oneOf(requestKinds, 'kind'),
  receivedAt: Type.String({ format: 'date-time', description: 'by the clock of the database' }),
  contentHash: Type.String({ description: 'SHA-256 of the canonical JSON of what was received' }),
  declarations: RequestContent.properties.declarations,
  mustIdentify: Type.Boolean({
    description: 'an application by a local account must still be signed or sent by PEC (CAD art. 65)',
  }),
  demo: Type.Boolean(),
})
export type Receipt = Static<typeof Receipt>

const Office = Type.Object({
  name: Type.String(),
  phone: Type.String(),
  hours: Type.String(),
  email: orNull(Type.String()),
})

/** One of my requests, as a row of my list. */
export const MyRequestItem = Type.Object({
  id: Type.String(),
  number: orNull(Type.String()),
  kind: oneOf(requestKinds, 'kind'),
  status: oneOf(requestStatuses, 'state'),
  nextStep: oneOf(nextSteps, 'what comes next'),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  receivedAt: orNull(Type.String()),
  call: orNull(RequestCall),
  targets: Type.Array(Target),
  mustIdentify: Type.Boolean({
    description: 'it waits to be signed: an application by a local account alone is none (CAD art. 65)',
  }),
  party: Type.Object({
    id: Type.String(),
    kind: oneOf(partyKinds, 'what it is'),
    isOwn: Type.Boolean({ description: 'myself' }),
    name: Type.String(),
    role: oneOf(memberRoles, 'what I am in it'),
  }),
  mayDiscard: Type.Boolean({ description: 'a draft that I began, or of a party I represent' }),
  completionDueOn: orNull(Type.String({ format: 'date' })),
})
export type MyRequestItem = Static<typeof MyRequestItem>
export const MyRequestList = Type.Object({ total: Type.Integer(), items: Type.Array(MyRequestItem) })
export type MyRequestList = Static<typeof MyRequestList>

/** One of my requests, with all there is to know. */
export const MyRequest = Type.Object({
  ...MyRequestItem.properties,
  version: Type.Integer(),
  content: RequestContent,
  files: Type.Array(RequestFile, { description: 'sent with the request' }),
  contentHash: orNull(Type.String()),
  identifiedBy: oneOf(identificationMethods, 'how who sent or signed it proved who they are'),
  actions: Type.Array(oneOf(requestActions, 'what I can do now')),
  reason: orNull(GivenReason),
  answer: orNull(Type.String({ description: 'what the office wrote to an expression of interest' })),
  completions: Type.Array(Completion),
  award: orNull(RequestAward),
  notices: Type.Array(Notice, { description: 'what was or will be delivered with legal effect' }),
  appealUntil: orNull(
    Type.Object(
      {
        regionalCourt: Type.String({ format: 'date' }),
        presidency: Type.String({ format: 'date' }),
      },
      { description: 'last days to appeal against the last decision; null until its delivery is known' },
    ),
  ),
  office: Office,
  history: Type.Array(
    Type.Object({
      at: Type.String(),
      action: oneOf(requestEvents, 'what happened'),
      by: oneOf(['applicant', 'office'] as const, 'who did it'),
    }),
  ),
  demo: Type.Boolean(),
})
export type MyRequest = Static<typeof MyRequest>

export const CompletionAnswer = Type.Object(
  { version: Version, answer: Type.String({ minLength: 1, maxLength: 8000 }) },
  { additionalProperties: false },
)
export const RequestConfirmation = Type.Object({ version: Version }, { additionalProperties: false })
export const Withdrawal = Type.Object({ version: Version }, { additionalProperties: false })

/** What a person signs who confirms an application that was sent from a local account. */
export const SignedRequest = Type.Object({
  id: Type.String(),
  number: Type.String(),
  receivedAt: Type.String({ format: 'date-time' }),
  version: Type.Integer(),
  contentHash: Type.String({ description: 'SHA-256 of the canonical JSON of what was received' }),
  targets: Type.Array(Type.String()),
  call: orNull(Type.String({ description: 'code of the call' })),
  content: RequestContent,
  mustIdentify: Type.Boolean({ description: 'false where it has been signed' }),
  isMine: Type.Boolean({ description: 'of a party the person acts for' }),
  demo: Type.Boolean(),
})
export type SignedRequest = Static<typeof SignedRequest>

export const FileQuery = Type.Object(
  {
    purpose: Type.Optional(oneOf(filePurposes, 'what the file is for; an attachment where it is not said')),
    document: Type.Optional(
      Type.String({
        maxLength: 40,
        pattern: '^[A-Za-z][A-Za-z0-9]*$',
        description: 'which document of the call it is',
      }),
    ),
  },
  { additionalProperties: false },
)

export const RequestPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const FilePath = Type.Object({
  id: Type.String({ format: 'uuid' }),
  fileId: Type.String({ format: 'uuid' }),
})
export type FilePath = Static<typeof FilePath>

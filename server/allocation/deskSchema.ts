import { type Static, type TProperties, Type } from 'typebox'
import { identificationMethods } from '../accounts/schema.ts'
import { oneOf, orNull } from '../http/schema.ts'
import { DeskNotice } from '../notices/schema.ts'
import {
  Completion,
  GivenReason,
  RequestAward,
  RequestCall,
  RequestContent,
  RequestFile,
  Target,
  Version,
} from './parts.ts'
import { closingReasons, completionItems, exclusionReasons } from './reasons.ts'
import {
  awardProcedures,
  officeMethods,
  requestActions,
  requestChannels,
  requestKinds,
  requestStatuses,
} from './words.ts'

/** The office's queue. Without `status`, everything sent; `assigned` is me, none or anybody. */
export const QueueQuery = Type.Object(
  {
    status: Type.Optional(Type.Array(oneOf(requestStatuses.slice(1), 'state'), { maxItems: 20 })),
    kind: Type.Optional(oneOf(requestKinds, 'kind')),
    call: Type.Optional(Type.String({ maxLength: 80, description: 'code' })),
    space: Type.Optional(Type.String({ maxLength: 80, description: 'code' })),
    district: Type.Optional(Type.String({ maxLength: 20, description: 'number of the Municipio' })),
    assigned: Type.Optional(oneOf(['me', 'none'] as const, 'who has it in charge')),
    q: Type.Optional(Type.String({ maxLength: 200, description: 'number, applicant, what is made' })),
    sort: Type.Optional(oneOf(['longestWaiting', 'newest'] as const, 'order; longest waiting first')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
  },
  { additionalProperties: false },
)
export type QueueQuery = Static<typeof QueueQuery>

const Person = Type.Object({ id: Type.String(), name: Type.String() })

/** A row of the queue. */
export const QueueItem = Type.Object({
  id: Type.String(),
  number: Type.String(),
  kind: oneOf(requestKinds, 'kind'),
  status: oneOf(requestStatuses, 'state'),
  receivedAt: Type.String(),
  waitingDays: Type.Integer({ description: 'whole days since it was received' }),
  applicantName: orNull(Type.String()),
  makes: orNull(Type.String()),
  call: orNull(RequestCall),
  targets: Type.Array(Target),
  mustIdentify: Type.Boolean({ description: 'it waits to be signed (CAD art. 65); it cannot be admitted' }),
  assignedTo: orNull(Person),
  completionDueOn: orNull(Type.String({ format: 'date' })),
  channel: oneOf(requestChannels, 'how it reached the office'),
  isLate: Type.Boolean({ description: 'received after the deadline; it can only be excluded' }),
})
export type QueueItem = Static<typeof QueueItem>

export const Queue = Type.Object({
  total: Type.Integer(),
  statuses: Type.Array(Type.Object({ value: oneOf(requestStatuses, 'state'), count: Type.Integer() }), {
    description: 'counted with all the other filters applied',
  }),
  sealed: Type.Array(
    Type.Object({
      call: Type.Object({ code: Type.String(), title: Type.String() }),
      total: Type.Integer(),
      until: orNull(
        Type.String({ format: 'date-time', description: 'deadline; an officer opens them after it' }),
      ),
    }),
    { description: 'applications nobody reads yet, whatever the filters: their number in each call' },
  ),
  items: Type.Array(QueueItem),
})
export type Queue = Static<typeof Queue>

const OtherRequest = Type.Object({
  id: Type.String(),
  number: Type.String(),
  kind: oneOf(requestKinds, 'kind'),
  status: oneOf(requestStatuses, 'state'),
  receivedAt: Type.String(),
  applicantName: orNull(Type.String()),
})

/** Everything needed to decide, on one page. */
export const DeskRequest = Type.Object({
  ...QueueItem.properties,
  version: Type.Integer(),
  identifiedBy: oneOf(identificationMethods, 'how who sent or signed it proved who they are'),
  isOwn: Type.Boolean({
    description: 'the officer is, or was, among those who ask, and decides nothing (L. 241/1990 art. 6-bis)',
  }),
  content: orNull(RequestContent),
  restrictedFields: Type.Array(Type.String(), {
    description: 'names of what was written and is left out of `content` until it is opened',
  }),
  contentHash: Type.String(),
  files: Type.Array(RequestFile),
  completions: Type.Array(Completion),
  reason: orNull(GivenReason),
  answer: orNull(Type.String()),
  award: orNull(RequestAward),
  notices: Type.Array(DeskNotice),
  actions: Type.Array(oneOf(requestActions, 'what the office can do now')),
  procedures: Type.Array(Type.String(), { description: 'procedures an award of it may rest on' }),
  takenPeriods: Type.Array(
    Type.Object({
      spaceCode: Type.String(),
      from: Type.String(),
      until: Type.String({ description: 'last day' }),
    }),
  ),
  sameTarget: Type.Array(OtherRequest, { description: 'other requests for the same space or lot' }),
  sameApplicant: Type.Array(OtherRequest),
  sameStamp: Type.Array(OtherRequest, { description: 'requests sent with the same revenue stamp' }),
  history: Type.Array(
    Type.Object({
      at: Type.String(),
      action: Type.String(),
      actorName: orNull(Type.String()),
      actorRole: Type.String(),
    }),
  ),
  demo: Type.Boolean(),
})
export type DeskRequest = Static<typeof DeskRequest>

/** Why restricted data are opened; needed where the request is not in one's charge. */
export const RestrictedOpening = Type.Object(
  { reason: Type.Optional(Type.String({ minLength: 10, maxLength: 500, pattern: '\\S' })) },
  { additionalProperties: false },
)
export const Restricted = Type.Object({
  fields: Type.Array(Type.String()),
  content: RequestContent,
})
export type Restricted = Static<typeof Restricted>

const words = (minLength: number) => Type.String({ minLength, maxLength: 4000 })
const action = <Properties extends TProperties>(properties: Properties) =>
  Type.Object({ version: Version, ...properties }, { additionalProperties: false })

/** Bodies of `POST /api/desk/requests/:id/<action>`. */
export const Take = action({})
export const Identify = action({
  method: oneOf(officeMethods, 'what the office has checked'),
  note: Type.String({
    minLength: 3,
    maxLength: 1000,
    description: 'what was checked: signature, message, document',
  }),
})
export const Admit = action({})
export const RequestCompletion = action({
  items: Type.Array(
    oneOf(
      completionItems.map((item) => item.code),
      'what is missing',
    ),
    {
      minItems: 1,
      uniqueItems: true,
    },
  ),
  message: words(10),
  days: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 365, description: 'from delivery; the longest time where absent' }),
  ),
})
export const PauseCompletion = action({ reason: words(10) })
export const ResumeCompletion = action({})
export const Exclude = action({
  reasonCode: oneOf(
    exclusionReasons.map((reason) => reason.code),
    'why',
  ),
  reason: words(10),
})
export const Close = action({
  reasonCode: oneOf(
    closingReasons.map((reason) => reason.code),
    'why',
  ),
  reason: words(10),
})
export const Note = action({ message: Type.Optional(Type.String({ maxLength: 4000 })) })
export const Answer = action({ message: words(10) })

export const Award = action({
  spaceCode: Type.String({ minLength: 1, maxLength: 80 }),
  from: Type.String({ format: 'date' }),
  until: Type.String({ format: 'date', description: 'last day' }),
  procedure: oneOf(awardProcedures, 'what the award rests on'),
  legalBasis: Type.Optional(Type.String({ minLength: 3, maxLength: 400 })),
  actNumber: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
  actDate: Type.String({ format: 'date' }),
})
export type Award = Static<typeof Award>

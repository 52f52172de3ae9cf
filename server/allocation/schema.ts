import { type Static, type TProperties, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { closingReasons, completionItems, exclusionReasons } from './reasons.ts'

export { closingReasons, completionItems, exclusionReasons, type Reason } from './reasons.ts'

export const requestKinds = ['application', 'expressionOfInterest'] as const
export type RequestKind = (typeof requestKinds)[number]

export const requestStatuses = [
  'draft',
  'submitted',
  'formalCheck',
  'completionRequested',
  'admitted',
  'excluded',
  'evaluated',
  'ranked',
  'awarded',
  'declined',
  'accepted',
  'agreement',
  'withdrawn',
  'noted',
  'answered',
  'closed',
] as const
export type RequestStatus = (typeof requestStatuses)[number]

/** What can be done to a request: the first three by the applicant, the others by the office. */
export const requestActions = [
  'send',
  'complete',
  'withdraw',
  'take',
  'requestCompletion',
  'admit',
  'exclude',
  'note',
  'answer',
  'close',
  'award',
] as const
export type RequestAction = (typeof requestActions)[number]

/** What comes next, told to the applicant; texts in the interface and in letters. */
export const nextSteps = [
  'finishAndSend',
  'waitForOffice',
  'waitForCheck',
  'sendCompletion',
  'waitForEvaluation',
  'signAgreement',
  'watchForCall',
  'readAnswer',
  'seeReason',
  'nothing',
] as const
export type NextStep = (typeof nextSteps)[number]

/** What is wrong with a request about to be sent; `pointer` is the JSON Pointer of the field. */
export const contentProblems = [
  'required',
  'tooShort',
  'invalidFiscalCode',
  'invalidVatNumber',
  'invalidEmail',
  'invalidPhone',
  'invalidAtecoCode',
  'startInPast',
  'excludedActivity',
  'notEligible',
  'consentRequired',
  'spaceRequired',
] as const
export type ContentProblem = (typeof contentProblems)[number]

export const noiseLevels = ['none', 'low', 'medium', 'high'] as const
export const applicantKinds = ['person', 'organisation'] as const
export const atecoVersions = ['2025', '2007'] as const

const text = (maxLength: number, description?: string) =>
  Type.Optional(Type.String({ maxLength, ...(description ? { description } : {}) }))
const count = (maximum: number, description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum, description }))

export const Applicant = Type.Object(
  {
    kind: Type.Optional(oneOf(applicantKinds, 'who asks')),
    name: text(200, 'name and surname, or name of the firm, association, body'),
    representative: text(200, 'who signs for an organisation'),
    fiscalCode: text(30, 'codice fiscale: 16 characters for a person, 11 digits for a body'),
    vatNumber: text(30, 'partita IVA, where there is one'),
    email: text(254),
    phone: text(40),
  },
  { additionalProperties: false },
)

/** What the applicant writes. Everything may be missing in a draft; `checkContent` says what is needed to send. */
export const RequestContent = Type.Object(
  {
    applicant: Type.Optional(Applicant),
    makes: text(500, 'what is made, in the words of who makes it'),
    use: text(80, 'code of a use in the city pack'),
    atecoCode: text(10),
    atecoVersion: Type.Optional(oneOf(atecoVersions, 'edition of the classification')),
    people: count(10_000, 'who work there'),
    jobs: count(10_000, 'of which new'),
    hours: text(200, 'days and hours of work'),
    powerKw: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000, description: 'kW needed' })),
    noise: Type.Optional(oneOf(noiseLevels, 'noise of the work')),
    startOn: Type.Optional(Type.String({ format: 'date' })),
    durationMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 1188 })),
    text: text(8000, 'the project'),
    eligibilityAnswers: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,60}$' }), Type.Boolean(), {
        maxProperties: 50,
        description: 'code of the question → answer',
      }),
    ),
    consents: Type.Optional(
      Type.Object(
        {
          privacy: Type.Optional(Type.Boolean({ description: 'notice read (GDPR art. 13)' })),
          truth: Type.Optional(Type.Boolean({ description: 'declarations are true (DPR 445/2000 art. 76)' })),
          notBinding: Type.Optional(
            Type.Boolean({ description: 'an expression of interest binds nobody and gives no priority' }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type RequestContent = Static<typeof RequestContent>

const Lots = Type.Array(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), {
  minItems: 1,
  maxItems: 20,
  uniqueItems: true,
  description: 'ids of lots of one call, the preferred first',
})
const Version = Type.Integer({ minimum: 1, description: 'the version the change was made on' })

/** Starts a draft. A space in an open call becomes an application on its lot, another an expression of interest. */
export const DraftStart = Type.Object(
  {
    space: Type.Optional(Type.String({ minLength: 1, maxLength: 80, description: 'code' })),
    lots: Type.Optional(Lots),
    content: Type.Optional(RequestContent),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type DraftStart = Static<typeof DraftStart>

/** The whole content, replacing the draft's; 409 where somebody saved in between. */
export const DraftSave = Type.Object(
  { version: Version, content: RequestContent, lots: Type.Optional(Lots) },
  { additionalProperties: false },
)
export type DraftSave = Static<typeof DraftSave>

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
  { draftId: Type.String({ format: 'uuid' }), version: Version },
  { additionalProperties: false },
)
export type Sending = Static<typeof Sending>

export const Receipt = Type.Object({
  id: Type.String(),
  number: Type.String({ description: 'number of receipt, not the protocol number' }),
  kind: oneOf(requestKinds, 'kind'),
  receivedAt: Type.String({ format: 'date-time', description: 'by the clock of the database' }),
  contentHash: Type.String({ description: 'SHA-256 of the canonical JSON of what was received' }),
  mustIdentify: Type.Boolean({
    description: 'an application by a local account must still be signed or sent by PEC (CAD art. 65)',
  }),
  demo: Type.Boolean(),
})
export type Receipt = Static<typeof Receipt>

export const RequestFile = Type.Object({
  id: Type.String(),
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
  sha256: Type.String(),
  addedAt: Type.String(),
})
export type RequestFile = Static<typeof RequestFile>

/** A lot of the call or a space outside any, in order of preference. */
export const Target = Type.Object({
  preference: Type.Integer(),
  lotId: orNull(Type.Integer()),
  lotNumber: orNull(Type.Integer()),
  title: Type.String({ description: 'title of the lot, name of the space' }),
  spaces: Type.Array(
    Type.Object({
      id: Type.Integer(),
      code: Type.String(),
      name: Type.String(),
      address: orNull(Type.String()),
      district: orNull(Type.String()),
      areaM2: orNull(Type.Number()),
      status: Type.String(),
    }),
  ),
})
export type Target = Static<typeof Target>

const RequestCall = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  standing: Type.Boolean(),
  procedure: Type.String(),
  closesAt: orNull(Type.String({ format: 'date-time' })),
})
const GivenReason = Type.Object({
  code: Type.String({ description: 'exclusion or closing reason' }),
  text: Type.String({ description: 'in the words of the office' }),
})

/** What the office asked to complete, and what was sent; kept apart from what was first received. */
export const Completion = Type.Object({
  id: Type.String(),
  items: Type.Array(
    oneOf(
      completionItems.map((item) => item.code),
      'what is missing',
    ),
  ),
  message: Type.String(),
  askedAt: Type.String(),
  dueOn: Type.String({ format: 'date' }),
  answer: orNull(Type.String()),
  answeredAt: orNull(Type.String()),
  late: Type.Boolean({ description: 'answered after the end of that day' }),
  files: Type.Array(RequestFile),
})
export type Completion = Static<typeof Completion>

export const RequestAward = Type.Object({
  spaceCode: Type.String(),
  from: Type.String({ format: 'date' }),
  until: Type.String({ format: 'date', description: 'last day' }),
  procedure: Type.String(),
  legalBasis: orNull(Type.String()),
  actNumber: Type.String(),
  actDate: Type.String({ format: 'date' }),
})
export type RequestAward = Static<typeof RequestAward>

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
  mustIdentify: Type.Boolean(),
  actions: Type.Array(oneOf(requestActions, 'what I can do now')),
  reason: orNull(GivenReason),
  answer: orNull(Type.String({ description: 'what the office wrote to an expression of interest' })),
  completions: Type.Array(Completion),
  award: orNull(RequestAward),
  office: Office,
  history: Type.Array(
    Type.Object({
      at: Type.String(),
      action: oneOf(requestActions, 'what happened'),
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
export const Withdrawal = Type.Object({ version: Version }, { additionalProperties: false })

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

/** A row of the queue. While `sealedUntil` is given only number, call and time are known. */
export const QueueItem = Type.Object({
  id: Type.String(),
  number: Type.String(),
  kind: oneOf(requestKinds, 'kind'),
  status: oneOf(requestStatuses, 'state'),
  receivedAt: Type.String(),
  waitingDays: Type.Integer({ description: 'whole days since it was received' }),
  sealedUntil: orNull(Type.String({ format: 'date-time' })),
  applicantName: orNull(Type.String()),
  makes: orNull(Type.String()),
  call: orNull(RequestCall),
  targets: Type.Array(Target),
  assignedTo: orNull(Person),
  completionDueOn: orNull(Type.String({ format: 'date' })),
})
export type QueueItem = Static<typeof QueueItem>

export const Queue = Type.Object({
  total: Type.Integer(),
  statuses: Type.Array(Type.Object({ value: oneOf(requestStatuses, 'state'), count: Type.Integer() }), {
    description: 'counted with all the other filters applied',
  }),
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
  identifiedBy: Type.String(),
  mustIdentify: Type.Boolean(),
  content: orNull(RequestContent),
  contentHash: Type.String(),
  files: Type.Array(RequestFile),
  completions: Type.Array(Completion),
  reason: orNull(GivenReason),
  answer: orNull(Type.String()),
  award: orNull(RequestAward),
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

const words = (minLength: number) => Type.String({ minLength, maxLength: 4000 })
const action = <Properties extends TProperties>(properties: Properties) =>
  Type.Object({ version: Version, ...properties }, { additionalProperties: false })

/** Bodies of `POST /api/desk/requests/:id/<action>`. */
export const Take = action({})
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
  dueOn: Type.String({
    format: 'date',
    description: 'within 10 days; a holiday moves to the next working day',
  }),
})
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

export const awardProcedures = [
  'publicCall',
  'publicAuction',
  'competingOffersNotice',
  'codedLegalBasis',
] as const
export type AwardProcedure = (typeof awardProcedures)[number]
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

export const RequestPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const FilePath = Type.Object({
  id: Type.String({ format: 'uuid' }),
  fileId: Type.String({ format: 'uuid' }),
})

/** At most this many files on a request, and again on each completion. */
export const fileLimit = 10
/** Largest file, in bytes. */
export const fileSizeLimitBytes = 10 * 1024 * 1024
export const fileMediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const

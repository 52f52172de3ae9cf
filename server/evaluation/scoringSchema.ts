import { type Static, Type } from 'typebox'
import { Completion, RequestContent, RequestFile } from '../allocation/schema.ts'
import { Criteria } from '../calls/criteria.ts'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { RankingContent } from './rankingSchema.ts'
import {
  conflictSources,
  fileStates,
  moves,
  positions,
  rankingStates,
  refusals,
  relationKinds,
} from './words.ts'

const words = (minLength: number, maxLength: number, description?: string) =>
  Type.String({ minLength, maxLength, pattern: '\\S', ...(description ? { description } : {}) })
/** Words that give a reason: enough of them to be one. */
export const Reason = words(10, 4000, 'why')
export const Instant = Type.String({ format: 'date-time' })

export const CallCode = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) })
export const FilePath = Type.Object({ ...CallCode.properties, id: Type.String({ format: 'uuid' }) })
export const FilePartPath = Type.Object({ ...FilePath.properties, fileId: Type.String({ format: 'uuid' }) })

/** What stands in the way of each thing that can be done; none where the list is empty. */
const Refusals = Type.Array(oneOf(refusals, 'why it cannot be done now'))
export const Moves = Type.Record(oneOf(moves, 'what can be done'), Refusals)
export type Moves = Static<typeof Moves>

/** Somebody a commissioner is tied to. */
export const Relation = Type.Object(
  {
    name: words(2, 200, 'person or organisation'),
    code: nullOr(Type.String({ maxLength: 30, description: 'codice fiscale or partita IVA' })),
    kind: oneOf(relationKinds, 'tie'),
  },
  { additionalProperties: false },
)
export type Relation = Static<typeof Relation>

/** All a commissioner is tied to, declared before any name of an applicant is shown; empty where there is nobody. */
export const Declaration = Type.Object(
  { relations: Type.Array(Relation, { maxItems: 100 }) },
  { additionalProperties: false },
)
export type Declaration = Static<typeof Declaration>

/** Points for a criterion; of one judged for each lot, on a lot. */
export const MarkGiven = Type.Object(
  {
    criterion: Type.String({ minLength: 1, maxLength: 40 }),
    lotId: nullOr(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    points: Type.Number({ minimum: 0, maximum: 1000, multipleOf: 0.01 }),
    purposes: nullOr(
      Type.Array(Type.String({ maxLength: 80 }), {
        maxItems: 50,
        uniqueItems: true,
        description: 'those of the lot that the project serves; their points are the points',
      }),
    ),
    note: Type.String({ maxLength: 4000, description: 'why; needed to submit' }),
  },
  { additionalProperties: false },
)
export type MarkGiven = Static<typeof MarkGiven>

export const MarksGiven = Type.Object(
  { marks: Type.Array(MarkGiven, { minItems: 1, maxItems: 400 }) },
  { additionalProperties: false },
)
export const Recognised = Type.Object({ reason: Reason }, { additionalProperties: false })

/** A mark as it stands, with the version of the criteria it was given by. */
export const Mark = Type.Object({
  criterion: Type.String(),
  lotId: orNull(Type.Integer()),
  points: Type.Number(),
  purposes: orNull(Type.Array(Type.String())),
  note: Type.String(),
  revision: Type.Integer({ description: '1 is the first; each change is a new one' }),
  givenAt: Instant,
})
export type Mark = Static<typeof Mark>

export const QueueQuery = Type.Object(
  {
    call: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    state: Type.Optional(Type.Array(oneOf(fileStates, 'state'), { maxItems: fileStates.length })),
  },
  { additionalProperties: false },
)
export type QueueQuery = Static<typeof QueueQuery>

/** A request that one has to judge. */
export const FileItem = Type.Object({
  callCode: Type.String(),
  requestId: Type.String(),
  number: Type.String(),
  applicantName: Type.String(),
  makes: orNull(Type.String()),
  lots: Type.Array(Type.Integer(), { description: 'numbers, the preferred first' }),
  state: oneOf(fileStates, 'how far one has come with it'),
})
export type FileItem = Static<typeof FileItem>

/** A commission one sits on. */
export const CommissionItem = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: orNull(Type.String()),
  position: oneOf(positions, 'office'),
  mustDeclare: Type.Boolean({ description: 'relations are declared before names are shown' }),
  unsealed: Type.Boolean({ description: 'the requests have been opened' }),
  mustSign: Type.Boolean({ description: 'a technical ranking waits for the president' }),
  toDo: Type.Integer({ description: 'requests one has not submitted yet' }),
  takenAway: Type.Integer({ description: 'requests lost to a conflict of interest' }),
})
export type CommissionItem = Static<typeof CommissionItem>

export const EvaluatorQueue = Type.Object({
  commissions: Type.Array(CommissionItem),
  total: Type.Integer({ description: 'in the states asked for' }),
  states: Type.Array(Type.Object({ value: oneOf(fileStates, 'state'), count: Type.Integer() })),
  items: Type.Array(FileItem),
})
export type EvaluatorQueue = Static<typeof EvaluatorQueue>

/** One's seat on a commission, and what it stands before. */
export const Seat = Type.Object({
  ...CommissionItem.properties,
  actNumber: Type.String(),
  actDate: Type.String({ format: 'date' }),
  declaredAt: orNull(Instant),
  relations: Type.Array(Relation),
  commission: Type.Array(
    Type.Object({ name: Type.String(), position: oneOf(positions, 'office'), declared: Type.Boolean() }),
  ),
  version: Type.Integer({ description: 'of the call, by whose criteria is scored' }),
  criteriaHash: Type.String(),
  criteria: Criteria,
  lost: Type.Array(
    Type.Object({
      number: Type.String(),
      source: oneOf(conflictSources, 'declared beforehand, or recognised in the file'),
    }),
    { description: 'requests taken away, without name or file' },
  ),
  technical: orNull(
    Type.Object({
      id: Type.Integer(),
      state: oneOf(rankingStates, 'how far it has come'),
      hash: Type.String(),
      content: RankingContent,
      proposedAt: Instant,
      signedAt: orNull(Instant),
    }),
  ),
  moves: Moves,
})
export type Seat = Static<typeof Seat>

const LotOfFile = Type.Object({
  id: Type.Integer(),
  number: Type.Integer(),
  title: Type.String(),
  baseRentEurYear: orNull(Type.Number()),
  project: orNull(Type.String({ description: 'what is planned there, where it is written for each lot' })),
  purposes: Type.Array(
    Type.Object({
      code: Type.String(),
      text: Type.String(),
      textEn: orNull(Type.String()),
      points: Type.Number(),
    }),
    { description: 'suggested by the Municipio' },
  ),
  spaces: Type.Array(
    Type.Object({ code: Type.String(), name: Type.String(), areaM2: orNull(Type.Number()) }),
  ),
})
export type LotOfFile = Static<typeof LotOfFile>

/** Everything for one request in one place; marks of others only once all have submitted. */
export const EvaluationFile = Type.Object({
  callCode: Type.String(),
  callTitle: Type.String(),
  callTitleEn: orNull(Type.String()),
  requestId: Type.String(),
  number: Type.String(),
  applicantName: Type.String(),
  receivedAt: Instant,
  content: RequestContent,
  files: Type.Array(RequestFile),
  completions: Type.Array(Completion),
  lots: Type.Array(LotOfFile, { description: 'the preferred first' }),
  version: Type.Integer(),
  criteria: Criteria,
  state: oneOf(fileStates, 'how far one has come with it'),
  judges: Type.Integer({ description: 'commissioners who judge it' }),
  submitted: Type.Integer({ description: 'of those, who have submitted' }),
  marks: Type.Array(Mark, { description: 'one’s own' }),
  others: orNull(
    Type.Array(
      Type.Object({ name: Type.String(), position: oneOf(positions, 'office'), marks: Type.Array(Mark) }),
      { description: 'null until everybody has submitted' },
    ),
  ),
  summary: orNull(
    Type.Array(
      Type.Object({
        criterion: Type.String(),
        lotId: orNull(Type.Integer()),
        mean: Type.Number(),
        spread: Type.Number({ description: 'highest less lowest' }),
      }),
    ),
  ),
  moves: Type.Object({ score: Refusals, revise: Refusals }),
  place: Type.Object({ at: Type.Integer(), of: Type.Integer() }),
  previousId: orNull(Type.String()),
  nextId: orNull(Type.String()),
  nextToDoId: orNull(Type.String()),
})
export type EvaluationFile = Static<typeof EvaluationFile>

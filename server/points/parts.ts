import { Type } from 'typebox'
import { scanStates } from '../files/schema.ts'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { filePurposes, opinionOutcomes, submissionStatuses } from '../observations/words.ts'
import { outcomes, stages, targetKinds } from './words.ts'

export const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
export const Day = Type.String({ format: 'date' })
export const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
export const PlanCode = Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Z0-9][A-Z0-9-]*$' })

/** Text somebody must write, not blanks alone. */
export const words = (maxLength: number, description = '') =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', ...(description && { description }) })

/** Who works on a point. */
export const Examiner = Type.Object({ id: Type.String({ format: 'uuid' }), name: Type.String() })

const Coordinates = Type.Array(Type.Unknown(), { maxItems: 10_000 })
const shapes = ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'] as const

/** A place in a body: GeoJSON in EPSG:4326. */
export const Shape = Type.Object(
  { type: oneOf(shapes), coordinates: Coordinates },
  { additionalProperties: false },
)
/** The same in a reply. */
export const ShapeRead = Type.Object({ type: Type.String(), coordinates: Coordinates })

/** What a point, or a group, is aimed at in the documents of the plan. */
export const provision = {
  documentId: orNull(Type.Integer()),
  articleId: orNull(Type.Integer()),
  paragraph: orNull(Type.String()),
  letter: orNull(Type.String()),
  sheetId: orNull(Type.Integer()),
}
/** The same in a body. */
export const provisionGiven = {
  documentId: nullOr(Id),
  articleId: nullOr(Id),
  paragraph: nullOr(Type.String({ minLength: 1, maxLength: 40 })),
  letter: nullOr(Type.String({ minLength: 1, maxLength: 40 })),
  sheetId: nullOr(Id),
}

export const TargetKind = oneOf(targetKinds, 'what it is aimed at')
export const Outcome = oneOf(outcomes)
export const Stage = oneOf(stages)

/** What was received, as it stands in a list. */
export const submission = {
  id: Type.String(),
  number: Type.String(),
  kind: Type.String(),
  opinionOutcome: orNull(oneOf(opinionOutcomes)),
  channel: Type.String(),
  status: oneOf(submissionStatuses),
  receivedAt: Type.String({ format: 'date-time' }),
  isLate: Type.Boolean(),
  submitterKind: Type.String(),
  submitterName: orNull(Type.String()),
}

/** A file of what was received, as the office lists it. */
export const File = Type.Object({
  id: Type.String(),
  name: Type.String(),
  mediaType: Type.String(),
  purpose: oneOf(filePurposes),
  sizeBytes: Type.Integer(),
  scanState: oneOf(scanStates),
})

/** A place in the words, in characters. */
export const span = { start: Type.Integer(), end: Type.Integer() }

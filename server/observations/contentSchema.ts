import { type Static, Type } from 'typebox'
import { nullOr, oneOf } from '../http/schema.ts'
import { submissionKinds } from '../plans/words.ts'
import { opinionOutcomes, submitterKinds, targetKinds, targetLimit, textLimit } from './words.ts'

const strict = { additionalProperties: false }
const optionalLine = (maxLength: number) => Type.Optional(nullOr(Type.String({ maxLength })))
const RowId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

/** Who writes and how they are reached; none of it is ever published. */
export const Submitter = Type.Object(
  {
    name: optionalLine(200),
    fiscalCode: optionalLine(20),
    email: optionalLine(254),
    pec: optionalLine(254),
    phone: optionalLine(40),
    address: optionalLine(300),
    onBehalfOf: optionalLine(200),
  },
  strict,
)
export type Submitter = Static<typeof Submitter>

/** GeoJSON in EPSG:4326. */
export const TargetGeometry = Type.Object(
  {
    type: oneOf(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'] as const),
    coordinates: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 2000 }),
  },
  { ...strict, description: 'GeoJSON, EPSG:4326, at most 2,000 positions' },
)
export type TargetGeometry = Static<typeof TargetGeometry>

const Parcels = Type.Object(
  {
    sheet: Type.String({ maxLength: 20, description: 'foglio' }),
    parcels: Type.String({ maxLength: 200, description: 'mappali, with commas between them' }),
  },
  strict,
)

/** One point as its author writes it: what it is about and what is asked. */
export const DraftTarget = Type.Object(
  {
    kind: oneOf(targetKinds),
    text: Type.String({ maxLength: textLimit }),
    documentId: Type.Optional(nullOr(RowId)),
    articleId: Type.Optional(nullOr(RowId)),
    paragraph: optionalLine(20),
    letter: optionalLine(20),
    sheetId: Type.Optional(nullOr(RowId)),
    parcels: Type.Optional(Type.Array(Parcels, { maxItems: 30 })),
    geometry: Type.Optional(nullOr(TargetGeometry)),
    prescription: Type.Optional(Type.Boolean({ description: 'of an opinion alone' })),
  },
  strict,
)
export type DraftTarget = Static<typeof DraftTarget>

/** What somebody writes to a plan, whatever is still missing. */
export const SubmissionContent = Type.Object(
  {
    kind: oneOf(submissionKinds),
    opinionOutcome: Type.Optional(nullOr(oneOf(opinionOutcomes, 'of an opinion alone'))),
    submitterKind: oneOf(submitterKinds),
    submitter: Submitter,
    targets: Type.Array(DraftTarget, { maxItems: targetLimit }),
    privateReasons: Type.Optional(
      nullOr(Type.String({ maxLength: textLimit, description: 'not published; subject to access to acts' })),
    ),
  },
  strict,
)
export type SubmissionContent = Static<typeof SubmissionContent>

import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { PlanPath } from '../plans/schema.ts'
import { formats, jobProblems, jobStates, sortings } from './words.ts'

export * from './words.ts'
export { PlanPath }

const Instant = Type.String({ format: 'date-time' })
const Sha256 = Type.String({ description: 'of the bytes of the file, in hexadecimal' })
const sorting = oneOf(sortings, 'in which order the points stand')
const format = oneOf(formats)

/** A file to be made. */
export const AskedFile = Type.Object({ format, sorting }, { additionalProperties: false })
export type AskedFile = Static<typeof AskedFile>

/** A file of a register that is being made, is there, or could not be made. */
export const EditionFile = Type.Object({
  id: Type.String({ format: 'uuid' }),
  format,
  sorting,
  state: oneOf(jobStates),
  share: Type.Number({ minimum: 0, maximum: 1, description: 'how much of it is done' }),
  askedAt: Instant,
  askedBy: Type.String(),
  endedAt: orNull(Instant),
  sizeBytes: orNull(Type.Integer()),
  sha256: orNull(Sha256),
  problem: orNull(oneOf(jobProblems)),
})
export type EditionFile = Static<typeof EditionFile>

export const EditionFiles = Type.Object({
  plan: Type.Object({
    code: Type.String(),
    title: Type.String(),
    publishedAt: orNull(Instant),
  }),
  total: Type.Integer(),
  items: Type.Array(EditionFile),
})
export type EditionFiles = Static<typeof EditionFiles>

export const FilePath = Type.Object({ ...PlanPath.properties, id: Type.String({ format: 'uuid' }) })

/** A file of a published register; its address stays, and always gives the last one. */
export const PublicFile = Type.Object({
  name: Type.String({ description: 'last part of its address: order and format, `theme.pdf`' }),
  format,
  sorting,
  madeAt: Instant,
  sizeBytes: Type.Integer(),
  sha256: Sha256,
})
export type PublicFile = Static<typeof PublicFile>

export const PublicFiles = Type.Object({ total: Type.Integer(), items: Type.Array(PublicFile) })
export type PublicFiles = Static<typeof PublicFiles>

export const PublicFilePath = Type.Object({
  ...PlanPath.properties,
  name: Type.String({ pattern: `^(${sortings.join('|')})\\.(${formats.join('|')})$` }),
})

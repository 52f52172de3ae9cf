import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { Outcome, PlanCode, Version } from '../points/parts.ts'
import { copyParts, copyStates, publicationRefusals, publicPlaces } from './words.ts'

const strict = { additionalProperties: false }

export const PublicationPath = Type.Object({ code: PlanCode })

const Open = Type.Object({
  total: Type.Integer(),
  missing: Type.Integer(),
  withdrawn: Type.Integer(),
  outdated: Type.Integer(),
  made: Type.Integer(),
  signed: Type.Integer(),
})

/** How far a plan is from the publication of its register. */
export const Publication = Type.Object({
  code: Type.String(),
  title: Type.String(),
  status: Type.String(),
  version: Type.Integer(),
  publishedAt: orNull(Type.String({ format: 'date-time' })),
  text: Open,
  reply: Open,
  refusals: Type.Array(oneOf(publicationRefusals)),
  first: Type.Array(
    Type.Object({
      id: Type.Integer(),
      reference: Type.String(),
      part: oneOf(copyParts),
      state: oneOf(copyStates),
    }),
    { description: 'the first that are not signed' },
  ),
  letters: Type.Integer({ description: 'submissions whose author is written to' }),
  unreachable: Type.Integer({ description: 'submissions without an address for letters' }),
})
export type Publication = Static<typeof Publication>

export const Publishing = Type.Object({ version: Version }, strict)
export type Publishing = Static<typeof Publishing>

export const PreviewQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  },
  strict,
)
export type PreviewQuery = Static<typeof PreviewQuery>

/** Points as the public will read them; nothing of what is not signed. */
export const Preview = Type.Object({
  total: Type.Integer(),
  items: Type.Array(
    Type.Object({
      reference: Type.String(),
      kind: Type.String(),
      body: orNull(Type.String({ description: 'the public body or Municipio that wrote' })),
      themes: Type.Array(Type.String()),
      provision: orNull(Type.String()),
      synthesis: orNull(Type.String({ description: 'null while the copy is not signed' })),
      text: orNull(Type.String()),
      place: orNull(oneOf(publicPlaces)),
      neighbourhood: orNull(Type.String()),
      district: orNull(Type.String()),
      outcome: orNull(Outcome),
      reply: orNull(Type.String()),
    }),
  ),
})
export type Preview = Static<typeof Preview>

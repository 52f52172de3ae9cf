import { type Static, Type } from 'typebox'

// What opinions and purposes are both made of.

export const strict = { additionalProperties: false }
export const Day = Type.String({ format: 'date' })
export const Uuid = Type.String({ format: 'uuid' })
export const District = Type.String({ minLength: 1, maxLength: 20, description: 'number of the Municipio' })
export const words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
export const Code = Type.String({ minLength: 1, maxLength: 80 })
const figure = Type.Integer({ minimum: 0, maximum: 1000 })

/** A sitting with its vote, as it was recorded. */
export const OpinionSitting = Type.Object({
  heldOn: Day,
  inFavour: Type.Integer(),
  against: Type.Integer(),
  abstained: Type.Integer(),
  notVoting: Type.Integer({ description: 'there, and took no part in the vote' }),
  members: Type.Integer({ description: 'in office on that day' }),
  quorum: Type.Integer({ description: 'how many had to be there' }),
  actNumber: Type.String(),
})
export type OpinionSitting = Static<typeof OpinionSitting>

/** The same as somebody writes it down. */
export const NewSitting = Type.Object(
  {
    heldOn: Day,
    inFavour: figure,
    against: figure,
    abstained: figure,
    notVoting: figure,
    actNumber: words(80),
  },
  strict,
)

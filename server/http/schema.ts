import { type TSchema, Type } from 'typebox'

/** A closed list of words as a schema: the list is the single source of values and type. */
export const oneOf = <const Values extends readonly string[]>(values: Values, description = '') =>
  Type.Enum<[...Values]>([...values], description ? { description } : {})

/** The value, or null where it is not known or does not apply. */
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/**
 * The same in a body. Null is tried first, because a body is read leniently: a null would otherwise become an
 * empty text or nought. An empty text is as none.
 */
export const nullOr = <Schema extends TSchema>(schema: Schema) => Type.Union([Type.Null(), schema])

/** By which something that is sent twice, because no answer came, is known as the same. */
export const IdempotencyKey = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
})

/** The query of a route that takes none. */
export const NoQuery = Type.Object({}, { additionalProperties: false })

/** `[lon, lat]` in degrees, EPSG:4326. */
export const Position = Type.Tuple([Type.Number(), Type.Number()], { description: '[lon, lat], EPSG:4326' })

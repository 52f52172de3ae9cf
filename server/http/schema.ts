import { type TSchema, Type } from 'typebox'

/** A closed list of words as a schema: the list is the single source of values and type. */
export const oneOf = <const Values extends readonly string[]>(values: Values, description = '') =>
  Type.Enum<[...Values]>([...values], description ? { description } : {})

/** The value, or null where it is not known or does not apply. */
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** The query of a route that takes none. */
export const NoQuery = Type.Object({}, { additionalProperties: false })

/** `[lon, lat]` in degrees, EPSG:4326. */
export const Position = Type.Tuple([Type.Number(), Type.Number()], { description: '[lon, lat], EPSG:4326' })

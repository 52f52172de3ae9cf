import { Type } from 'typebox'

/** An object of a pack holds nothing that the program does not know. */
export const strict = { additionalProperties: false }

/** A text in both languages of the interface. */
export const Localized = Type.Object(
  { it: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  strict,
)

export const Code = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]*$' })
export const CalendarDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Longitude = Type.Number({ minimum: -180, maximum: 180 })
export const Latitude = Type.Number({ minimum: -90, maximum: 90 })
export const Corners = Type.Tuple([Longitude, Latitude, Longitude, Latitude], {
  description: 'west, south, east, north, EPSG:4326',
})

/** A term in days. */
export const Days = Type.Integer({ minimum: 1, maximum: 365 })

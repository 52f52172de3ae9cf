import { Type } from 'typebox'

/** An e-mail address whose host has a dot. */
export const Email = Type.String({ format: 'email', maxLength: 254, pattern: '\\.' })

/** The name of a person, on one line. */
export const PersonName = Type.String({
  minLength: 2,
  maxLength: 120,
  pattern: '^[^\\p{Cc}\\p{Zl}\\p{Zp}]+$',
})

import { Type } from 'typebox'

/** An e-mail address whose host has a dot. */
export const Email = Type.String({ format: 'email', maxLength: 254, pattern: '\\.' })

/** Shortest password accepted, in characters. */
export const passwordMinimum = 12

/** Longest one (OWASP ASVS 4.0, 2.1.2). */
export const passwordMaximum = 128

export const Password = Type.String({ minLength: passwordMinimum, maxLength: passwordMaximum })

/** A telephone number as people write it. */
export const Phone = Type.String({ pattern: '^\\+?[\\d\\s./-]{6,20}$' })

/** The name of a person, on one line. */
export const PersonName = Type.String({
  minLength: 2,
  maxLength: 120,
  pattern: '^[^\\p{Cc}\\p{Zl}\\p{Zp}]+$',
})

import { Type } from 'typebox'
import { namePattern } from '../http/names.ts'

/** An e-mail address whose host has a dot. */
export const Email = Type.String({ format: 'email', maxLength: 254, pattern: '\\.' })

/** Shortest password accepted, in characters. */
export const passwordMinimum = 12

/** Longest one (OWASP ASVS 4.0, 2.1.2). */
export const passwordMaximum = 128

export const Password = Type.String({ minLength: passwordMinimum, maxLength: passwordMaximum })

/** A telephone number as people write it. */
export const Phone = Type.String({ pattern: '^\\+?[\\d\\s./-]{6,20}$' })

/** The name of a person. */
export const PersonName = Type.String({ minLength: 2, maxLength: 120, pattern: namePattern })

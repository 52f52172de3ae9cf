import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { Email, Password, PersonName, Phone } from './parts.ts'
import { identificationMethods, languages } from './words.ts'

/** What an account says of its owner, for the owner. */
export const Profile = Type.Object({
  name: Type.String(),
  nameIsVerified: Type.Boolean({ description: 'told by the identity provider: it cannot be changed here' }),
  nameIsOfficial: Type.Boolean({
    description: 'of who holds or held an office: an administrator changes it',
  }),
  email: orNull(Type.String()),
  phone: orNull(Type.String()),
  language: oneOf(languages, 'language of letters'),
  hasPassword: Type.Boolean(),
  createdAt: Type.String({ format: 'date-time' }),
})
export type Profile = Static<typeof Profile>

/** What to correct: a member that is missing stays as it is, `phone: null` takes the number away. */
export const ProfileChange = Type.Object(
  {
    name: Type.Optional(PersonName),
    phone: Type.Optional(orNull(Phone)),
    language: Type.Optional(oneOf(languages, 'language of letters')),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type ProfileChange = Static<typeof ProfileChange>

/** A session that is open; `browser` such as "Firefox, Windows", null where it is not known. */
export const OpenSession = Type.Object({
  id: Type.String({ format: 'uuid' }),
  openedAt: Type.String({ format: 'date-time' }),
  lastSeenAt: Type.String({ format: 'date-time', description: 'to the minute' }),
  browser: orNull(Type.String()),
  identifiedBy: oneOf(identificationMethods, 'how it was opened'),
  isThis: Type.Boolean({ description: 'the session that asks' }),
})
export type OpenSession = Static<typeof OpenSession>

export const OpenSessionList = Type.Object({ items: Type.Array(OpenSession) })
export type OpenSessionList = Static<typeof OpenSessionList>

export const SessionPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

const Tried = Type.String({ minLength: 1, maxLength: 200 })

/** A new password for whoever is signed in and knows the one that counts now. */
export const PasswordChange = Type.Object(
  { current: Tried, password: Password },
  { additionalProperties: false },
)
export type PasswordChange = Static<typeof PasswordChange>

/** A new address; `current` is the password, of an account that has one. */
export const EmailChange = Type.Object(
  { email: Email, current: Type.Optional(Tried) },
  { additionalProperties: false },
)
export type EmailChange = Static<typeof EmailChange>

/** Asks for the letter with the link to set a new password; the answer never says whether one exists. */
export const ResetRequest = Type.Object(
  { email: Email, language: Type.Optional(oneOf(languages, 'language of the letter')) },
  { additionalProperties: false },
)
export type ResetRequest = Static<typeof ResetRequest>

/** Where a letter goes, if one does. */
export const LetterGoes = Type.Object({ email: Type.String() })

const Token = Type.String({ minLength: 20, maxLength: 100 })

/** The token of the letter's link and the password to set; a right one signs in. */
export const ResetConfirmation = Type.Object(
  { token: Token, password: Password },
  { additionalProperties: false },
)
export type ResetConfirmation = Static<typeof ResetConfirmation>

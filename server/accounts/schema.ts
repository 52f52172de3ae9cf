import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { Email, Password, PersonName } from './parts.ts'
import { permissionNames } from './permissions.ts'
import { providerMethods } from './providerSchema.ts'
import { demoRoles, identificationMethods, languages, otherDemoRoles, roles } from './words.ts'

export * from './adminSchema.ts'
export * from './ownSchema.ts'
export { passwordMaximum, passwordMinimum } from './parts.ts'
export * from './providerSchema.ts'
export * from './words.ts'

export const Account = Type.Object({
  id: Type.String({ format: 'uuid' }),
  name: Type.String(),
  email: orNull(Type.String({ description: 'an identity provider may tell none' })),
  language: oneOf(languages, 'language of letters'),
  demo: Type.Boolean({ description: 'one of the people of the demonstration' }),
})
export type Account = Static<typeof Account>

/** A role somebody holds now, for a district where it is a role of one, and until when. */
export const Grant = Type.Object({
  role: oneOf(roles, 'role'),
  district: orNull(Type.String({ description: 'the Municipio it is held for' })),
  until: orNull(Type.String({ format: 'date-time' })),
})
export type Grant = Static<typeof Grant>

/** Who is signed in; `csrfToken` goes into the header x-csrf-token of every POST, PUT and DELETE. */
export const Me = Type.Object({
  account: orNull(Account),
  roles: Type.Array(oneOf(roles, 'role')),
  permissions: Type.Array(oneOf(permissionNames, 'what the roles allow')),
  grants: Type.Array(Grant),
  identifiedBy: orNull(oneOf(identificationMethods, 'how this session was opened')),
  csrfToken: orNull(Type.String()),
  demo: Type.Boolean({ description: 'the server is a demonstration: sign-in offers people to try as' }),
  providerMethods: Type.Array(oneOf(providerMethods, 'method'), {
    description: 'what the city’s identity provider offers; none where there is no provider',
  }),
})
export type Me = Static<typeof Me>
export type { Permission } from './permissions.ts'

/**
 * Asks for the letter with the link to open an account. The answer is always 202 and the same, whether the
 * address is known or not: the letter holds the link, or the word that an account exists already.
 */
export const Registration = Type.Object(
  { email: Email, language: Type.Optional(oneOf(languages, 'language of the letter')) },
  { additionalProperties: false },
)
export type Registration = Static<typeof Registration>

export const RegistrationAnswer = Type.Object({
  email: Type.String({ description: 'where the letter goes' }),
  confirmPath: orNull(
    Type.String({ description: 'only in a demonstration without mail: the link the letter holds' }),
  ),
})
export type RegistrationAnswer = Static<typeof RegistrationAnswer>

const Token = Type.String({ minLength: 20, maxLength: 100 })

/** The token of the letter's link `/account/confirm?token=…`, and whose account it opens; a right one signs in. */
export const RegistrationConfirmation = Type.Object(
  {
    token: Token,
    name: PersonName,
    password: Password,
    language: Type.Optional(oneOf(languages, 'language of letters')),
  },
  { additionalProperties: false },
)
export type RegistrationConfirmation = Static<typeof RegistrationConfirmation>

/** The token of a letter's link that needs nothing more. */
export const Confirmation = Type.Object({ token: Token }, { additionalProperties: false })
export type Confirmation = Static<typeof Confirmation>

const PasswordSignIn = Type.Object(
  {
    email: Type.String({ minLength: 1, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)
const DemoSignIn = Type.Object(
  { demo: oneOf([...demoRoles, ...otherDemoRoles] as const, 'whom to try as') },
  { additionalProperties: false },
)
export const SignIn = Type.Union([PasswordSignIn, DemoSignIn])
export type SignIn = Static<typeof SignIn>

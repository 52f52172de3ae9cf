import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'
import { Email, PersonName } from './parts.ts'
import { accountStates, languages, roleRefusals, roles } from './words.ts'

/** Which accounts an administrator looks for; erased ones only where `state` asks for them. */
export const AccountsQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200, description: 'part of name or e-mail address' })),
    role: Type.Optional(oneOf(roles, 'held today')),
    state: Type.Optional(oneOf(accountStates, 'state')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
  },
  { additionalProperties: false },
)
export type AccountsQuery = Static<typeof AccountsQuery>

const Day = Type.String({ format: 'date' })
const RoleHeld = Type.Object({
  role: oneOf(roles, 'role'),
  district: orNull(Type.String({ description: 'number of the Municipio the role is for' })),
  until: orNull(Type.String({ format: 'date', description: 'last day; null: without end' })),
})

const line = {
  id: Type.String({ format: 'uuid' }),
  name: Type.String(),
  email: orNull(Type.String()),
  state: oneOf(accountStates, 'state'),
  demo: Type.Boolean(),
  createdAt: Type.String({ format: 'date-time' }),
  roles: Type.Array(RoleHeld, { description: 'held today' }),
}
export const AccountLine = Type.Object(line)
export type AccountLine = Static<typeof AccountLine>

export const AccountList = Type.Object({ total: Type.Integer(), items: Type.Array(AccountLine) })
export type AccountList = Static<typeof AccountList>

const Refusals = Type.Array(oneOf(roleRefusals, 'why it cannot be done'))

/** A role given once, with who gave and who ended it; null where a command or the program did. */
export const RoleRecord = Type.Object({
  id: Type.Integer(),
  role: oneOf(roles, 'role'),
  district: orNull(Type.String()),
  from: Day,
  until: orNull(Day),
  isCurrent: Type.Boolean(),
  givenBy: orNull(Type.String()),
  endedBy: orNull(Type.String()),
  endRefusals: Refusals,
})
export type RoleRecord = Static<typeof RoleRecord>

/** An account as an administrator sees it; grants the newest first. */
export const ManagedAccount = Type.Object({
  ...line,
  language: oneOf(languages, 'language of letters'),
  fiscalCodeVerifiedAt: orNull(
    Type.String({ format: 'date-time', description: 'since when SPID and CIE open this account' }),
  ),
  lastSeenAt: orNull(Type.String({ format: 'date-time', description: 'in a session still open' })),
  grants: Type.Array(RoleRecord),
  giveRefusals: Refusals,
  disableRefusals: Refusals,
  renameRefusals: Refusals,
})
export type ManagedAccount = Static<typeof ManagedAccount>

const given = {
  role: oneOf(roles, 'role'),
  district: Type.Optional(
    Type.String({ maxLength: 20, description: 'of districtOffice and districtCouncillor' }),
  ),
  until: Type.Optional(
    Type.String({ format: 'date', description: 'last day, at most 5 years from today; none for applicant' }),
  ),
}

/** A role to give. Where it is held already, for the same Municipio, its end changes. */
export const RoleGiven = Type.Object(given, { additionalProperties: false })
export type RoleGiven = Static<typeof RoleGiven>

/** Opens an account for somebody of the staff: a letter holds the link to choose a password. */
export const StaffInvitation = Type.Object(
  {
    name: PersonName,
    email: Email,
    language: Type.Optional(oneOf(languages, 'language of letters')),
    ...given,
  },
  { additionalProperties: false },
)
export type StaffInvitation = Static<typeof StaffInvitation>

const Reason = Type.String({ minLength: 5, maxLength: 1000 })

/** Why a role ends or an account is disabled or enabled; the person is told it. */
export const GivenWhy = Type.Object({ reason: Reason }, { additionalProperties: false })

/** Another name for somebody who holds an office or held one, and why; the person is told it. */
export const NameGiven = Type.Object({ name: PersonName, reason: Reason }, { additionalProperties: false })
export type NameGiven = Static<typeof NameGiven>

export const GrantPath = Type.Object({
  id: Type.String({ format: 'uuid' }),
  grant: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
})

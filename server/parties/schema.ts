import { type Static, Type } from 'typebox'
import { namePattern } from '../http/names.ts'
import { oneOf, orNull } from '../http/schema.ts'
import { legalForms, memberRoles, partyKinds } from './words.ts'

export * from './words.ts'

const text = (maxLength: number, description?: string) =>
  Type.Optional(Type.String({ maxLength, ...(description ? { description } : {}) }))

/** A name as it is taken, and as it is answered: one written before names had a form must still be shown. */
const writtenName = (description: string) =>
  Type.Optional(Type.String({ maxLength: 200, pattern: namePattern, description }))
type NameSchema = typeof writtenName
const shownName: NameSchema = (description) => text(200, description)

const groupingMember = (name: NameSchema) =>
  Type.Object(
    {
      name: name('of the firm, association or person'),
      fiscalCode: text(30, 'codice fiscale'),
      vatNumber: text(30, 'partita IVA, where there is one'),
      representative: name('who signs for it'),
      representativeFiscalCode: text(30, 'codice fiscale of who signs for it'),
      isLead: Type.Optional(Type.Boolean({ description: 'the lead (mandatario) of the grouping' })),
    },
    { additionalProperties: false },
  )
/** One of those who ask together in a temporary grouping. */
export type GroupingMember = Static<ReturnType<typeof groupingMember>>

const partyData = (name: NameSchema) =>
  Type.Object(
    {
      name: name('name and surname, or name of the firm, association, body, grouping'),
      legalForm: Type.Optional(oneOf(legalForms, 'form of an organisation')),
      constituted: Type.Optional(
        Type.Boolean({
          description: 'false for a firm or a grouping still to be set up; true where not said',
        }),
      ),
      representative: name('who signs for an organisation'),
      representativeFiscalCode: text(
        30,
        'codice fiscale of who signs for it, by which shared representatives are found',
      ),
      fiscalCode: text(
        30,
        'codice fiscale: 16 characters for a person, a sole trader and the promoter of a firm to be set up; 11 digits for a body; none for a grouping',
      ),
      vatNumber: text(30, 'partita IVA, where there is one'),
      pec: text(254, 'certified address (digital domicile)'),
      address: text(300, 'home or registered office, where letters on paper go; needed without a PEC'),
      email: text(254),
      phone: text(40),
      members: Type.Optional(
        Type.Array(groupingMember(name), {
          maxItems: 20,
          description: 'those who form a grouping, the lead included',
        }),
      ),
    },
    { additionalProperties: false },
  )

/** What is told about a party, whatever its kind; everything may be missing until `partyFaults` is asked. */
export const PartyData = partyData(shownName)
export type PartyData = Static<typeof PartyData>

/** The same as it is written. */
export const WrittenParty = partyData(writtenName)

const enteredKinds = ['organisation', 'temporaryGrouping'] as const
export const NewParty = Type.Object(
  { kind: oneOf(enteredKinds, 'what it is'), data: WrittenParty },
  { additionalProperties: false },
)
export type NewParty = Static<typeof NewParty>

const Version = Type.Integer({ minimum: 1, description: 'the version the change was made on' })
/** The whole data, replacing what was there; 409 where somebody changed it in between. */
export const PartyChange = Type.Object(
  { version: Version, data: WrittenParty },
  { additionalProperties: false },
)
export type PartyChange = Static<typeof PartyChange>

/** A party I act for, as a row of my list. */
export const PartyItem = Type.Object({
  id: Type.String(),
  kind: oneOf(partyKinds, 'what it is'),
  isOwn: Type.Boolean({ description: 'myself' }),
  name: Type.String(),
  constituted: Type.Boolean(),
  role: oneOf(memberRoles, 'what I am in it'),
  people: Type.Integer({ description: 'who act for it, me included' }),
  openRequests: Type.Integer({ description: 'drafts, and requests whose outcome is not final' }),
})
export type PartyItem = Static<typeof PartyItem>
export const PartyList = Type.Object({ total: Type.Integer(), items: Type.Array(PartyItem) })
export type PartyList = Static<typeof PartyList>

export const PartyMember = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  email: Type.String(),
  role: oneOf(memberRoles, 'what they are in it'),
  since: Type.String({ format: 'date-time' }),
  isMe: Type.Boolean(),
})
export type PartyMember = Static<typeof PartyMember>

export const Invitation = Type.Object({
  id: Type.String(),
  email: Type.String(),
  invitedBy: Type.String({ description: 'name' }),
  createdAt: Type.String({ format: 'date-time' }),
  expiresAt: Type.String({ format: 'date-time' }),
})
export type Invitation = Static<typeof Invitation>

/** A party I act for, with who else does. */
export const Party = Type.Object({
  ...PartyItem.properties,
  version: Type.Integer(),
  data: PartyData,
  members: Type.Array(PartyMember),
  invitations: Type.Array(Invitation, { description: 'open ones; shown to representatives' }),
})
export type Party = Static<typeof Party>

export const RoleChange = Type.Object(
  { role: oneOf(memberRoles, 'what they become') },
  { additionalProperties: false },
)
export const InvitationRequest = Type.Object(
  { email: Type.String({ format: 'email', maxLength: 254, pattern: '\\.' }) },
  { additionalProperties: false },
)
export const InvitationSent = Type.Object({
  ...Invitation.properties,
  acceptPath: orNull(
    Type.String({ description: 'only in a demonstration without mail: the link the letter holds' }),
  ),
})
export type InvitationSent = Static<typeof InvitationSent>

/** The token of the letter's link `/invitations?token=…`. */
export const InvitationToken = Type.Object(
  { token: Type.String({ minLength: 20, maxLength: 100 }) },
  { additionalProperties: false },
)

/** What one is invited to, to be read before accepting. */
export const InvitationShown = Type.Object({
  party: Type.Object({ name: Type.String(), kind: oneOf(partyKinds, 'what it is') }),
  invitedBy: Type.String({ description: 'name' }),
  expiresAt: Type.String({ format: 'date-time' }),
})
export type InvitationShown = Static<typeof InvitationShown>

export const PartyPath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const MemberPath = Type.Object({
  id: Type.String({ format: 'uuid' }),
  memberId: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
})
export const InvitationPath = Type.Object({
  id: Type.String({ format: 'uuid' }),
  invitationId: Type.String({ format: 'uuid' }),
})

import { type Static, Type } from 'typebox'
import { nullOr, oneOf, orNull } from '../http/schema.ts'
import { Activity, body, Day, LabContent, Photo, text, words } from './profileSchema.ts'
import { claimStates, labActivities } from './words.ts'

/** A lab as who keeps it has it. */
export const KeptLab = Type.Object({
  code: Type.String(),
  version: Type.Integer(),
  content: LabContent,
  photos: Type.Array(Photo),
  activities: Type.Array(Activity),
  activity: orNull(oneOf(labActivities, 'as of today')),
  confirmedOn: orNull(Type.String()),
  dueOn: orNull(Type.String()),
  keeper: orNull(Type.String()),
  source: Type.String(),
})
export type KeptLab = Static<typeof KeptLab>

const Version = Type.Integer({ minimum: 1, description: 'as it was read; another is refused with 409' })

export const SaveLab = body({
  version: Version,
  content: LabContent,
  confirm: Type.Boolean({ description: 'all that is written is so today' }),
})
export type SaveLab = Static<typeof SaveLab>
export const NewLab = body({
  code: Type.String({
    pattern: '^[A-Z0-9][A-Z0-9-]{1,39}$',
    description: 'stands in the address of its page',
  }),
  content: LabContent,
  source: words(3, 300),
})
export type NewLab = Static<typeof NewLab>
export const Confirmation = body({ version: Version })
export const NewActivity = body({
  activity: oneOf(labActivities, 'what it is from that day'),
  fromOn: nullOr(Day),
  note: text(400),
})
export type NewActivity = Static<typeof NewActivity>
export const PhotoPath = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 80 }),
  photoId: Type.String({ format: 'uuid' }),
})
export const PhotoWords = body({ alt: text(300), altEn: text(300) })

export const NewClaim = body({ partyId: Type.String({ format: 'uuid' }), reason: words(10, 2000) })
export const ClaimPath = Type.Object({ claimId: Type.String({ format: 'uuid' }) })
export const ClaimDecision = body({ grant: Type.Boolean(), note: text(1000) })

export const Claim = Type.Object({
  id: Type.String(),
  labCode: Type.String(),
  labName: Type.String(),
  party: Type.String(),
  state: oneOf(claimStates, 'state'),
  askedAt: Type.String(),
  note: orNull(Type.String()),
})
export type Claim = Static<typeof Claim>
const DeskClaim = Type.Object({ ...Claim.properties, reason: Type.String() })

const KeptItem = Type.Object({
  code: Type.String(),
  name: Type.String(),
  activity: orNull(oneOf(labActivities, 'as of today')),
  confirmedOn: orNull(Type.String()),
  dueOn: orNull(Type.String()),
  notConfirmed: Type.Boolean(),
  keeper: orNull(Type.String()),
  source: Type.String(),
})

/** The labs one keeps, and those one has asked for. */
export const KeptLabs = Type.Object({ items: Type.Array(KeptItem), claims: Type.Array(Claim) })
export type KeptLabs = Static<typeof KeptLabs>
export const DeskLabs = Type.Object({ items: Type.Array(KeptItem), claims: Type.Array(DeskClaim) })
export type DeskLabs = Static<typeof DeskLabs>

export const ConfirmLink = body({ token: Type.String({ minLength: 20, maxLength: 100 }) })
export const ConfirmedLab = Type.Object({
  code: Type.String(),
  name: Type.String(),
  confirmedOn: Type.String(),
})
export type LabConfirmed = Static<typeof ConfirmedLab>

import { type Static, Type } from 'typebox'
import { orNull } from '../http/schema.ts'
import { AskedOpinion, OpinionItem } from './opinionSchema.ts'
import { AwardMatch, SpacePurpose } from './purposeSchema.ts'
import { Code, Day, District, strict, Uuid, words } from './sittingSchema.ts'

export * from './opinionSchema.ts'
export * from './purposeSchema.ts'
export * from './sittingSchema.ts'
export * from './words.ts'

export const OpinionPath = Type.Object({ id: Uuid })
export const OpinionFilePath = Type.Object({ id: Uuid, fileId: Uuid })
export const DistrictPath = Type.Object({ number: District })
export const SpacePath = Type.Object({ code: Code })
export const CallPurposePath = Type.Object({ code: Code, purposeId: Uuid })
export const WithdrawRequest = Type.Object({ reason: words(2000) }, strict)
export const VoiceQuery = Type.Object({ district: Type.Optional(District) }, strict)

/** The voice of one Municipio, for everybody: what it was asked, what it said, what it proposes for spaces. */
export const DistrictVoice = Type.Object({
  district: Type.String(),
  asked: Type.Array(AskedOpinion, { description: 'the nearest due day first; withdrawn ones are left out' }),
  given: Type.Array(OpinionItem, { description: 'the newest first, asked for or not' }),
  purposes: Type.Array(SpacePurpose),
})
export type DistrictVoice = Static<typeof DistrictVoice>

/** What Municipi say of one space. */
export const SpaceVoice = Type.Object({
  purposes: Type.Array(SpacePurpose),
  opinions: Type.Array(OpinionItem),
})
export type SpaceVoice = Static<typeof SpaceVoice>

/** What Municipi say of one call: opinions, purposes of its spaces, whether who won matched. */
export const CallVoice = Type.Object({
  opinions: Type.Array(OpinionItem),
  purposes: Type.Array(SpacePurpose),
  awards: Type.Array(AwardMatch),
})
export type CallVoice = Static<typeof CallVoice>

/** The desk of a Municipio: what waits for it, what it said, who else sits about the same. */
export const DistrictDesk = Type.Object({
  district: Type.String(),
  districts: Type.Array(Type.String(), { description: 'those one works for' }),
  mayGive: Type.Boolean(),
  council: Type.Object({
    members: Type.Integer(),
    quorum: Type.Integer(),
    membersNote: Type.Object({ it: Type.String(), en: Type.String() }),
    quorumBasis: Type.Object({ it: Type.String(), en: Type.String() }),
  }),
  asked: Type.Array(AskedOpinion),
  given: Type.Array(OpinionItem),
  purposes: Type.Array(SpacePurpose),
  hearings: Type.Array(
    Type.Object({
      district: Type.String(),
      title: Type.String(),
      on: Day,
      place: orNull(Type.String()),
      askedId: Type.String({ description: 'what was asked of one’s own Municipio with the same question' }),
    }),
    { description: 'sittings of other Municipi about what one’s own was asked, from today on' },
  ),
})
export type DistrictDesk = Static<typeof DistrictDesk>

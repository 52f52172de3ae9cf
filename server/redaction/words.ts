/** The two things a public copy is made of: the words of a point, and the reason of the Council's decision. */
export const copyParts = ['text', 'reply'] as const
export type CopyPart = (typeof copyParts)[number]

/** Where a copy stands; `withdrawn`: one was signed and taken back, and there is no other yet. */
export const copyStates = ['missing', 'withdrawn', 'outdated', 'made', 'signed'] as const
export type CopyState = (typeof copyStates)[number]

/** How near the public sees the place of a point. */
export const publicPlaces = ['exact', 'neighbourhood', 'hidden'] as const
export type PublicPlace = (typeof publicPlaces)[number]

/** Why a passage may tell who somebody is. */
export const suggestionKinds = [
  'name',
  'person',
  'fiscalCode',
  'vatNumber',
  'phone',
  'email',
  'iban',
  'address',
  'residence',
  'protocol',
  'parcel',
] as const
export type SuggestionKind = (typeof suggestionKinds)[number]

/** What is wrong with a copy as somebody would make it. */
export type CopyFault =
  | 'outsideText'
  | 'notLooked'
  | 'nameKept'
  | 'synthesisPersonal'
  | 'homeShown'
  | 'noPlace'

/** Why a copy cannot be made, signed or withdrawn. */
export const copyRefusals = [
  'removed',
  'notCounted',
  'noReply',
  'changed',
  'notMade',
  'signed',
  'notSigned',
  'outdated',
  'ownCopy',
  'ownObservation',
  'otherWords',
  'personalFound',
] as const
export type CopyRefusal = (typeof copyRefusals)[number]

/** Why a register cannot be published. */
export const publicationRefusals = [
  'published',
  'notPublic',
  'notApproved',
  'noPoints',
  'textsOpen',
  'repliesOpen',
] as const
export type PublicationRefusal = (typeof publicationRefusals)[number]

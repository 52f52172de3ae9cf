import type { CityPack } from '../city/schema.ts'

type Councils = CityPack['councils']

/** Councillors in a sitting, by what they did in the vote. */
export interface SittingFigures {
  inFavour: number
  against: number
  abstained: number
  /** Who was there and took no part in the vote. */
  notVoting: number
}

/** Who is in office in the council of a Municipio, its president included. */
export const membersOf = ({ members }: Pick<Councils, 'members'>, district: string): number =>
  members.byDistrict[district] ?? members.each

/** How many must be there for a sitting to be valid: a part of the members in office, rounded up. */
export const quorumOf = ({ quorum }: Pick<Councils, 'quorum'>, members: number): number =>
  Math.ceil((members * quorum.numerator) / quorum.denominator)

/** Who was there: all who voted or abstained, and who took no part in the vote. */
export const presentOf = ({ inFavour, against, abstained, notVoting }: SittingFigures): number =>
  inFavour + against + abstained + notVoting

/** Whether enough were there. */
export const isValidSitting = (figures: SittingFigures, needed: number): boolean =>
  presentOf(figures) >= needed

/** Whether what was put to the vote passed: more in favour than against. */
export const hasPassed = ({ inFavour, against }: SittingFigures): boolean => inFavour > against

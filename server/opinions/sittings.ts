import type { Context } from '../context.ts'
import { membersOf, quorumOf, type SittingGiven } from './rules.ts'

/** Columns of a sitting with the members in office and the quorum of the day it is recorded: they stay as they are. */
export const sittingColumns = (
  { city }: Pick<Context, 'city'>,
  district: string,
  sitting: SittingGiven | null,
) =>
  sitting && {
    held_on: sitting.heldOn,
    in_favour: sitting.inFavour,
    against: sitting.against,
    abstained: sitting.abstained,
    not_voting: sitting.notVoting,
    act_number: sitting.actNumber.trim(),
    ...councilOf({ city }, district),
  }

/** Members in office in a Municipio, and how many make a sitting valid. */
export function councilOf({ city }: Pick<Context, 'city'>, district: string) {
  const members = membersOf(city.councils, district)
  return { members, quorum: quorumOf(city.councils, members) }
}

import type { Person } from '../accounts/queries.ts'
import { ForbiddenError, NotFoundError } from '../http/problem.ts'
import { ownSeat } from './commission.ts'
import type { Evaluation } from './evaluation.ts'
import type { Judging } from './judging.ts'
import type { StoredMark } from './marks.ts'
import type { CommissionMember } from './members.ts'
import { isCompeting, type JudgedRequest } from './requests.ts'

/** A request before one of its judges. */
export interface Bench {
  seat: CommissionMember
  request: JudgedRequest
  judging: Judging
  own: StoredMark[]
}

const missing = () => new NotFoundError('There is no such request.')

/**
 * A request as one commissioner has it before them.
 * @throws {NotFoundError} where they do not sit on its commission, have not declared their relations, or it
 *   does not compete
 * @throws {ForbiddenError} where a conflict of interest has taken it away
 */
export function benchOf(
  { call, members, requests, conflicts, judgings, marks }: Evaluation,
  person: Person,
  requestId: string,
): Bench {
  const seat = ownSeat(members, person, call.code)
  const request = requests.find(({ id }) => id === requestId)
  const judging = judgings.find((one) => one.requestId === requestId)
  if (!request || !judging || !isCompeting(request) || !seat.declaredAt || !call.unsealedAt) throw missing()
  if (conflicts.some((one) => one.memberId === seat.id && one.requestId === requestId)) {
    throw new ForbiddenError(
      'This request has been taken away from you: you have declared or recognised a conflict of interest.',
      '/problems/conflict-of-interest',
    )
  }
  const own = marks.filter((mark) => mark.memberId === seat.id && mark.requestId === requestId)
  return { seat, request, judging, own }
}

import { inOffice } from './members.ts'
import { isRevealed, missingPlaces, placesOf } from './panel.ts'
import type { EvaluationRecords } from './records.ts'
import { isCompeting } from './requests.ts'

/** How a request that competes stands before the commission. */
export interface Judging {
  requestId: string
  /** Ids of the commissioners in office who may judge it, and of those who have submitted it. */
  judges: number[]
  submitted: number[]
  revealed: boolean
}

/** Who judges each request, and who has: with a mark by the criteria in force at every place. */
export function judge({
  call,
  members,
  conflicts,
  requests,
  marks,
  submissions,
}: EvaluationRecords): Judging[] {
  const sitting = inOffice(members).map(({ id }) => id)
  return requests.filter(isCompeting).map(({ id, lots }) => {
    const ofRequest = <Item extends { requestId: string }>(items: readonly Item[]) =>
      items.filter(({ requestId }) => requestId === id)
    const lost = ofRequest(conflicts).map(({ memberId }) => memberId)
    const judges = sitting.filter((memberId) => !lost.includes(memberId))
    const places = placesOf(
      call.criteria,
      lots.map(({ lotId }) => lotId),
    )
    const given = ofRequest(marks)
    const isWhole = (judgeId: number) =>
      missingPlaces(
        places,
        given.filter(({ memberId }) => memberId === judgeId),
      ).length === 0
    const sent = ofRequest(submissions).map(({ memberId }) => memberId)
    const submitted = judges.filter((judgeId) => sent.includes(judgeId) && isWhole(judgeId))
    return { requestId: id, judges, submitted, revealed: isRevealed(judges, submitted) }
  })
}

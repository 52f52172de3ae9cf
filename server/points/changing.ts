import { whether } from '../http/refusals.ts'
import { isExamined } from './deciding.ts'
import type { ChangeRefusal, GroupRefusal, Stage } from './words.ts'

/** How a point stands, as far as what may be done to it goes. */
export interface Standing {
  planStatus: string
  removed: boolean
  /** Whether its submission was withdrawn, declared inadmissible or put into another. */
  shutOut: boolean
  /** Whether the place of the workflow it is in locks it. */
  locked: boolean
  inGroup: boolean
  stage: Stage | null
}

/** Why nothing of a point is changed. */
function closed({ planStatus, removed }: Standing): ('planClosed' | 'removed')[] {
  return [...whether(!isExamined(planStatus), 'planClosed'), ...whether(removed, 'removed')]
}

/** The same, and that its submission is not examined: such a point may leave its group still. */
const unexamined = (point: Standing): ('planClosed' | 'removed' | 'shutOut')[] => [
  ...closed(point),
  ...whether(point.shutOut, 'shutOut'),
]

/** Why what a point says and is aimed at cannot be changed. */
export const contentRefusals = (point: Standing): ChangeRefusal[] => [
  ...unexamined(point),
  ...whether(point.locked, 'locked'),
]

/** Why it cannot be said who works on a point and until when: a lock does not stand in the way of that. */
export const chargeRefusals = (point: Standing): ChangeRefusal[] => unexamined(point)

/** Why a point is not marked as a prescription: only opinions have some. */
export const prescriptionRefusals = (
  { submissionKind }: { submissionKind: string },
  { prescription }: { prescription?: boolean },
): ChangeRefusal[] => whether(prescription === true && submissionKind !== 'opinion', 'notOpinion')

/** Why a point cannot be taken away: never once something was decided on it, nor while others stand with it. */
export const removalRefusals = (point: Standing): ChangeRefusal[] => [
  ...contentRefusals(point),
  ...whether(point.inGroup, 'inGroup'),
  ...whether(point.stage !== null, 'decided'),
]

/** A place of the workflow, where a point would go. */
export interface Place {
  id: number
  locks: boolean
  solved: boolean
}

/**
 * Why a point cannot go to another place of the workflow: it is there already, it is solved without a technical
 * proposal, or the place it is in locks it and only the head of planning opens it again.
 */
export function moveRefusals(
  point: Standing & { placeId: number },
  to: Place,
  leads: boolean,
): ChangeRefusal[] {
  return [
    ...unexamined(point),
    ...whether(point.placeId === to.id, 'samePlace'),
    ...whether(point.locked && !leads, 'locked'),
    ...whether(to.solved && point.stage === null, 'undecided'),
  ]
}

/** A point as it would enter a group. */
export interface Entering extends Standing {
  planId: number
}

/** Why points make no group: one target, one reason, one outcome is for two at least that nothing was decided on. */
export function groupRefusals(points: readonly Entering[]): GroupRefusal[] {
  const any = (holds: (point: Entering) => boolean) => points.some(holds)
  return [
    ...whether(points.length < 2, 'tooFew'),
    ...whether(new Set(points.map(({ planId }) => planId)).size > 1, 'otherPlan'),
    ...whether(
      any(({ planStatus }) => !isExamined(planStatus)),
      'planClosed',
    ),
    ...whether(
      any(({ removed }) => removed),
      'removed',
    ),
    ...whether(
      any(({ shutOut }) => shutOut),
      'shutOut',
    ),
    ...whether(
      any(({ locked }) => locked),
      'locked',
    ),
    ...whether(
      any(({ inGroup }) => inGroup),
      'inGroup',
    ),
    ...whether(
      any(({ inGroup, stage }) => !inGroup && stage !== null),
      'decided',
    ),
  ]
}

/** Why a point does not leave its group: what the Council voted on stays as it was voted. */
export const leavingRefusals = (point: Standing): GroupRefusal[] => [
  ...closed(point),
  ...whether(!point.inGroup, 'notInGroup'),
  ...whether(point.locked, 'locked'),
  ...whether(point.stage === 'council', 'councilDecided'),
]

/** Why a point does not enter a group that there is. */
export const joiningRefusals = (
  point: Entering,
  group: { planId: number; dissolved: boolean; stage: Stage | null },
): GroupRefusal[] => [
  ...unexamined(point),
  ...whether(point.planId !== group.planId, 'otherPlan'),
  ...whether(point.locked, 'locked'),
  ...whether(point.inGroup, 'inGroup'),
  ...whether(!point.inGroup && point.stage !== null, 'decided'),
  ...whether(group.dissolved, 'dissolved'),
  ...whether(group.stage === 'council', 'councilDecided'),
]

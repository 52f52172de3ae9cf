import { leftOutStatuses, type SubmissionStatus, shutOutStatuses } from '../observations/words.ts'
import { isExamined, shortestReason } from './deciding.ts'
import type { Stage, shutOutRefusals } from './words.ts'

/** One reason, with the point or the submission it is about. */
export interface ShutOutRefusal {
  refusal: (typeof shutOutRefusals)[number]
  of: string | null
}

/** A submission as far as it goes whether it is examined. */
export interface Admissible {
  planStatus: string
  status: SubmissionStatus
  /** Numbers of those that were put into it. */
  merged: readonly string[]
  points: readonly { reference: string; stage: Stage | null; inGroup: boolean }[]
}

/** Whether a submission was received and is examined, as far as its own state goes. */
export const isExaminableState = (status: SubmissionStatus): boolean =>
  status !== 'draft' && !leftOutStatuses.includes(status)

const because = (
  holds: boolean,
  refusal: ShutOutRefusal['refusal'],
  of: string | null = null,
): ShutOutRefusal[] => (holds ? [{ refusal, of }] : [])

const closed = (planStatus: string) => because(!isExamined(planStatus), 'planClosed')

/**
 * Why a submission cannot be shut out: what was decided on a point of it, or stands with others in a group, is
 * examined already, and so is what was put into it.
 */
export const shuttingRefusals = ({ planStatus, status, merged, points }: Admissible): ShutOutRefusal[] => [
  ...closed(planStatus),
  ...because(!isExaminableState(status), 'notExamined'),
  ...merged.flatMap((number) => because(true, 'hasMerged', number)),
  ...points.flatMap(({ reference, stage, inGroup }) => [
    ...because(inGroup, 'pointGrouped', reference),
    ...because(!inGroup && stage !== null, 'pointDecided', reference),
  ]),
]

/** Why a submission that was shut out cannot be taken back. */
export const restoringRefusals = ({ planStatus, status }: Admissible): ShutOutRefusal[] => [
  ...closed(planStatus),
  ...because(!shutOutStatuses.includes(status), 'notShutOut'),
]

/** Why a reason does not do: it says as much as that of a decision (L. 241/1990 art. 3). */
export function reasonRefusals(reason: string): ShutOutRefusal[] {
  const { length } = reason.trim()
  return length === 0 ? because(true, 'reasonMissing') : because(length < shortestReason, 'reasonShort')
}

/** Who wrote, as far as two are compared. */
export interface Writer {
  accountId: string | null
  name?: string | null
  fiscalCode?: string | null
  email?: string | null
  pec?: string | null
}

const plain = (text: string | null | undefined): string =>
  (text ?? '').trim().toLowerCase().replace(/\s+/g, ' ')
const isSame = (one: string | null | undefined, other: string | null | undefined) =>
  plain(one) !== '' && plain(one) === plain(other)

/** Whether two were written by the same, or by nobody who is named: two codes that differ are two people. */
export function isSameWriter(one: Writer, other: Writer): boolean {
  if (plain(one.name) === '' || plain(other.name) === '') return true
  const codesDiffer =
    plain(one.fiscalCode) !== '' &&
    plain(other.fiscalCode) !== '' &&
    !isSame(one.fiscalCode, other.fiscalCode)
  if (codesDiffer) return false
  return (
    isSame(one.accountId, other.accountId) ||
    (['fiscalCode', 'email', 'pec', 'name'] as const).some((field) => isSame(one[field], other[field]))
  )
}

/** A submission that another would be put into. */
export interface Into {
  id: string
  planId: number
  status: SubmissionStatus
  writer: Writer
}

/** Why a submission is not put into another. */
export const mergingRefusals = (from: Omit<Into, 'status'>, into: Into): ShutOutRefusal[] => [
  ...because(from.id === into.id, 'intoItself'),
  ...because(from.planId !== into.planId, 'intoOtherPlan'),
  ...because(from.id !== into.id && !isExaminableState(into.status), 'intoNotExamined'),
  ...because(!isSameWriter(from.writer, into.writer), 'intoOtherSubmitter'),
]

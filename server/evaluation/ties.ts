import { ConflictError, UnprocessableError } from '../http/problem.ts'
import type { Evaluation, WaitingTie } from './evaluation.ts'
import type { JudgedRequest } from './requests.ts'

export const wrong = (detail: string, pointer: string, type: string): UnprocessableError =>
  new UnprocessableError(detail, type, [{ pointer, detail }])

/**
 * The first tie of a lot that waits for a step and has none under way; ties are parted one after the other.
 * @throws {ConflictError} where there is none
 */
export function tieOf({ ties }: Evaluation, lotId: number, step: WaitingTie['step']): WaitingTie {
  const tie = ties.find((one) => one.lotId === lotId && one.step === step && !one.underWay)
  if (!tie) throw new ConflictError('There is no such tie on this lot.', '/problems/no-tie')
  return tie
}

/** The requests of a tie. */
export const tied = ({ requests }: Evaluation, { requestIds }: WaitingTie): JudgedRequest[] =>
  requests.filter(({ id }) => requestIds.includes(id))

export const lotNumberOf = ({ lots }: Evaluation, lotId: number): number =>
  lots.find(({ id }) => id === lotId)?.number ?? 0

import { ConflictError } from './problem.ts'

/** A word where something holds, for lists of everything that stands in the way. */
export const whether = <Word extends string>(holds: boolean, word: Word): Word[] => (holds ? [word] : [])

/** The answer to who would do what cannot be done now: an entry for each reason. */
export const refusedFor = (
  refusals: readonly string[],
  type: string,
  sentence = 'This cannot be done',
): ConflictError =>
  new ConflictError(
    `${sentence}: ${refusals.join(', ')}.`,
    type,
    refusals.map((refusal) => ({ pointer: `/${refusal}`, detail: refusal })),
  )

/** @throws {ConflictError} naming every reason, where there is one */
export function refuseFor(refusals: readonly string[], type: string, sentence?: string): void {
  if (refusals.length > 0) throw refusedFor(refusals, type, sentence)
}

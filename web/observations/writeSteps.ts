export const writeSteps = ['intro', 'signIn', 'who', 'points', 'check'] as const
export type WriteStep = (typeof writeSteps)[number]

/** The step to show: the one asked for, unless one before it is still to be done. */
export function stepToShow(asked: string | null, mayWrite: boolean): WriteStep {
  const step = writeSteps.find((known) => known === asked) ?? 'intro'
  if (step === 'intro') return 'intro'
  if (!mayWrite) return 'signIn'
  return step === 'signIn' ? 'who' : step
}

/** What kind of act a plan is. */
export const planKinds = ['plan', 'variant', 'programme'] as const
export type PlanKind = (typeof planKinds)[number]

/** The road of a plan (LR 12/2005 art. 13); it can be withdrawn before it is approved. */
export const planStatuses = [
  'draft',
  'initiated',
  'adopted',
  'deposited',
  'observations',
  'examining',
  'voting',
  'approved',
  'inForce',
  'withdrawn',
] as const
export type PlanStatus = (typeof planStatuses)[number]

/** Early proposals (art. 13 c. 2), observations of anybody, opinions of bodies and districts. */
export const submissionKinds = ['proposal', 'observation', 'opinion'] as const
export type SubmissionKind = (typeof submissionKinds)[number]

/** Where a window stands at an instant; `late`: what comes is taken and marked; `over`: nothing more is taken. */
export const windowStates = ['notYet', 'open', 'late', 'over'] as const
export type WindowState = (typeof windowStates)[number]

/** What the desk is warned of. */
export const planWarnings = [
  'decisionNear',
  'decisionOver',
  'depositLate',
  'depositShort',
  'windowShort',
  'stepLate',
] as const
export type PlanWarning = (typeof planWarnings)[number]

/** What a requirement asks for. */
export const requirementTypes = ['number', 'bool', 'choice', 'document'] as const

/** What a check of one requirement found. */
export const checkOutcomes = ['met', 'not_met', 'not_verified'] as const
export type CheckOutcome = (typeof checkOutcomes)[number]

/** Steps in which an application waits: for the office, then for the lab. */
export const waitingSteps = ['submitted', 'examining', 'integration', 'grounds'] as const
export type WaitingStep = (typeof waitingSteps)[number]
/** Steps in which it is the office that is waited for. */
export const officeSteps = ['submitted', 'examining'] as const satisfies readonly WaitingStep[]

/**
 * States of an application: domanda, istruttoria, integrazione, preavviso di rifiuto; then iscritto, sospeso,
 * rinnovato, scaduto, cancellato; or refused or withdrawn.
 */
export const applicationStatuses = [
  'draft',
  ...waitingSteps,
  'listed',
  'suspended',
  'renewed',
  'expired',
  'cancelled',
  'refused',
  'withdrawn',
] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]

/** States of who is, or was, in the list: what everybody may know by name. */
export const entryStatuses = ['listed', 'suspended', 'renewed', 'expired', 'cancelled'] as const

/** What the office does with an application. */
export const officeActions = [
  'take',
  'check',
  'ask',
  'resume',
  'giveGrounds',
  'list',
  'refuse',
  'suspend',
  'lift',
  'cancel',
] as const
export type OfficeAction = (typeof officeActions)[number]

/** Why something cannot be done with an application. */
export const obstacles = [
  'notInThisState',
  'mandatoryNotMet',
  'groundsNotGiven',
  'groundsStillOpen',
  'integrationStillOpen',
  'overlaps',
] as const
export type Obstacle = (typeof obstacles)[number]

/** What is missing in an application, or in an edition. */
const listFaults = [
  'answerMissing',
  'documentMissing',
  'optionUnknown',
  'requirementUnknown',
  'codeRepeated',
  'optionsMissing',
  'noneAccepted',
  'closesBeforeOpening',
] as const
export type ListFault = (typeof listFaults)[number]

/** Ways in which a private operator binds itself towards the city. */
export const offerKinds = [
  'planningConvention',
  'unilateralDeed',
  'conventionedPermit',
  'serviceConvention',
  'temporaryUseConvention',
  'programmeAgreement',
  'memorandum',
  'collaborationPact',
] as const

export const offerStatuses = ['negotiating', 'inForce', 'fulfilled', 'breached', 'expired'] as const

/** What everybody may know of; what is being negotiated is not among them. */
export const publicOfferStatuses = ['inForce', 'fulfilled', 'breached', 'expired'] as const

export const audiences = ['public', 'internal'] as const

/** What keeps an agreement from being kept as it is written. */
export const offerProblems = [
  'endBeforeStart',
  'conventionTooLong',
  'temporaryTooLong',
  'deedMissing',
  'deedInTheFuture',
  'notPublicYet',
  'outsideTheCity',
  'metInTheFuture',
  'areaMissing',
] as const
export type OfferProblem = (typeof offerProblems)[number]

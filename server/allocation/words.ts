export const requestKinds = ['application', 'expressionOfInterest'] as const
export type RequestKind = (typeof requestKinds)[number]

export const requestStatuses = [
  'draft',
  'submitted',
  'formalCheck',
  'completionRequested',
  'admitted',
  'excluded',
  'evaluated',
  'ranked',
  'awarded',
  'declined',
  'accepted',
  'agreement',
  'withdrawn',
  'noted',
  'answered',
  'closed',
] as const
export type RequestStatus = (typeof requestStatuses)[number]

/** What can be done to a request: the first three by the applicant, the others by the office. */
export const requestActions = [
  'send',
  'complete',
  'withdraw',
  'take',
  'requestCompletion',
  'admit',
  'exclude',
  'note',
  'answer',
  'close',
  'award',
] as const
export type RequestAction = (typeof requestActions)[number]

/** What comes next, told to the applicant; texts in the interface and in letters. */
export const nextSteps = [
  'finishAndSend',
  'waitForOffice',
  'waitForCheck',
  'sendCompletion',
  'waitForEvaluation',
  'signAgreement',
  'watchForCall',
  'readAnswer',
  'seeReason',
  'nothing',
] as const
export type NextStep = (typeof nextSteps)[number]

/** What is wrong with a request about to be sent; `pointer` is the JSON Pointer of the field. */
const contentProblems = [
  'required',
  'tooShort',
  'invalidFiscalCode',
  'invalidVatNumber',
  'invalidEmail',
  'invalidPhone',
  'invalidAtecoCode',
  'startInPast',
  'excludedActivity',
  'notEligible',
  'consentRequired',
  'spaceRequired',
] as const
export type ContentProblem = (typeof contentProblems)[number]

export const noiseLevels = ['none', 'low', 'medium', 'high'] as const
export const applicantKinds = ['person', 'organisation'] as const
export const atecoVersions = ['2025', '2007'] as const

/** At most this many files on a request, and again on each completion. */
export const fileLimit = 10

export const awardProcedures = [
  'publicCall',
  'publicAuction',
  'competingOffersNotice',
  'codedLegalBasis',
] as const
export type AwardProcedure = (typeof awardProcedures)[number]

import { partyProblems } from '../parties/schema.ts'

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

/** What can be done to a request: the first four by the applicant, the others by the office. */
export const requestActions = [
  'send',
  'complete',
  'withdraw',
  'confirm',
  'take',
  'identify',
  'requestCompletion',
  'pauseCompletion',
  'resumeCompletion',
  'admit',
  'exclude',
  'note',
  'answer',
  'close',
  'award',
] as const
export type RequestAction = (typeof requestActions)[number]

/** What the history of a request tells: actions, what the evaluation made of it, what became of its notices. */
export const requestEvents = [
  ...requestActions,
  'addSignedCopy',
  'evaluate',
  'rank',
  'noticeSent',
  'noticeDelivered',
  'noticeFailed',
] as const
export type RequestEvent = (typeof requestEvents)[number]

/** What comes next, told to the applicant; texts in the interface and in letters. */
export const nextSteps = [
  'finishAndSend',
  'waitForOffice',
  'waitForCheck',
  'sendCompletion',
  'identifyYourself',
  'waitForEvaluation',
  'waitForRanking',
  'seeResult',
  'signAgreement',
  'watchForCall',
  'readAnswer',
  'seeReason',
  'nothing',
] as const
export type NextStep = (typeof nextSteps)[number]

/** What is wrong with a request about to be sent; `pointer` is the JSON Pointer of the field. */
const contentProblems = [
  ...partyProblems,
  'otherKind',
  'invalidAtecoCode',
  'startInPast',
  'excludedActivity',
  'notEligible',
  'declarationRequired',
  'spaceRequired',
  'priceMissing',
  'invalidStamp',
  'documentMissing',
] as const
export type ContentProblem = (typeof contentProblems)[number]

/** How a request reached the office. */
export const requestChannels = ['online', 'pec', 'paper'] as const
export type RequestChannel = (typeof requestChannels)[number]

/** Why no stamp duty is due: D.Lgs 117/2017 art. 82 c. 5, DPR 642/1972 all. B artt. 16 e 27-bis. */
export const stampExemptions = ['thirdSector', 'publicBody', 'amateurSport'] as const

export const noiseLevels = ['none', 'low', 'medium', 'high'] as const
export const atecoVersions = ['2025', '2007'] as const

/** How the office finds out who signed an application that was sent from a local account. */
export const officeMethods = ['signedFile', 'pec', 'paper'] as const
export type OfficeMethod = (typeof officeMethods)[number]

/** What a file is for; a signed copy is sent after the request, to say who signs it. */
export const filePurposes = ['attachment', 'signedCopy'] as const
export type FilePurpose = (typeof filePurposes)[number]

/** At most this many files on a request, and again on each completion. */
export const fileLimit = 10

export const awardProcedures = [
  'publicCall',
  'publicAuction',
  'competingOffersNotice',
  'codedLegalBasis',
] as const
export type AwardProcedure = (typeof awardProcedures)[number]

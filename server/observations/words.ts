/** Where a submission stands. */
export const submissionStatuses = [
  'draft',
  'submitted',
  'registered',
  'admissible',
  'inadmissible',
  'split',
  'underReview',
  'proposed',
  'decided',
  'published',
  'withdrawn',
  'merged',
] as const
export type SubmissionStatus = (typeof submissionStatuses)[number]

/** States of what is not examined by itself: declared inadmissible, or put into another. */
export const shutOutStatuses: readonly SubmissionStatus[] = ['inadmissible', 'merged']
/** States of what was received and is not examined: shut out, or withdrawn by who wrote it. */
export const leftOutStatuses: readonly SubmissionStatus[] = ['withdrawn', ...shutOutStatuses]

/** States in which what was sent can still be withdrawn: nothing has been decided about it. */
export const withdrawable: readonly SubmissionStatus[] = [
  'submitted',
  'registered',
  'admissible',
  'split',
  'underReview',
  'proposed',
]

/** How it came in; all channels share one series of numbers. */
export const channels = ['online', 'pec', 'email', 'paper', 'list'] as const
export type Channel = (typeof channels)[number]
export const inboxChannels = ['pec', 'email', 'paper', 'list'] as const
export type InboxChannel = (typeof inboxChannels)[number]

/** For whom somebody writes. */
export const submitterKinds = [
  'citizen',
  'delegate',
  'firm',
  'association',
  'committee',
  'professionalBody',
  'publicBody',
  'district',
] as const
export type SubmitterKind = (typeof submitterKinds)[number]

/** Natural persons, for themselves or for another: never named in public. */
export const naturalPersons: readonly SubmitterKind[] = ['citizen', 'delegate']

/** The only ones named in public; they may give an opinion, with prescriptions, beside the observations of everybody. */
export const publicBodies: readonly SubmitterKind[] = ['publicBody', 'district']

/** What an opinion says of the plan. */
export const opinionOutcomes = ['favourable', 'favourableWithPrescriptions', 'unfavourable'] as const
export type OpinionOutcome = (typeof opinionOutcomes)[number]

/** What a point is about. */
export const targetKinds = ['place', 'article', 'sheet', 'plan'] as const

export const filePurposes = ['original', 'attachment', 'delegation', 'certificate', 'signature'] as const
export type SubmissionFilePurpose = (typeof filePurposes)[number]

/** Outcomes of a point, as the Council decides them. */
export const pointOutcomes = [
  'accepted',
  'partlyAccepted',
  'rejected',
  'notPertinent',
  'inadmissible',
  'noted',
  'noAction',
  'alreadySatisfied',
] as const

/** Most characters of a text that the office registers. */
export const registeredTextLimit = 200_000
/** Most characters of one point, most points of one submission, most files of it. */
export const textLimit = 6000
export const targetLimit = 50
export const submissionFileLimit = 10
/** Most positions of a place that is drawn or read from a file. */
export const positionLimit = 2000

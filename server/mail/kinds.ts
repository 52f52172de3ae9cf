/** Why a letter cannot be refused; `courtesy` ones can. */
export type LetterWeight = 'security' | 'receipt' | 'legal' | 'answer' | 'courtesy'

/**
 * Every kind of letter and its weight. A kind that is not here cannot be refused either.
 * Legal notices: L. 241/1990 art. 21-bis; receipts: L. 241/1990 art. 18-bis.
 */
export const letterKinds = {
  confirmAccount: 'security',
  accountExists: 'security',
  passwordReset: 'security',
  noPassword: 'security',
  passwordChanged: 'security',
  confirmEmail: 'security',
  emailChangeAsked: 'security',
  emailChanged: 'security',
  fiscalCodeVerified: 'security',
  alertConfirmation: 'security',
  'request.fileInfected': 'security',
  partyInvitation: 'security',
  staffInvitation: 'security',
  roleGiven: 'security',
  roleEnded: 'security',
  roleEnding: 'security',
  othersRoleEnding: 'security',
  accountDisabled: 'security',
  accountEnabled: 'security',
  nameChanged: 'security',
  'request.send': 'receipt',
  'request.complete': 'receipt',
  'request.withdraw': 'receipt',
  'request.identify': 'receipt',
  'request.confirm': 'receipt',
  'observation.send': 'receipt',
  'observation.protocol': 'receipt',
  'observation.withdraw': 'receipt',
  'request.requestCompletion': 'legal',
  'request.termStarted': 'legal',
  'request.exclude': 'legal',
  'request.close': 'legal',
  'request.award': 'legal',
  'call.corrected': 'legal',
  'call.extended': 'legal',
  'call.reopened': 'legal',
  'call.revoked': 'legal',
  'request.answer': 'answer',
  'call.questionAnswered': 'answer',
  'call.questionDeclined': 'answer',
  'call.visitBooked': 'answer',
  'call.visitCancelled': 'answer',
  'request.take': 'courtesy',
  'request.admit': 'courtesy',
  'request.note': 'courtesy',
  alertMatch: 'courtesy',
} as const satisfies Record<string, LetterWeight>

export type LetterKind = keyof typeof letterKinds

/** Whether somebody may choose not to get letters of a kind. */
export const isRefusable = (kind: string): boolean =>
  kind in letterKinds && letterKinds[kind as LetterKind] === 'courtesy'

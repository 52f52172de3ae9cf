/** For whom one acts: oneself, an organisation, or a temporary grouping (RTI/ATS) with a lead. */
export const partyKinds = ['person', 'organisation', 'temporaryGrouping'] as const
export type PartyKind = (typeof partyKinds)[number]

/** Forms admitted to ask for municipal spaces; what each must have is in `rules.ts`. */
export const legalForms = [
  'soleTrader',
  'partnership',
  'company',
  'cooperative',
  'association',
  'foundation',
  'consortium',
  'publicBody',
  'otherBody',
] as const
export type LegalForm = (typeof legalForms)[number]

/** A representative sends, withdraws and answers for the party; an editor prepares. */
export const memberRoles = ['representative', 'editor'] as const
export type MemberRole = (typeof memberRoles)[number]

/** What is wrong with the data of a party. */
export const partyProblems = [
  'required',
  'tooShort',
  'invalidFiscalCode',
  'invalidVatNumber',
  'invalidEmail',
  'invalidPhone',
  'tooFewMembers',
  'oneLead',
  'sameMember',
  'notAName',
] as const
export type PartyProblem = (typeof partyProblems)[number]

/** Invitations of a party that may be open at once. */
export const openInvitationLimit = 10
/** Invitations that a party may send within a day, so that nobody is flooded with letters. */
export const dailyInvitationLimit = 20
/** Invitations that a person may send within a day, for whichever parties. */
export const personalInvitationLimit = 30
export const invitationDays = 14
/** Parties that one account may enter, the account itself aside. */
export const partyLimit = 50

import { isEmail, isFiscalCode, isPersonalFiscalCode, isVatNumber, normalizeCode } from '../accounts/rules.ts'
import { isName } from '../http/names.ts'
import type { GroupingMember, LegalForm, MemberRole, PartyData, PartyKind, PartyProblem } from './schema.ts'

/** Something that is wrong with the data of a party. */
export interface PartyFault {
  /** JSON Pointer into the data. */
  pointer: string
  code: PartyProblem
}

/** The faults in English, for the API; the interface has its own words for each code. */
export const partyFaultTexts: Record<PartyProblem, string> = {
  required: 'is needed',
  tooShort: 'is too short',
  invalidFiscalCode: 'is not a valid codice fiscale',
  invalidVatNumber: 'is not a valid partita IVA',
  invalidEmail: 'is not an e-mail address',
  invalidPhone: 'is not a telephone number',
  tooFewMembers: 'a grouping has at least two members',
  oneLead: 'a grouping has exactly one lead',
  sameMember: 'is in the grouping already',
  notAName: 'must be one line, without the address of a site',
}

const phoneForm = /^\+?[\d\s./-]{6,20}$/

type Rule = { code: PartyProblem; holds: (value: string) => boolean }
const isBlank = (value: string | undefined): value is undefined | '' =>
  value === undefined || value.trim() === ''

function needed(pointer: string, value: string | undefined, rule?: Rule): PartyFault[] {
  if (isBlank(value)) return [{ pointer, code: 'required' }]
  return !rule || rule.holds(value.trim()) ? [] : [{ pointer, code: rule.code }]
}
const optional = (pointer: string, value: string | undefined, rule: Rule): PartyFault[] =>
  isBlank(value) ? [] : needed(pointer, value, rule)

const completeAddress: Rule = { code: 'tooShort', holds: (value) => value.length >= 10 }
const wellFormed: Rule = { code: 'notAName', holds: isName }
const longEnough: Rule = { code: 'tooShort', holds: (value) => value.length >= 2 }
/** A name that is needed: the form of what is there comes before its length. */
const neededName = (pointer: string, value: string | undefined): PartyFault[] => {
  const [fault] = [...optional(pointer, value, wellFormed), ...needed(pointer, value, longEnough)]
  return fault ? [fault] : []
}
const personalCode: Rule = { code: 'invalidFiscalCode', holds: isPersonalFiscalCode }
const bodyCode: Rule = {
  code: 'invalidFiscalCode',
  holds: (value) => isVatNumber(value) && /^\d{11}$/.test(normalizeCode(value)),
}
const anyCode: Rule = { code: 'invalidFiscalCode', holds: (value) => isFiscalCode(value, 'organisation') }
const vatNumber: Rule = { code: 'invalidVatNumber', holds: isVatNumber }
const email: Rule = { code: 'invalidEmail', holds: isEmail }
const phone: Rule = { code: 'invalidPhone', holds: (value) => phoneForm.test(value) }

/** Forms that trade, and so have a VAT number once they exist; an association may have none. */
const withVatNumber: readonly LegalForm[] = ['soleTrader', 'partnership', 'company', 'cooperative']

/** Whether something is still to be set up: who will represent it answers for it until then. */
export const isToBeSetUp = ({ constituted }: Pick<PartyData, 'constituted'>): boolean => constituted === false

/** Whether its codice fiscale is a person's: of a sole trader, or of the promoter of what is to be set up. */
export const hasPersonalCode = (kind: PartyKind, data: PartyData): boolean =>
  kind === 'person' || (kind === 'organisation' && (data.legalForm === 'soleTrader' || isToBeSetUp(data)))

/** Whether a VAT number is needed, rather than possible. */
export const needsVatNumber = (kind: PartyKind, data: PartyData): boolean =>
  kind === 'organisation' &&
  !isToBeSetUp(data) &&
  data.legalForm !== undefined &&
  withVatNumber.includes(data.legalForm)

function organisationFaults(data: PartyData): PartyFault[] {
  const vat = needsVatNumber('organisation', data) ? needed : optional
  return [
    ...(data.legalForm ? [] : [{ pointer: '/legalForm', code: 'required' as const }]),
    ...neededName('/representative', data.representative),
    ...optional('/representativeFiscalCode', data.representativeFiscalCode, personalCode),
    ...needed(
      '/fiscalCode',
      data.fiscalCode,
      hasPersonalCode('organisation', data) ? personalCode : bodyCode,
    ),
    ...vat('/vatNumber', data.vatNumber, vatNumber),
  ]
}

const codeOf = ({ fiscalCode }: GroupingMember) => normalizeCode(fiscalCode ?? '')

function memberFaults(members: readonly GroupingMember[]): PartyFault[] {
  const each = members.flatMap((member, index) => {
    const at = `/members/${index}`
    const isAgain = members.findIndex((other) => codeOf(other) === codeOf(member)) < index
    return [
      ...neededName(`${at}/name`, member.name),
      ...needed(`${at}/fiscalCode`, member.fiscalCode, anyCode),
      ...(codeOf(member) && isAgain ? [{ pointer: `${at}/fiscalCode`, code: 'sameMember' as const }] : []),
      ...optional(`${at}/vatNumber`, member.vatNumber, vatNumber),
      ...neededName(`${at}/representative`, member.representative),
      ...optional(`${at}/representativeFiscalCode`, member.representativeFiscalCode, personalCode),
    ]
  })
  const leads = members.filter(({ isLead }) => isLead).length
  return [
    ...(members.length < 2 ? [{ pointer: '/members', code: 'tooFewMembers' as const }] : []),
    ...(members.length >= 2 && leads !== 1 ? [{ pointer: '/members', code: 'oneLead' as const }] : []),
    ...each,
  ]
}

/**
 * Everything that is missing or wrong in the data of a party, in the order of the form. Sole traders,
 * associations without VAT number and firms or groupings still to be set up are admitted. Who has no
 * certified address says where letters on paper go: acts with a term must reach them (L. 241/1990 art. 21-bis).
 * @see D.Lgs 36/2023 arts. 65-68 for who may take part, and for groupings
 */
export function partyFaults(kind: PartyKind, data: PartyData): PartyFault[] {
  return [
    ...neededName('/name', data.name),
    ...(kind === 'organisation' ? organisationFaults(data) : []),
    ...(kind === 'person' ? needed('/fiscalCode', data.fiscalCode, personalCode) : []),
    ...(kind === 'person' ? optional('/vatNumber', data.vatNumber, vatNumber) : []),
    ...(kind === 'temporaryGrouping' ? memberFaults(data.members ?? []) : []),
    ...optional('/pec', data.pec, email),
    ...(isBlank(data.pec) ? needed : optional)('/address', data.address, completeAddress),
    ...needed('/email', data.email, email),
    ...needed('/phone', data.phone, phone),
  ]
}

/**
 * Codes of legal representatives that an application needs, so that one who stands behind several is counted
 * once. Who trades in person, or sets something up, has given theirs already.
 */
export function representativeFaults(kind: PartyKind, data: PartyData): PartyFault[] {
  if (kind === 'organisation' && !hasPersonalCode(kind, data))
    return isBlank(data.representativeFiscalCode)
      ? [{ pointer: '/representativeFiscalCode', code: 'required' }]
      : []
  if (kind !== 'temporaryGrouping') return []
  return (data.members ?? []).flatMap(({ fiscalCode = '', representativeFiscalCode }, index) =>
    isPersonalFiscalCode(fiscalCode) || !isBlank(representativeFiscalCode)
      ? []
      : [{ pointer: `/members/${index}/representativeFiscalCode`, code: 'required' }],
  )
}

/** Why somebody cannot stop being a representative, or leave. */
export type StayReason = 'ownParty' | 'lastRepresentative' | 'openRequests'

interface Leaving {
  isOwn: boolean
  role: MemberRole
  /** Current representatives and people in all, the one who leaves included. */
  representatives: number
  people: number
  openRequests: number
}

/**
 * Why a membership cannot end, or null. The last representative stays while requests are open, or while
 * others would be left with nobody to send for them; where they are alone, the party ends with them.
 */
export function reasonToStay({
  isOwn,
  role,
  representatives,
  people,
  openRequests,
}: Leaving): StayReason | null {
  if (isOwn) return 'ownParty'
  if (role === 'editor' || representatives > 1) return null
  if (openRequests > 0) return 'openRequests'
  return people > 1 ? 'lastRepresentative' : null
}

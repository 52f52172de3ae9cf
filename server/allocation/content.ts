import { isFiscalCode, isVatNumber } from '../accounts/fiscalCode.ts'
import { eligibilityRefusals } from '../calls/rules.ts'
import type { EligibilityQuestion } from '../calls/schema.ts'
import { partyFaults, partyFaultTexts, representativeFaults } from '../parties/rules.ts'
import type { PartyKind } from '../parties/schema.ts'
import { declarationsFor } from './declarations.ts'
import type { ContentProblem, DraftContent, RequestKind } from './schema.ts'

/** Something that keeps a request from being sent. */
export interface ContentFault {
  /** JSON Pointer into the content, and `/declarations/…` for what is to be declared in sending it. */
  pointer: string
  code: ContentProblem
  /** The eligibility question whose rule stands in the way. */
  question?: EligibilityQuestion
}

/** What the content is checked against. */
export interface CheckTarget {
  kind: RequestKind
  /** What the party is that asks. */
  partyKind: PartyKind
  /** Codes of what the sender declares. */
  declared: readonly string[]
  questions: readonly EligibilityQuestion[]
  /** Uses the call excludes. */
  excludedActivities: readonly string[]
  /** A rent asked in the call is reduced, which is aid to who trades. */
  asksDeMinimis: boolean
  /** Today in Italy, yyyy-mm-dd. */
  today: string
}

/** The faults in English, for the API; the interface has its own words for each code. */
export const faultTexts: Record<ContentProblem, string> = {
  ...partyFaultTexts,
  otherKind: 'is not the kind of the party the request is for',
  invalidAtecoCode: 'is not an ATECO code, such as 25.62 or 95.29.03',
  startInPast: 'lies in the past',
  excludedActivity: 'is excluded by the call',
  notEligible: 'keeps you from asking',
  declarationRequired: 'must be declared by who sends',
  spaceRequired: 'is needed',
  priceMissing: 'needs a sealed price',
  invalidStamp: 'is not the number of a revenue stamp, of 14 digits',
  documentMissing: 'must be attached',
}

type Check = (content: DraftContent, target: CheckTarget) => ContentFault | ContentFault[] | null

const fault = (pointer: string, code: ContentProblem): ContentFault => ({ pointer, code })
const isBlank = (value: unknown) => value === undefined || (typeof value === 'string' && value.trim() === '')

/** A field that must be there, and well formed. */
function field(
  pointer: string,
  read: (content: DraftContent) => unknown,
  rule?: { code: ContentProblem; holds: (value: string, content: DraftContent) => boolean },
): Check {
  return (content) => {
    const value = read(content)
    if (isBlank(value)) return fault(pointer, 'required')
    return !rule || rule.holds(String(value).trim(), content) ? null : fault(pointer, rule.code)
  }
}

const longerThan = (characters: number) => ({
  code: 'tooShort' as const,
  holds: (value: string) => value.length >= characters,
})

/** Division, group, class, category and subcategory of ATECO (Istat). */
const atecoForm = /^\d{2}(\.\d{1,2}){0,2}$/

/** Whether a text is the number of a revenue stamp, blanks aside. */
const isStampNumber = (text: string): boolean => /^\d{14}$/.test(text.replace(/\s/g, ''))

const applicantChecks: Check[] = [
  field('/applicant/kind', (content) => content.applicant?.kind),
  ({ applicant }, { partyKind }) =>
    applicant?.kind && applicant.kind !== partyKind ? fault('/applicant/kind', 'otherKind') : null,
  ({ applicant = {} }, { partyKind }) =>
    partyFaults(partyKind, applicant).map(({ pointer, code }) => fault(`/applicant${pointer}`, code)),
  ({ applicant = {} }, { kind, partyKind }) =>
    (kind === 'application' ? representativeFaults(partyKind, applicant) : []).map(({ pointer, code }) =>
      fault(`/applicant${pointer}`, code),
    ),
]

const projectChecks: Check[] = [
  field('/makes', (content) => content.makes, longerThan(3)),
  field('/atecoCode', (content) => content.atecoCode, {
    code: 'invalidAtecoCode',
    holds: (value) => atecoForm.test(value),
  }),
  field('/atecoVersion', (content) => content.atecoVersion),
  field('/people', (content) => content.people),
  field('/hours', (content) => content.hours),
  field('/noise', (content) => content.noise),
  field('/startOn', (content) => content.startOn),
  field('/durationMonths', (content) => content.durationMonths),
  field('/text', (content) => content.text, longerThan(30)),
  ({ startOn }, { today }) => (startOn && startOn < today ? fault('/startOn', 'startInPast') : null),
  ({ use }, { excludedActivities }) =>
    use && excludedActivities.includes(use) ? fault('/use', 'excludedActivity') : null,
]

/** Stamp duty on an application (DPR 642/1972, tariffa art. 3), and the aid that a reduced rent would add to. */
const dutyChecks: Check[] = [
  ({ stamp = {} }, { kind }) => {
    if (kind !== 'application' || stamp.exemption) return null
    if (isBlank(stamp.number)) return fault('/stamp/number', 'required')
    return isStampNumber(stamp.number ?? '') ? null : fault('/stamp/number', 'invalidStamp')
  },
  ({ deMinimisEur }, { asksDeMinimis }) =>
    asksDeMinimis && deMinimisEur === undefined ? fault('/deMinimisEur', 'required') : null,
]

const declarationChecks: Check[] = [
  ({ eligibilityAnswers = {} }, { questions }) =>
    eligibilityRefusals(questions, eligibilityAnswers).map((question) => ({
      ...fault(
        `/eligibilityAnswers/${question.code}`,
        question.code in eligibilityAnswers ? 'notEligible' : 'required',
      ),
      question,
    })),
  ({ applicant }, { kind, declared }) =>
    declarationsFor(kind, applicant)
      .filter(({ code }) => !declared.includes(code))
      .map(({ code }) => fault(`/declarations/${code}`, 'declarationRequired')),
]

/** Everything that keeps a request from being sent, in the order of the form; empty where it can go. */
export function checkContent(content: DraftContent, target: CheckTarget): ContentFault[] {
  return [...applicantChecks, ...projectChecks, ...dutyChecks, ...declarationChecks].flatMap(
    (check) => check(content, target) ?? [],
  )
}

import { isFiscalCode, isVatNumber } from '../accounts/fiscalCode.ts'
import { eligibilityRefusals } from '../calls/rules.ts'
import type { EligibilityQuestion } from '../calls/schema.ts'
import type { ContentProblem, RequestContent, RequestKind } from './schema.ts'

/** Something that keeps a request from being sent. */
export interface ContentFault {
  /** JSON Pointer into the content. */
  pointer: string
  code: ContentProblem
  /** The eligibility question whose rule stands in the way. */
  question?: EligibilityQuestion
}

/** What the content is checked against. */
export interface CheckTarget {
  kind: RequestKind
  questions: readonly EligibilityQuestion[]
  /** Uses the call excludes. */
  excludedActivities: readonly string[]
  /** Today in Italy, yyyy-mm-dd. */
  today: string
}

/** The faults in English, for the API; the interface has its own words for each code. */
export const faultTexts: Record<ContentProblem, string> = {
  required: 'is needed',
  tooShort: 'is too short',
  invalidFiscalCode: 'is not a valid codice fiscale',
  invalidVatNumber: 'is not a valid partita IVA',
  invalidEmail: 'is not an e-mail address',
  invalidPhone: 'is not a telephone number',
  invalidAtecoCode: 'is not an ATECO code, such as 25.62 or 95.29.03',
  startInPast: 'lies in the past',
  excludedActivity: 'is excluded by the call',
  notEligible: 'keeps you from asking',
  consentRequired: 'must be confirmed',
  spaceRequired: 'is needed',
}

type Check = (content: RequestContent, target: CheckTarget) => ContentFault | ContentFault[] | null

const fault = (pointer: string, code: ContentProblem): ContentFault => ({ pointer, code })
const isBlank = (value: unknown) => value === undefined || (typeof value === 'string' && value.trim() === '')

/** A field that must be there, and well formed. */
function field(
  pointer: string,
  read: (content: RequestContent) => unknown,
  rule?: { code: ContentProblem; holds: (value: string, content: RequestContent) => boolean },
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

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const phoneForm = /^\+?[\d\s./-]{6,20}$/
/** Division, group, class, category and subcategory of ATECO (Istat). */
const atecoForm = /^\d{2}(\.\d{1,2}){0,2}$/

const applicantChecks: Check[] = [
  field('/applicant/kind', (content) => content.applicant?.kind),
  field('/applicant/name', (content) => content.applicant?.name, longerThan(2)),
  field('/applicant/fiscalCode', (content) => content.applicant?.fiscalCode, {
    code: 'invalidFiscalCode',
    holds: (value, content) => isFiscalCode(value, content.applicant?.kind ?? 'person'),
  }),
  field('/applicant/email', (content) => content.applicant?.email, {
    code: 'invalidEmail',
    holds: (value) => emailForm.test(value),
  }),
  field('/applicant/phone', (content) => content.applicant?.phone, {
    code: 'invalidPhone',
    holds: (value) => phoneForm.test(value),
  }),
  ({ applicant }) =>
    isBlank(applicant?.vatNumber) || isVatNumber(applicant?.vatNumber ?? '')
      ? null
      : fault('/applicant/vatNumber', 'invalidVatNumber'),
  ({ applicant }) =>
    applicant?.kind === 'organisation' && isBlank(applicant.representative)
      ? fault('/applicant/representative', 'required')
      : null,
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

const declarationChecks: Check[] = [
  ({ eligibilityAnswers = {} }, { questions }) =>
    eligibilityRefusals(questions, eligibilityAnswers).map((question) => ({
      ...fault(
        `/eligibilityAnswers/${question.code}`,
        question.code in eligibilityAnswers ? 'notEligible' : 'required',
      ),
      question,
    })),
  ({ consents }) => (consents?.privacy ? null : fault('/consents/privacy', 'consentRequired')),
  ({ consents }) => (consents?.truth ? null : fault('/consents/truth', 'consentRequired')),
  ({ consents }, { kind }) =>
    kind === 'application' || consents?.notBinding ? null : fault('/consents/notBinding', 'consentRequired'),
]

/** Everything that keeps a request from being sent, in the order of the form; empty where it can go. */
export function checkContent(content: RequestContent, target: CheckTarget): ContentFault[] {
  return [...applicantChecks, ...projectChecks, ...declarationChecks].flatMap(
    (check) => check(content, target) ?? [],
  )
}

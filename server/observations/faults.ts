import { isEmail, isFiscalCode } from '../accounts/rules.ts'
import type { DraftTarget, SubmissionContent } from './contentSchema.ts'
import { cleanText } from './spans.ts'
import { naturalPersons, publicBodies, type SubmissionFilePurpose } from './words.ts'

const submissionProblems = [
  'missing',
  'noTargets',
  'placeMissing',
  'articleMissing',
  'sheetMissing',
  'wrongCode',
  'wrongEmail',
  'delegationMissing',
  'notForOpinions',
  'outsideCity',
  'wrongPlace',
] as const
type SubmissionProblem = (typeof submissionProblems)[number]

/** What keeps a submission from being sent, by its place in the content. */
export interface SubmissionFault {
  pointer: string
  code: SubmissionProblem
}

type Faults = (SubmissionFault | false)[]

const isEmpty = (text: string | null | undefined) => (text ?? '').trim() === ''

function submitterFaults({ submitterKind, submitter, kind, opinionOutcome }: SubmissionContent): Faults {
  const { name, fiscalCode, email, pec, onBehalfOf } = submitter
  const codeOf = naturalPersons.includes(submitterKind) ? 'person' : 'organisation'
  const wrongAddress = (pointer: string, address: string | null | undefined): SubmissionFault | false =>
    !isEmpty(address) && !isEmail(address ?? '') && { pointer, code: 'wrongEmail' }
  return [
    isEmpty(name) && { pointer: '/submitter/name', code: 'missing' },
    !isEmpty(fiscalCode) &&
      !isFiscalCode(fiscalCode ?? '', codeOf) && { pointer: '/submitter/fiscalCode', code: 'wrongCode' },
    wrongAddress('/submitter/email', email),
    wrongAddress('/submitter/pec', pec),
    submitterKind === 'delegate' &&
      isEmpty(onBehalfOf) && { pointer: '/submitter/onBehalfOf', code: 'missing' },
    kind === 'opinion' &&
      !publicBodies.includes(submitterKind) && { pointer: '/submitterKind', code: 'notForOpinions' },
    kind === 'opinion' && !opinionOutcome && { pointer: '/opinionOutcome', code: 'missing' },
  ]
}

const hasParcels = ({ parcels = [] }: DraftTarget) =>
  parcels.some(({ sheet, parcels: numbers }) => !isEmpty(sheet) && !isEmpty(numbers))

function targetFaults(target: DraftTarget, index: number): Faults {
  const at = (name: string) => `/targets/${index}/${name}`
  const { kind, text, geometry, articleId, sheetId } = target
  return [
    cleanText(text) === '' && { pointer: at('text'), code: 'missing' },
    kind === 'place' && !geometry && !hasParcels(target) && { pointer: at('geometry'), code: 'placeMissing' },
    kind === 'article' && !articleId && { pointer: at('articleId'), code: 'articleMissing' },
    kind === 'sheet' && !sheetId && { pointer: at('sheetId'), code: 'sheetMissing' },
  ]
}

/** What keeps a submission from being sent. */
export function submissionFaults(
  content: SubmissionContent,
  files: readonly { purpose: SubmissionFilePurpose }[],
): SubmissionFault[] {
  const isDelegated = files.some(({ purpose }) => purpose === 'delegation')
  const faults: Faults = [
    ...submitterFaults(content),
    content.submitterKind === 'delegate' &&
      !isDelegated && { pointer: '/delegation', code: 'delegationMissing' },
    content.targets.length === 0 && { pointer: '/targets', code: 'noTargets' },
    ...content.targets.flatMap(targetFaults),
  ]
  return faults.filter((fault) => fault !== false)
}

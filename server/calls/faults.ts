import type { Holidays } from '../city/rules.ts'
import type { CallContent, DraftLot } from './contentSchema.ts'
import { type CriteriaProblem, criteriaFaults, criteriaProblems, districtPurpose } from './criteria.ts'
import { timeFaults, type WindowProblem, windowFaults, windowProblems } from './window.ts'

/** What keeps a call from being published, beside its window and its criteria. */
const ownProblems = [
  'bothTerms',
  'approvalMissing',
  'actInTheFuture',
  'boardBackwards',
  'noLots',
  'noSpaces',
  'inTwoLots',
  'unknownSpace',
  'notOurs',
  'notFree',
  'inAnotherCall',
  'legalBasisMissing',
  'codeTwice',
  'unknownActivity',
  'tieRuleMissing',
  'purposesMissing',
  'keyMissing',
  'lotsFixed',
  'windowFixed',
  'unknownFile',
] as const
export const callProblems = [...new Set([...ownProblems, ...windowProblems, ...criteriaProblems])]
type CallProblem = (typeof ownProblems)[number] | WindowProblem | CriteriaProblem

/** One thing that keeps a call from being published; `pointer` is a JSON Pointer into its content. */
export interface CallFault {
  pointer: string
  code: CallProblem
}

/** A space of the census, as the lots of a call may find it. */
export interface LotSpace {
  code: string
  ownership: string
  status: string
  /** Code of another call under way that has it in a lot. */
  otherCall: string | null
  /** Whether the call itself, being published, put it in. */
  isInThisCall: boolean
}

/** What the faults of a call depend on beside what it says. */
export interface FaultContext {
  holidays: Holidays
  now: Date
  /** Day in Italy, as yyyy-mm-dd. */
  today: string
  /** Codes of the uses of the city. */
  uses: readonly string[]
  /** Hashes of the files of the call, by the address its documents name them by. */
  files: ReadonlyMap<string, string>
  /** Those of the lots that exist, by code. */
  spaces: ReadonlyMap<string, LotSpace>
  /** Whether there is a key that prices can be sealed for. */
  hasKey: boolean
  /** What the public reads now, where the call is published already. */
  published?: CallContent | null
  isOpen?: boolean
}

const fault = (pointer: string, code: CallProblem): CallFault => ({ pointer, code })
const isBlank = (text: string | null) => text === null || text.trim() === ''
const missing = (entries: Record<string, string | null>): CallFault[] =>
  Object.entries(entries).flatMap(([pointer, text]) => (isBlank(text) ? [fault(pointer, 'missing')] : []))

function textFaults(call: CallContent): CallFault[] {
  const { name, phone, hours } = call.office
  const faults = missing({
    '/title': call.title,
    '/text': call.text,
    '/caseOfficer': call.caseOfficer,
    '/office/name': name,
    '/office/phone': phone,
    '/office/hours': hours,
  })
  if (call.termYears !== null && call.termMonths !== null) faults.push(fault('/termMonths', 'bothTerms'))
  if (call.termYears === null && call.termMonths === null) faults.push(fault('/termYears', 'missing'))
  return faults
}

function actFaults({ acts }: CallContent, today: string): CallFault[] {
  const faults = acts.flatMap(({ number, date, boardFrom, boardUntil }, index) => [
    ...missing({ [`/acts/${index}/number`]: number }),
    ...(date > today ? [fault(`/acts/${index}/date`, 'actInTheFuture')] : []),
    ...(boardFrom && boardUntil && boardUntil < boardFrom
      ? [fault(`/acts/${index}/boardUntil`, 'boardBackwards')]
      : []),
  ])
  return acts.some(({ kind }) => kind === 'approval')
    ? faults
    : [...faults, fault('/acts', 'approvalMissing')]
}

/** A document that lies here is a file of this call, and still the one it was when it was named. */
function documentFaults({ documents }: CallContent, files: FaultContext['files']): CallFault[] {
  return documents.flatMap(({ title, url, sha256 }, index) => [
    ...missing({ [`/documents/${index}/title`]: title }),
    ...(url.startsWith('/api/calls/') && files.get(url) !== sha256
      ? [fault(`/documents/${index}`, 'unknownFile')]
      : []),
  ])
}

const foreignOwnerships = ['private', 'unknown']
const freeStatuses = ['available', 'released', 'expiring', 'surveyed']

function spaceProblem(space: LotSpace | undefined): CallProblem | null {
  if (!space) return 'unknownSpace'
  if (foreignOwnerships.includes(space.ownership)) return 'notOurs'
  if (space.otherCall !== null) return 'inAnotherCall'
  const isFree = freeStatuses.includes(space.status) || (space.isInThisCall && space.status === 'inCall')
  return isFree ? null : 'notFree'
}

function rentFaults({ rent }: DraftLot, at: string): CallFault[] {
  if (rent === null) return [fault(`${at}/rent`, 'missing')]
  return rent.reductions.flatMap(({ label, legalBasis }, index) => [
    ...missing({ [`${at}/rent/reductions/${index}/label`]: label }),
    ...(isBlank(legalBasis) ? [fault(`${at}/rent/reductions/${index}/legalBasis`, 'legalBasisMissing')] : []),
  ])
}

function lotFaults(call: CallContent, { spaces }: FaultContext): CallFault[] {
  if (call.lots.length === 0) return [fault('/lots', 'noLots')]
  const all = call.lots.flatMap((lot) => lot.spaces)
  const scoresPurposes = call.criteria?.technical.some(
    ({ kind, code }) => kind === 'purposes' && code !== districtPurpose,
  )
  let before = 0
  return call.lots.flatMap((lot, number) => {
    const at = `/lots/${number}`
    const faults = [...missing({ [`${at}/title`]: lot.title }), ...rentFaults(lot, at)]
    if (lot.spaces.length === 0) faults.push(fault(`${at}/spaces`, 'noSpaces'))
    for (const [index, code] of lot.spaces.entries()) {
      const twice = all.indexOf(code) < before
      const problem = twice ? 'inTwoLots' : spaceProblem(spaces.get(code))
      if (problem) faults.push(fault(`${at}/spaces/${index}`, problem))
    }
    if (scoresPurposes && lot.purposes.length === 0) faults.push(fault(`${at}/purposes`, 'purposesMissing'))
    before += lot.spaces.length
    return faults
  })
}

function codeFaults(list: 'eligibility' | 'requiredDocuments', entries: readonly { code: string }[]) {
  const codes = entries.map(({ code }) => code)
  return codes.flatMap((code, index) =>
    codes.indexOf(code) === index ? [] : [fault(`/${list}/${index}/code`, 'codeTwice')],
  )
}

function conditionFaults(call: CallContent, uses: readonly string[]): CallFault[] {
  const { eligibility, requiredDocuments, excludedActivities } = call
  return [
    ...eligibility.flatMap(({ text, rule, reference }, index) =>
      missing({
        [`/eligibility/${index}/text`]: text,
        [`/eligibility/${index}/rule`]: rule,
        [`/eligibility/${index}/reference`]: reference,
      }),
    ),
    ...codeFaults('eligibility', eligibility),
    ...(requiredDocuments.length === 0 ? [fault('/requiredDocuments', 'missing')] : []),
    ...requiredDocuments.flatMap(({ label }, index) =>
      missing({ [`/requiredDocuments/${index}/label`]: label }),
    ),
    ...codeFaults('requiredDocuments', requiredDocuments),
    ...excludedActivities.flatMap((code, index) =>
      uses.includes(code) ? [] : [fault(`/excludedActivities/${index}`, 'unknownActivity')],
    ),
  ]
}

/** A standing call may do without criteria: its requests are answered as they come. */
function scoringFaults({ criteria, standing }: CallContent, hasKey: boolean): CallFault[] {
  if (criteria === null) return standing ? [] : [fault('/criteria', 'missing')]
  const faults = criteriaFaults(criteria).map(({ pointer, code }) => fault(`/criteria${pointer}`, code))
  if (criteria.price !== null && !standing && !hasKey) faults.push(fault('/criteria/price', 'keyMissing'))
  if (criteria.ties.length > 0) return faults
  return [
    ...faults.filter(({ pointer }) => pointer !== '/criteria/ties'),
    fault('/criteria/ties', 'tieRuleMissing'),
  ]
}

const lotSpaces = ({ lots }: CallContent) => JSON.stringify(lots.map(({ spaces }) => spaces))

/**
 * What cannot change any more once requests may have come in: the lots, whose change would tell which of
 * them somebody asks for, and the window, which is extended by an act of its own.
 */
function fixedFaults(call: CallContent, published: CallContent): CallFault[] {
  const faults: CallFault[] = []
  if (lotSpaces(call) !== lotSpaces(published)) faults.push(fault('/lots', 'lotsFixed'))
  if (call.opensAt !== published.opensAt) faults.push(fault('/opensAt', 'windowFixed'))
  if (call.closesAt !== published.closesAt) faults.push(fault('/closesAt', 'windowFixed'))
  return faults
}

/** Everything that keeps a call from being published, or from being corrected to this; empty where it can be. */
export function callFaults(call: CallContent, context: FaultContext): CallFault[] {
  const { holidays, now, today, uses, files, published, isOpen, hasKey } = context
  return [
    ...textFaults(call),
    ...actFaults(call, today),
    ...(isOpen ? timeFaults(call) : windowFaults(call, { holidays, now })),
    ...lotFaults(call, context),
    ...conditionFaults(call, uses),
    ...documentFaults(call, files),
    ...scoringFaults(call, hasKey),
    ...(isOpen && published ? fixedFaults(call, published) : []),
  ]
}

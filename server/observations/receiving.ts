import { romeDate } from '../city/rules.ts'
import type { Config } from '../config.ts'
import { type Event, recordEvent } from '../db/audit.ts'
import { canonicalHash } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { windowState } from '../plans/windows.ts'
import { accessCodeHash, newAccessCode } from './accessCode.ts'
import { type SubmissionFault, submissionFaults } from './faults.ts'
import { contentChanges, eventChanges } from './fieldClasses.ts'
import { type Addressee, tellSubmitter } from './letters.ts'
import type { WrittenPlan } from './locking.ts'
import { countProtocol, type GivenProtocol } from './protocol.ts'
import type { Channel, SubmissionContent, SubmissionReceipt } from './schema.ts'
import { cleanText, joinTexts } from './spans.ts'
import { checkTargets, insertTargets } from './targets.ts'

/** What of the program receiving needs to know. */
export interface Receiving {
  config: Pick<Config, 'protocol' | 'demo' | 'publicUrl'>
}

/** What comes in, whatever the way. */
export interface Arrival {
  /** Of its row, which is there already. */
  id: string
  plan: WrittenPlan
  channel: Channel
  content: SubmissionContent
  /** Legal time. */
  receivedAt: Date
  now: Date
  actor: Event['actor']
  /** Whom the receipt goes to; null where only paper reaches them. */
  addressee: Addressee | null
  /** Columns of the row besides. */
  more?: Record<string, unknown>
}

/** The number of the receipt, such as O-2026-000123: one series for every channel, never given twice. */
async function nextNumber(trx: Db, now: Date): Promise<string> {
  const { rows } = await trx.raw<{ rows: { value: string }[] }>(
    "SELECT nextval('submission_number') AS value",
  )
  return `O-${romeDate(now).slice(0, 4)}-${String(rows[0]?.value).padStart(6, '0')}`
}

/** @throws {ConflictError} where nothing of this kind was taken at that time, or the plan has been decided */
async function isLateFor(trx: Db, { plan, content, receivedAt }: Arrival): Promise<boolean> {
  const window = await trx('plan_window')
    .where({ plan_id: plan.id, kind: content.kind })
    .first({ opensAt: 'opens_at', closesAt: 'closes_at' })
  const state = window && windowState(content.kind, window, { status: plan.status, now: receivedAt })
  if (state === 'open' || state === 'late') return state === 'late'
  throw new ConflictError(
    'Nothing of this kind is taken for the plan at this time.',
    '/problems/plan-window',
    [{ pointer: '/content/kind', detail: state ?? 'none' }],
  )
}

/** @throws {UnprocessableError} naming what is missing or wrong by its place in the content */
function refuseFaults(faults: readonly SubmissionFault[]): void {
  if (faults.length === 0) return
  throw new UnprocessableError(
    'The observation is not complete yet.',
    '/problems/observation-faults',
    faults.map(({ pointer, code }) => ({ pointer: `/content${pointer}`, detail: code })),
  )
}

const readFiles = (trx: Db, id: string): Promise<{ name: string; sha256: string; purpose: 'attachment' }[]> =>
  trx('submission_file')
    .where({ submission_id: id })
    .whereNull('removed_at')
    .orderBy(['added_at', 'id'])
    .select('name', 'sha256', 'purpose')

/** A number at once where they are counted here; else it is asked for when all is written. */
async function protocolNow(
  trx: Db,
  { config }: Receiving,
  { plan, now }: Arrival,
): Promise<GivenProtocol | null> {
  if (config.protocol) return null
  return countProtocol(trx, { registry: plan.registry, year: Number(romeDate(now).slice(0, 4)), at: now })
}

/** What is received: its texts without what stands round them, and of an opinion alone what only opinions say. */
const clean = ({ opinionOutcome, ...content }: SubmissionContent): SubmissionContent => {
  const isOpinion = content.kind === 'opinion'
  return {
    ...content,
    ...(isOpinion && opinionOutcome && { opinionOutcome }),
    targets: content.targets.map(({ prescription, ...target }) => ({
      ...target,
      text: cleanText(target.text),
      ...(isOpinion && prescription && { prescription }),
    })),
  }
}

/** What is known of a submission once it has been checked and numbered. */
interface Numbered {
  content: SubmissionContent
  text: string
  number: string
  isLate: boolean
  contentHash: string
  protocol: GivenProtocol | null
  accessCode: string
}

const statusOf = ({ protocol }: Numbered) => (protocol ? 'registered' : 'submitted')

/** Writes the row of what was received; from here on the database keeps it as it is. */
async function keepReceived(trx: Db, arrival: Arrival, numbered: Numbered): Promise<void> {
  const { id, plan, receivedAt, now, more } = arrival
  const { content, text, number, isLate, contentHash, protocol, accessCode } = numbered
  const act = isLate && (await trx('late_act').where({ plan_id: plan.id }).first('id'))
  await trx('submission')
    .where({ id })
    .update({
      status: statusOf(numbered),
      number,
      kind: content.kind,
      opinion_outcome: content.opinionOutcome ?? null,
      submitter_kind: content.submitterKind,
      submitter: JSON.stringify(content.submitter),
      draft: JSON.stringify(content),
      text,
      private_reasons: content.privateReasons ?? null,
      content_hash: contentHash,
      received_at: receivedAt,
      is_late: isLate,
      late_act: act ? act.id : null,
      registry: plan.registry,
      protocol_year: protocol?.year ?? null,
      protocol_number: protocol?.number ?? null,
      protocol_at: protocol?.at ?? null,
      access_code_hash: accessCodeHash(accessCode),
      version: trx.raw('version + 1'),
      updated_at: now,
      ...more,
    })
}

const recordReceived = (trx: Db, arrival: Arrival, numbered: Numbered): Promise<void> => {
  const { id, plan, channel, receivedAt, actor } = arrival
  const { content, number, isLate, contentHash, protocol } = numbered
  const happened = eventChanges({
    status: ['draft', statusOf(numbered)],
    number: [null, number],
    channel: [null, channel],
    receivedAt: [null, receivedAt.toISOString()],
    isLate: [null, isLate],
    contentHash: [null, contentHash],
    protocol: [null, protocol && `${plan.registry} ${protocol.number}/${protocol.year}`],
  })
  return recordEvent(trx, {
    actor,
    action: 'receive',
    objectKind: 'submission',
    objectId: id,
    changes: { ...happened, ...contentChanges(content) },
  })
}

async function tellReceived(
  trx: Db,
  context: Receiving,
  { id, plan, receivedAt, addressee }: Arrival,
  { number, isLate, contentHash, accessCode, protocol }: Numbered,
): Promise<void> {
  if (!addressee) return
  await tellSubmitter(trx, context, addressee, {
    kind: 'observation.send',
    id,
    number,
    receivedAt,
    isLate,
    contentHash,
    accessCode,
    plan: plan.title,
    office: plan.office,
    protocol: protocol && { registry: plan.registry, year: protocol.year, number: protocol.number },
  })
}

/**
 * Receives what somebody wrote to a plan: checked whole, numbered, hashed, logged and confirmed by a letter in
 * one transaction. What comes late is taken and marked.
 * @throws {ConflictError} where nothing of its kind is taken at that time
 * @throws {UnprocessableError} where something is missing
 */
export async function receive(trx: Db, context: Receiving, arrival: Arrival): Promise<SubmissionReceipt> {
  const { id, plan, channel, receivedAt, now } = arrival
  const content = clean(arrival.content)
  const isLate = await isLateFor(trx, arrival)
  const files = await readFiles(trx, id)
  const { checked, faults } = await checkTargets(trx, plan.id, content)
  refuseFaults([...submissionFaults(content, files), ...faults])
  const { text, spans } = joinTexts(content.targets.map((target) => target.text))
  const numbered: Numbered = {
    content,
    text,
    isLate,
    number: await nextNumber(trx, now),
    contentHash: canonicalHash({ plan: plan.code, channel, content, files, receivedAt }),
    protocol: await protocolNow(trx, context, arrival),
    accessCode: newAccessCode(),
  }
  await insertTargets(trx, id, checked, spans)
  await keepReceived(trx, arrival, numbered)
  await recordReceived(trx, arrival, numbered)
  await tellReceived(trx, context, arrival, numbered)
  const { number, contentHash, protocol, accessCode } = numbered
  return {
    id,
    number,
    isLate,
    contentHash,
    accessCode,
    receivedAt: receivedAt.toISOString(),
    protocol: protocol && { registry: plan.registry, ...protocol, at: protocol.at.toISOString() },
    demo: context.config.demo,
  }
}

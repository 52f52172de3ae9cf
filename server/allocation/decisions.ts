import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import { recordEvent } from '../db/audit.ts'
import { databaseNow } from '../db/clock.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, UnprocessableError } from '../http/problem.ts'
import { checkVersion } from '../http/version.ts'
import { type Decided, decisionChanges } from './fieldClasses.ts'
import { lockToConfirm, refuseByIdentity } from './identification.ts'
import type { LetterFacts } from './letters.ts'
import { type LockedRequest, lockToBind, lockToDecide, nextState } from './locking.ts'
import { tellApplicant } from './notices.ts'
import { tellPeople } from './people.ts'
import { closingReasons, completionItems, exclusionReasons, type Reason } from './reasons.ts'
import { isLate, isSealed, sideOf } from './rules.ts'
import type { RequestAction } from './schema.ts'

/** What an action does beside moving the state: columns of the request, the log, the letter. */
export interface Effect {
  columns?: Record<string, unknown>
  decided?: Decided
  said?: Partial<
    Pick<LetterFacts, 'message' | 'reason' | 'items' | 'days' | 'dueOn' | 'late' | 'award' | 'identifiedBy'>
  >
  silent?: boolean
}

export interface Situation {
  trx: Db
  request: LockedRequest
  now: Date
  person: Person
  context: Context
}

export type Apply = (situation: Situation) => Effect | Promise<Effect>

/** @throws {ConflictError} where the requests of the call have not been opened */
export async function refuseSealed(trx: Db, request: LockedRequest): Promise<void> {
  if (request.callId === null) return
  const call = await trx('call')
    .where({ id: request.callId })
    .first({ standing: 'standing', unsealedAt: 'unsealed_at' })
  if (!isSealed(call)) return
  throw new ConflictError(
    'Applications of this call stay sealed until they are opened after its deadline.',
    '/problems/sealed',
  )
}

async function write(situation: Situation, action: RequestAction, effect: Effect): Promise<void> {
  const { trx, request, now, person, context } = situation
  const status = nextState(request, action)
  await trx('request')
    .where({ id: request.id })
    .update({ ...effect.columns, status, version: request.version + 1, updated_at: now })
  await recordEvent(trx, {
    actor: {
      id: person.account.id,
      role: sideOf(action) === 'applicant' ? 'applicant' : actingRole(person, 'examineRequests'),
    },
    action,
    objectKind: 'request',
    objectId: request.id,
    changes: decisionChanges({ ...effect.decided, status: [request.status, status] }),
  })
  if (effect.silent) return
  await tellApplicant(trx, context, request, action, effect.said)
  await tellPeople(trx, request, action, person.account.id)
}

/** The request, locked, where the person may do this to it. */
function lockFor(trx: Db, person: Person, id: string, action: RequestAction): Promise<LockedRequest> {
  if (action === 'confirm') return lockToConfirm(trx, person, id)
  const lock = sideOf(action) === 'office' ? lockToDecide : lockToBind
  return lock(trx, person.account.id, id)
}

/**
 * Does one thing to a request: state machine, change, audit event and letter in one transaction.
 * @throws {ConflictError} where it was changed since `version`, is sealed, or the state does not allow it
 */
export async function act(
  context: Context,
  person: Person,
  id: string,
  action: RequestAction,
  version: number,
  apply: Apply = () => ({}),
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const isOffice = sideOf(action) === 'office'
    const request = await lockFor(trx, person, id, action)
    const situation = { trx, request, now: await databaseNow(trx), person, context }
    if (isOffice) await refuseSealed(trx, request)
    checkVersion(request, version)
    nextState(request, action)
    refuseByIdentity(request, action)
    await write(situation, action, await apply(situation))
  })
}

/** The officer takes the request in charge; handing it on between officers is not told to the applicant. */
export const take: Apply = ({ request, person }) => ({
  columns: { assigned_to: person.account.id },
  decided: { assignedTo: [request.assignedTo, person.account.id] },
  silent: request.assignedTo !== null,
})

const find = (reasons: readonly Reason[], code: string): Reason => {
  const reason = reasons.find((candidate) => candidate.code === code)
  if (!reason) throw new UnprocessableError(`"${code}" is not a reason.`)
  return reason
}

/**
 * Asks for what is missing, within a term of days that starts when the notice is delivered
 * (D.Lgs 36/2023 art. 101): until then nobody can say when it ends.
 */
export const askCompletion =
  (body: { items: string[]; message: string; days?: number }): Apply =>
  async ({ trx, request, now, person, context }) => {
    const { least, most } = context.city.terms.completion
    const { items, message, days = most } = body
    if (days < least || days > most) {
      throw new UnprocessableError(`The term is of ${least} to ${most} days.`, '/problems/term-days', [
        { pointer: '/days', detail: `must be between ${least} and ${most}` },
      ])
    }
    await trx('request_completion').insert({
      request_id: request.id,
      items,
      message,
      asked_by: person.account.id,
      asked_at: now,
      term_days: days,
    })
    return {
      decided: {
        completionItems: [null, items],
        completionMessage: [null, message],
        completionTermDays: [null, days],
      },
      said: { items: items.map((code) => find(completionItems, code)), message, days },
    }
  }

/** What is being asked for, if anything. */
export async function readOpenCompletion(
  trx: Db,
  requestId: string,
): Promise<{ id: string; dueOn: string | null; pausedAt: Date | null } | undefined> {
  return trx('request_completion')
    .where({ request_id: requestId })
    .whereNull('answered_at')
    .first({ id: 'id', dueOn: trx.raw('due_on::text'), pausedAt: 'paused_at' })
}

/** The applicant sends what was asked for. What comes after the term is kept and marked. */
export const answerCompletion =
  (answer: string): Apply =>
  async ({ trx, request, now }) => {
    const open = await readOpenCompletion(trx, request.id)
    if (!open) throw new ConflictError('Nothing is being asked for.', '/problems/not-in-this-state')
    await trx('request_completion').where({ id: open.id }).update({ answer, answered_at: now })
    const files = await trx('request_file')
      .where({ completion_id: open.id })
      .whereNull('removed_at')
      .orderBy(['added_at', 'id'])
      .pluck('sha256')
    return {
      decided: { completionAnswer: [null, answer], completionFiles: [null, files] },
      said: { late: open.pausedAt === null && open.dueOn !== null && isLate(now, open.dueOn) },
    }
  }

const withReason = (
  reasons: readonly Reason[],
  { reasonCode, reason }: { reasonCode: string; reason: string },
): Effect => ({
  columns: { reason_code: reasonCode, reason },
  decided: { reasonCode: [null, reasonCode], reason: [null, reason] },
  said: { reason: find(reasons, reasonCode), message: reason },
})

/** Excludes an application; one that is being completed only once its term has started and is over. */
export const exclude =
  (body: { reasonCode: string; reason: string }): Apply =>
  async ({ trx, request, now }) => {
    const open = await readOpenCompletion(trx, request.id)
    if (open && open.dueOn === null) {
      throw new ConflictError(
        'The term to complete it starts with the delivery of the notice, which is not recorded.',
        '/problems/term-not-started',
      )
    }
    if (open?.pausedAt) {
      throw new ConflictError('The term is paused: resume it first.', '/problems/completion-paused')
    }
    if (open?.dueOn && !isLate(now, open.dueOn)) {
      throw new ConflictError(
        `The applicant has until ${open.dueOn} to complete it.`,
        '/problems/completion-open',
      )
    }
    return withReason(exclusionReasons, body)
  }

/** @throws {ConflictError} where the last completion asked for came after its term */
async function refuseLateCompletion(trx: Db, requestId: string): Promise<void> {
  const last = await trx('request_completion')
    .where({ request_id: requestId })
    .orderBy('asked_at', 'desc')
    .first({ answeredAt: 'answered_at', pausedAt: 'paused_at', dueOn: trx.raw('due_on::text') })
  if (!last?.answeredAt || last.pausedAt || last.dueOn === null) return
  if (!isLate(last.answeredAt, last.dueOn)) return
  throw new ConflictError(
    `What was asked for had to come by ${last.dueOn}: the application can only be excluded.`,
    '/problems/late-completion',
  )
}

/** Admits an application; what came after the deadline, or was completed after its term, is excluded. */
export const admit: Apply = async ({ trx, request }) => {
  if (request.isLate)
    throw new ConflictError(
      'It was received after the deadline: it can only be excluded.',
      '/problems/late-arrival',
    )
  await refuseLateCompletion(trx, request.id)
  return {}
}

/** Closes an expression of interest for a coded reason. */
export const close =
  (body: { reasonCode: string; reason: string }): Apply =>
  () =>
    withReason(closingReasons, body)

/** Answers an expression of interest. */
export const answer =
  (message: string): Apply =>
  ({ request }) => ({
    columns: { answer: message },
    decided: { answer: [request.answer, message] },
    said: { message },
  })

/** Notes an expression of interest for the next call. */
export const note =
  (message: string | undefined): Apply =>
  () => ({ said: { message } })

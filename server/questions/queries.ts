import type { Person } from '../accounts/queries.ts'
import { type CallAtHand, holdCall, readCall } from '../calls/calling.ts'
import { actorOf } from '../calls/preparing.ts'
import { mayAskQuestions, questionLimit } from '../calls/rules.ts'
import { answeredQuestion, declinedQuestion, type Telling, tellOfCall } from '../calls/tellingOne.ts'
import type { Context } from '../context.ts'
import { type Change, recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { ConflictError, NotFoundError } from '../http/problem.ts'
import type {
  NewQuestion,
  Question,
  QuestionAnswer,
  QuestionDecline,
  QuestionList,
  QuestionState,
  Questions,
} from './schema.ts'

interface QuestionRow {
  id: string
  text: string
  askedAt: Date
  question: string | null
  answer: string | null
  reason: string | null
  answeredAt: Date | null
}

const columns = {
  id: 'id',
  text: 'text',
  askedAt: 'asked_at',
  question: 'public_question',
  answer: 'answer',
  reason: 'declined_reason',
  answeredAt: 'answered_at',
}

function stateOf({ answer, reason }: QuestionRow): QuestionState {
  if (answer !== null) return 'answered'
  return reason === null ? 'waiting' : 'declined'
}

const toQuestion = (row: QuestionRow): Question => ({
  ...row,
  state: stateOf(row),
  askedAt: row.askedAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
})

/**
 * Answered questions of a call, in the order of their answers, and whether one can ask.
 * @throws {NotFoundError} where there is no such call
 */
export async function listAnswered(db: Db, code: string): Promise<QuestionList> {
  const call = await readCall(db, code)
  const rows = await db('call_question')
    .where({ call_id: call.id })
    .whereNotNull('answer')
    .orderBy(['answered_at', 'id'])
    .select({ id: 'id', question: 'public_question', answer: 'answer', answeredAt: 'answered_at' })
  return {
    open: mayAskQuestions(call, call.now),
    until: (call.questionsUntil ?? call.closesAt)?.toISOString() ?? null,
    items: rows.map((row) => ({ ...row, answeredAt: row.answeredAt.toISOString() })),
  }
}

async function listWhere(db: Db, where: Record<string, unknown>): Promise<Questions> {
  const rows: QuestionRow[] = await db('call_question')
    .where(where)
    .orderByRaw('answered_at IS NOT NULL, asked_at, id')
    .select(columns)
  return { total: rows.length, items: rows.map(toQuestion) }
}

/** What an account has asked about a call, unanswered ones first. */
export async function listMyQuestions(db: Db, code: string, accountId: string): Promise<Questions> {
  const { id } = await readCall(db, code)
  return listWhere(db, { call_id: id, account_id: accountId })
}

/** Every question about a call, for the desk: unanswered ones first, none with who asked. */
export async function listDeskQuestions(db: Db, code: string): Promise<Questions> {
  const { id } = await readCall(db, code)
  return listWhere(db, { call_id: id })
}

async function refuseTooMany(trx: Db, callId: number, accountId: string): Promise<void> {
  const { count } = await trx('call_question')
    .where({ call_id: callId, account_id: accountId })
    .whereNull('answered_at')
    .first(trx.raw('count(*)::integer AS count'))
  if (count < questionLimit) return
  throw new ConflictError(`At most ${questionLimit} questions can wait.`, '/problems/question-limit')
}

/**
 * Keeps a question about a call, for the office to answer to all.
 * @throws {ConflictError} where the time for questions is over, or too many of one's own wait
 */
export async function askQuestion(
  { db }: Context,
  person: Person,
  code: string,
  { text }: NewQuestion,
): Promise<void> {
  await db.transaction(async (trx) => {
    const accountId = person.account.id
    await trx('account').where({ id: accountId }).forNoKeyUpdate().first('id')
    const call = await holdCall(trx, code)
    if (!mayAskQuestions(call, call.now)) {
      throw new ConflictError(
        'Questions about this call can no longer be asked.',
        '/problems/questions-closed',
      )
    }
    await refuseTooMany(trx, call.id, accountId)
    const [row] = await trx('call_question')
      .insert({ call_id: call.id, account_id: accountId, text: text.trim() })
      .returning('id')
    await recordEvent(trx, {
      actor: { id: accountId, role: 'applicant' },
      action: 'askQuestion',
      objectKind: 'callQuestion',
      objectId: row.id,
      changes: {
        call: { class: 'public', old: null, new: code },
        text: { class: 'personal', old: null, new: text.trim() },
      },
    })
  })
}

interface Waiting {
  id: string
  accountId: string | null
  text: string
}

/** A question that waits for its answer, held; @throws where there is none, or it has been answered */
async function lockWaiting(trx: Db, call: CallAtHand, id: string): Promise<Waiting> {
  const row = await trx('call_question')
    .where({ id, call_id: call.id })
    .forUpdate()
    .first({ id: 'id', accountId: 'account_id', text: 'text', answeredAt: 'answered_at' })
  if (!row) throw new NotFoundError('There is no such question.')
  if (row.answeredAt) throw new ConflictError('It has been answered already.', '/problems/question-answered')
  return row
}

/** Writes what became of a question that waits, with its event, and tells who asked. */
async function closeQuestion(
  { db, config }: Context,
  person: Person,
  { code, id }: { code: string; id: string },
  become: (waiting: Waiting) => {
    action: 'answerQuestion' | 'declineQuestion'
    columns: Record<string, string>
    changes: Record<string, Change>
    letter: Telling
  },
): Promise<void> {
  await db.transaction(async (trx) => {
    const call = await holdCall(trx, code)
    const waiting = await lockWaiting(trx, call, id)
    const { action, columns, changes, letter } = become(waiting)
    await trx('call_question')
      .where({ id })
      .update({ ...columns, answered_by: person.account.id, answered_at: trx.raw('clock_timestamp()') })
    await recordEvent(trx, {
      actor: actorOf(person),
      action,
      objectKind: 'callQuestion',
      objectId: id,
      changes,
    })
    await tellOfCall(trx, config, call, waiting.accountId, letter)
  })
}

/**
 * Answers a question to all; who asked is told by letter.
 * @throws {ConflictError} where it was answered or declined already
 */
export const answerQuestion = (
  context: Context,
  person: Person,
  path: { code: string; id: string },
  { question, answer }: QuestionAnswer,
): Promise<void> =>
  closeQuestion(context, person, path, () => ({
    action: 'answerQuestion',
    columns: { public_question: question.trim(), answer: answer.trim() },
    changes: {
      question: { class: 'public', old: null, new: question.trim() },
      answer: { class: 'public', old: null, new: answer.trim() },
    },
    letter: answeredQuestion(question, answer),
  }))

/**
 * Declines a question; only who asked learns of it, and why.
 * @throws {ConflictError} where it was answered or declined already
 */
export const declineQuestion = (
  context: Context,
  person: Person,
  path: { code: string; id: string },
  { reason }: QuestionDecline,
): Promise<void> =>
  closeQuestion(context, person, path, ({ text }) => ({
    action: 'declineQuestion',
    columns: { declined_reason: reason.trim() },
    changes: { reason: { class: 'personal', old: null, new: reason.trim() } },
    letter: declinedQuestion(text, reason),
  }))

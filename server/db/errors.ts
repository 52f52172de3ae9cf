import {
  ConflictError,
  InvalidError,
  type ProblemError,
  UnavailableError,
  UnprocessableError,
} from '../http/problem.ts'

type ProblemClass = new (detail: string, type: string) => ProblemError

/**
 * What a caller is told for each SQLSTATE that bad or colliding input can raise.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const problems: Record<string, [ProblemClass, detail: string, type: string]> = {
  '23505': [ConflictError, 'A record with the same identifying values exists already.', 'duplicate'],
  '23503': [
    ConflictError,
    'A record this one refers to, or is referred to by, stands in the way.',
    'reference',
  ],
  '23P01': [ConflictError, 'The dates overlap those of a record that exists already.', 'overlap'],
  '23001': [
    ConflictError,
    'The record is kept as it is: it can be ended, not changed or deleted.',
    'kept-record',
  ],
  '40001': [
    ConflictError,
    'Somebody else changed the same record at the same time. Try again.',
    'concurrent-change',
  ],
  '40P01': [
    ConflictError,
    'Somebody else changed the same record at the same time. Try again.',
    'concurrent-change',
  ],
  '55P03': [ConflictError, 'Somebody else is changing the same record. Try again.', 'concurrent-change'],
  '23514': [UnprocessableError, 'A value is not allowed for its field.', 'value-not-allowed'],
  '23502': [UnprocessableError, 'A value that is required is missing.', 'value-missing'],
  '22003': [InvalidError, 'A number is too large or too small.', 'value-out-of-range'],
  '22007': [InvalidError, 'A date or time is not valid.', 'value-not-valid'],
  '22008': [InvalidError, 'A date or time is out of range.', 'value-out-of-range'],
  '22P02': [InvalidError, 'A value does not have the form its field needs.', 'value-not-valid'],
  '22P05': [InvalidError, 'A text holds a character that cannot be stored.', 'character-not-valid'],
  '22021': [InvalidError, 'A text holds a character that cannot be stored.', 'character-not-valid'],
}

/** SQLSTATE of a server that is going, gone, coming up or full (classes 08, 57P and 53), besides the network's own words. */
const awayCodes = /^(08...|57P0[1235]|53[0-9A-Z]{3})$/
const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ENOENT',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]
/** What pg and knex say, without a code, where a connection ended, never came or could not be had in time. */
const awayWords =
  /^(Connection terminated|Client has encountered a connection error|timeout expired|Knex: Timeout acquiring a connection|Query read timeout)/

/** Whether the database could not be reached, so that the same may work in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  if (!(error instanceof Error)) return false
  const { code, syscall, severity } = error as Error & {
    code?: unknown
    syscall?: unknown
    severity?: unknown
  }
  if (typeof code === 'string' && severity !== undefined) return awayCodes.test(code)
  const isSocket = ['connect', 'read', 'write', 'getaddrinfo'].includes(String(syscall))
  if (isSocket && networkCodes.includes(String(code))) return true
  return error.name === 'KnexTimeoutError' || awayWords.test(lastClause(error.message))
}

/** knex puts the statement and a dash in front of what the driver said. */
const lastClause = (message: string): string =>
  message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '')

/**
 * The problem a database error stands for, or null where it is a fault of the program (answer: a bare
 * 500, and the log). No word of the driver's message is passed on.
 */
export function toProblem(error: unknown): ProblemError | null {
  if (typeof error !== 'object' || error === null) return null
  if (isDatabaseAway(error)) {
    return new UnavailableError(
      'The records cannot be reached at the moment: try again shortly.',
      '/problems/away',
    )
  }
  const { code, severity } = error as { code?: unknown; severity?: unknown }
  if (typeof code !== 'string' || severity === undefined || !Object.hasOwn(problems, code)) return null
  const entry = problems[code]
  if (!entry) return null
  const [Problem, detail, type] = entry
  return new Problem(detail, `/problems/${type}`)
}

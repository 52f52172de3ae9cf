import { ConflictError, InvalidError, type ProblemError, UnprocessableError } from '../http/problem.ts'

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

/**
 * The problem a database error stands for, or null where it is a fault of the program (answer: a bare
 * 500, and the log). No word of the driver's message is passed on.
 */
export function toProblem(error: unknown): ProblemError | null {
  if (typeof error !== 'object' || error === null) return null
  const { code, severity } = error as { code?: unknown; severity?: unknown }
  if (typeof code !== 'string' || severity === undefined || !Object.hasOwn(problems, code)) return null
  const entry = problems[code]
  if (!entry) return null
  const [Problem, detail, type] = entry
  return new Problem(detail, `/problems/${type}`)
}

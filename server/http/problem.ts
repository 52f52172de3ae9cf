import { type Static, Type } from 'typebox'

/** RFC 9457 problem details, the shape of every error reply. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'URI reference of the kind of problem' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    retryAfterSeconds: Type.Optional(Type.Integer({ description: 'as the header Retry-After' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.String({ description: 'JSON Pointer or name of the parameter' }),
          detail: Type.String(),
        }),
      ),
    ),
  },
  { additionalProperties: true },
)
export type Problem = Static<typeof Problem>

/** The replies of a route beside those of success. */
export const problems = { '4xx': Problem, '5xx': Problem }

/** Replies of a route that answers with text of a media type. */
export const textReplies = (mediaType: string) => ({
  200: { content: { [mediaType]: { schema: Type.String() } } },
  ...problems,
})

export type ProblemEntry = NonNullable<Problem['errors']>[number]

/** An error that is an answer: domain functions throw it, the error handler writes it out. */
export abstract class ProblemError extends Error {
  abstract readonly status: number
  abstract readonly title: string
  readonly type: string
  readonly errors: ProblemEntry[] | undefined

  /**
   * @param detail what happened and what to do, for the person who reads it
   * @param type a path under `/problems/` that names the situation
   */
  constructor(detail: string, type = 'about:blank', errors?: ProblemEntry[]) {
    super(detail)
    this.type = type
    this.errors = errors
  }
}

export class InvalidError extends ProblemError {
  readonly status = 400
  readonly title = 'Bad Request'
}
export class UnauthenticatedError extends ProblemError {
  readonly status = 401
  readonly title = 'Unauthenticated'
}
export class ForbiddenError extends ProblemError {
  readonly status = 403
  readonly title = 'Forbidden'
}
export class NotFoundError extends ProblemError {
  readonly status = 404
  readonly title = 'Not Found'
}
export class ConflictError extends ProblemError {
  readonly status = 409
  readonly title = 'Conflict'
}
export class TooLargeError extends ProblemError {
  readonly status = 413
  readonly title = 'Content Too Large'
}
export class UnprocessableError extends ProblemError {
  readonly status = 422
  readonly title = 'Unprocessable Content'
}
export class TooManyError extends ProblemError {
  readonly status = 429
  readonly title = 'Too Many Requests'
  readonly retryAfterSeconds: number | undefined

  /** @param retryAfterSeconds sent as Retry-After where it is known */
  constructor(detail: string, type = 'about:blank', retryAfterSeconds?: number) {
    super(detail, type)
    this.retryAfterSeconds = retryAfterSeconds
  }
}
/** Answered with Retry-After. */
export class UnavailableError extends ProblemError {
  readonly status = 503
  readonly title = 'Service Unavailable'
}

import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchemaValidationError,
} from 'fastify'
import { toProblem } from '../db/errors.ts'
import { namePattern } from './names.ts'
import { type Problem, type ProblemEntry, ProblemError, TooManyError } from './problem.ts'

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
}

const retryAfterSeconds = 5

function send(reply: FastifyReply, problem: Problem): FastifyReply {
  const wait = problem.retryAfterSeconds ?? (problem.status === 503 ? retryAfterSeconds : undefined)
  if (wait !== undefined) reply.header('retry-after', wait)
  return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem)
}

/** What was wrong with one value, naming the parameter or the place in the body. */
function describeViolation(violation: FastifySchemaValidationError, context: string): ProblemEntry {
  const { keyword, params, instancePath, message } = violation
  const inQuery = context !== 'body'
  const place = inQuery ? instancePath.slice(1).split('/')[0] : instancePath
  const member = params.additionalProperty ?? params.missingProperty ?? params.unevaluatedProperty
  if (typeof member === 'string') {
    const pointer = inQuery && !place ? member : `${place}/${member}`
    return { pointer, detail: keyword === 'required' ? 'is missing' : 'is not known here' }
  }
  if (keyword === 'enum' && Array.isArray(params.allowedValues)) {
    return { pointer: place ?? '', detail: `must be one of: ${params.allowedValues.join(', ')}` }
  }
  if (params.pattern === namePattern) {
    return { pointer: place ?? '', detail: 'must be one line, without the address of a site' }
  }
  return { pointer: place ?? '', detail: message ?? 'is not valid' }
}

function validationProblem(error: FastifyError): Problem {
  const entries = (error.validation ?? []).map((violation) =>
    describeViolation(violation, error.validationContext ?? 'body'),
  )
  const isName = error.validation?.some(({ params }) => params.pattern === namePattern)
  const detail = entries.map((entry) => `${entry.pointer || 'the body'}: ${entry.detail}`).join('; ')
  const type = isName ? '/problems/name-form' : '/problems/invalid'
  return { type, title: 'Bad Request', status: 400, detail, errors: entries }
}

/** The problem that answers an error; null where the error is our own fault and must be logged. */
function problemOf(error: unknown): Problem | null {
  const known = error instanceof ProblemError ? error : toProblem(error)
  if (known) {
    const { type, title, status, message: detail, errors } = known
    const wait = known instanceof TooManyError ? known.retryAfterSeconds : undefined
    return {
      ...{ type, title, status, detail },
      ...(errors ? { errors } : {}),
      ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    }
  }
  if (!(error instanceof Error)) return null
  const fastifyError = error as FastifyError
  if (fastifyError.validation) return validationProblem(fastifyError)
  const status = fastifyError.statusCode ?? 500
  if (status < 400 || status >= 500) return null
  return { type: 'about:blank', title: titles[status] ?? 'Bad Request', status, detail: error.message }
}

/** What Fastify refuses before a route is found, such as an address that is not well-formed. */
export function answerFrameworkError(
  error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  const status = error.statusCode ?? 400
  send(reply, { type: 'about:blank', title: titles[status] ?? 'Bad Request', status, detail: error.message })
}

/** Every error leaves as RFC 9457 problem details; what is not known is logged and leaves as a bare 500. */
export function setErrorHandling(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem && problem.status >= 500) request.log.warn({ err: error }, 'not answered for now')
    if (problem) return send(reply, problem)
    request.log.error({ err: error }, 'request failed')
    return send(reply, {
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail:
        'Something went wrong here; nothing was saved. Try again, or call the office named on the page.',
    })
  })
}

/** The answer to an address nobody serves. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0]
  return send(reply, {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: `There is nothing at ${request.method} ${path}.`,
  })
}

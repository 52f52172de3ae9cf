import type { FastifyRequest } from 'fastify'

/** What looks like an e-mail address, with the name in front of it where there is one. */
const address = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g
/** Long runs of the characters tokens, hashes and keys are made of. */
const token = /[A-Za-z0-9_-]{40,}/g

/** A text without e-mail addresses and tokens, for the log. */
const withoutPersonal = (text: string): string => text.replace(address, '[address]').replace(token, '[token]')

/** The path, and which parameters were given: their values are what somebody looks for, or a token. */
function loggedUrl(url: string): string {
  const [path = '', query] = url.split('?')
  if (!query) return withoutPersonal(path)
  const names = query.split('&').map((pair) => pair.split('=')[0])
  return withoutPersonal(`${path}?${names.join('&')}`)
}

/** The statement alone: after it knex puts what the driver said, which may hold a value. */
const withoutDriverWords = (message: string): string => message.split(' - ')[0] ?? ''

interface LoggedError {
  type: string
  message: string
  stack: string
  [detail: string]: unknown
}

/** What the log keeps of an error: where it happened and its code, no value of anybody's record. */
function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: withoutPersonal(String(error)), stack: '' }
  const { code, table, constraint, severity } = error as unknown as Record<string, unknown>
  const message = severity === undefined ? error.message : withoutDriverWords(error.message)
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const hasCause = depth < 3 && error.cause instanceof Error
  return {
    type: error.name,
    message: withoutPersonal(message),
    stack: frames.join('\n'),
    ...(code === undefined ? {} : { code }),
    ...(table === undefined ? {} : { table }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(hasCause ? { cause: loggedError(error.cause, depth + 1) } : {}),
  }
}

/** How requests and errors are written to the log: without personal data, addresses of people included. */
export const logSerializers = {
  req: ({ method, url }: FastifyRequest) => ({ method, url: loggedUrl(url) }),
  err: (error: unknown) => loggedError(error),
}

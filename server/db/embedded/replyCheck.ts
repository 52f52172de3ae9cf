import { statementOf, type WireMessage } from './wire.ts'

/** One of these must be among the replies to a message, else the server lost its way in it. */
const answers: Record<string, string> = { P: '1E', B: '2E', C: '3E', D: 'TnE', E: 'CsE', S: 'Z', Q: 'CE' }

const isEmptyStatement = (sql: string | null): boolean =>
  sql !== null && sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|[;\s]/g, '') === ''

/**
 * Whether the server answered a message to the end. Where PGlite swallows an exception it says nothing,
 * or that the statement was empty, and may commit what is left (electric-sql/pglite#916).
 * @param sql the statement the message belongs to
 */
export function isAnswered(message: WireMessage, replies: WireMessage[], sql: string | null): boolean {
  const expected = answers[message.type]
  if (expected === undefined) return true
  const types = replies.map((reply) => reply.type)
  const complete =
    types.some((type) => expected.includes(type)) || (types.includes('I') && isEmptyStatement(sql))
  return complete && (message.type !== 'Q' || types.at(-1) === 'Z')
}

/** The statement that message `index` of a batch belongs to: its own, or that of the last Parse. */
export function statementAt(batch: WireMessage[], index: number): string | null {
  for (let at = index; at >= 0; at -= 1) {
    const message = batch[at]
    const sql = message ? statementOf(message) : null
    if (sql !== null) return sql
  }
  return null
}

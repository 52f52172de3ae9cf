/** State a session tells in ReadyForQuery: idle, in a transaction, in a failed transaction. */
export type TransactionStatus = 'I' | 'T' | 'E'

/** One message of the PostgreSQL protocol 3: its type letter (empty before start-up) and all its bytes. */
export interface WireMessage {
  type: string
  bytes: Buffer
}

const maxMessageBytes = 1 << 30

/** Cuts what arrives on one connection into messages; the first of a connection has no type letter. */
export function createMessageReader(): { read(chunk: Buffer): WireMessage[]; started(): void } {
  let chunks: Buffer[] = []
  let heldBytes = 0
  let neededBytes = 8
  let typeBytes = 0

  function next(): WireMessage | undefined {
    if (heldBytes < neededBytes) return undefined
    const held = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    chunks = [held]
    const length = held.readUInt32BE(typeBytes) + typeBytes
    if (length < 4 || length > maxMessageBytes) throw new Error('not a message of the PostgreSQL protocol')
    neededBytes = Math.max(length, 4 + typeBytes)
    if (heldBytes < neededBytes) return undefined
    const rest = held.subarray(length)
    chunks = rest.length > 0 ? [rest] : []
    heldBytes = rest.length
    neededBytes = 4 + typeBytes
    return { type: typeBytes ? String.fromCharCode(held[0] ?? 0) : '', bytes: held.subarray(0, length) }
  }

  return {
    read(chunk) {
      chunks.push(chunk)
      heldBytes += chunk.length
      const messages: WireMessage[] = []
      for (let message = next(); message; message = next()) {
        messages.push(message)
        if (message.type === '') break
      }
      return messages
    },
    started() {
      typeBytes = 1
      neededBytes = 5
    },
  }
}

/** Cuts a buffer of whole typed messages. */
export function splitMessages(bytes: Buffer): WireMessage[] {
  const messages: WireMessage[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = start + 1 + bytes.readUInt32BE(start + 1)
    messages.push({ type: String.fromCharCode(bytes[start] ?? 0), bytes: bytes.subarray(start, end) })
    start = end
  }
  return messages
}

const isCopyData = ({ type }: WireMessage): boolean => type === 'd' || type === 'c' || type === 'f'

/** The messages as PostgreSQL takes them in: a COPY with its rows is one. */
export function joinCopies(messages: WireMessage[]): WireMessage[] {
  const [first, ...rest] = messages
  if (!first || !rest.some(isCopyData)) return messages
  return [{ type: first.type, bytes: Buffer.concat(messages.map(({ bytes }) => bytes)) }]
}

/** The SQL of a Query or Parse message, null for any other. */
export function statementOf({ type, bytes }: WireMessage): string | null {
  if (type !== 'Q' && type !== 'P') return null
  const start = type === 'Q' ? 5 : bytes.indexOf(0, 5) + 1
  return bytes.toString('utf8', start, bytes.indexOf(0, start))
}

function message(type: string, body: Buffer | string): Buffer {
  const content = Buffer.from(body)
  const header = Buffer.alloc(5)
  header.write(type, 'latin1')
  header.writeUInt32BE(content.length + 4, 1)
  return Buffer.concat([header, content])
}

/** Answers to the parts of a statement that returns no rows: Parse, Bind, Describe, Close. */
export const acknowledgements: Record<string, Buffer> = {
  P: message('1', ''),
  B: message('2', ''),
  D: message('n', ''),
  C: message('3', ''),
}

export const commandComplete = (tag: string): Buffer => message('C', `${tag}\0`)

/** Asks the client for the rows of COPY FROM STDIN, as text. */
export const copyInResponse: Buffer = message('G', Buffer.alloc(3))

export const readyForQuery = (status: TransactionStatus): Buffer => message('Z', status)

/** An ErrorResponse with its SQLSTATE. */
export function errorResponse(code: string, text: string, severity: 'ERROR' | 'FATAL' = 'ERROR'): Buffer {
  return message('E', `S${severity}\0V${severity}\0C${code}\0M${text}\0\0`)
}

const parameters = {
  client_encoding: 'UTF8',
  server_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
  integer_datetimes: 'on',
  standard_conforming_strings: 'on',
  server_version: '18.0',
}

/** What a client reads once it has introduced itself: everybody who can open the socket is let in. */
export const greeting: Buffer = Buffer.concat([
  message('R', Buffer.alloc(4)),
  ...Object.entries(parameters).map(([name, value]) => message('S', `${name}\0${value}\0`)),
  message('K', Buffer.alloc(8)),
  readyForQuery('I'),
])

import { Readable } from 'node:stream'
import { mboxReader } from 'mbox-reader'

/** A mailbox with more messages is left for a person to look at. */
const messageLimit = 5000

const chunkBytes = 64_000

/** In pieces: the reader takes far longer over many lines at once than over few. */
function* piecesOf(mailbox: Buffer): Generator<Buffer> {
  for (let at = 0; at < mailbox.length; at += chunkBytes) yield mailbox.subarray(at, at + chunkBytes)
}

/**
 * The messages of a mailbox (mbox, RFC 4155), in its order: each with the line ends it had on the wire (CRLF, RFC 5322
 * 2.1), so that the same message is the same bytes by itself and in any mailbox.
 * @throws {Error} where it holds none, or more than 5,000
 */
export async function messagesOf(mailbox: Buffer): Promise<Buffer[]> {
  const messages: Buffer[] = []
  for await (const { content } of mboxReader(Readable.from(piecesOf(mailbox)))) {
    if (messages.length === messageLimit) throw new Error('too many messages')
    messages.push(Buffer.from(`${content.toString('latin1').replaceAll('\n', '\r\n')}\r\n`, 'latin1'))
  }
  if (messages.length === 0) throw new Error('no mailbox')
  return messages
}

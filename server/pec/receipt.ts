import { createHash } from 'node:crypto'
import { simpleParser } from 'mailparser'
import type { ReceiptKind } from '../notices/schema.ts'
import type { PecTrust } from '../pecConfig.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { isAmbiguous } from './contentType.ts'
import type { ReceiptRefusal } from './schema.ts'
import { readSigned } from './signature.ts'

/** Types of receipts that tell a sender what became of a letter. */
const kinds = new Map<string, ReceiptKind>([
  ['accettazione', 'acceptance'],
  ['non-accettazione', 'notAccepted'],
  ['avvenuta-consegna', 'delivery'],
  ['errore-consegna', 'notDelivered'],
  ['preavviso-errore-consegna', 'warning'],
])

/** A message that calls itself a receipt. */
export interface Receipt {
  source: Buffer
  sha256: string
  messageId: string
  /** What it certifies; where it certifies nothing, what it calls itself. */
  kind: ReceiptKind
  /** Null where it holds none that can be read, or none by one who is believed. */
  certificate: Certificate | null
  refusal: ReceiptRefusal | null
}

const header = (headers: Map<string, unknown>, name: string) => {
  const value = headers.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A Message-ID as its sender wrote it, where a line of a message may hold it (RFC 5322, 2.1.1). */
const isMessageId = (id: string | undefined): id is string => id !== undefined && /^[ -~]{1,998}$/.test(id)

/** Reads a message; what others have written, such as the letter a provider sends back, is not opened. */
const parsed = (message: Buffer) =>
  simpleParser(message, { skipImageLinks: true, ignoreEmbedded: true }).catch(() => null)

/** What of a message may be believed: what is signed, or all of it where signatures are not checked. */
async function believed(source: Buffer, trust: PecTrust | undefined): Promise<Buffer | ReceiptRefusal> {
  if (isAmbiguous(source)) return 'ambiguous'
  if (!trust) return source
  const signed = await readSigned(source, trust)
  if (!signed) return 'signature'
  if (!signed.isAccepted) return 'signer'
  return isAmbiguous(signed.content) ? 'ambiguous' : signed.content
}

async function certificateIn(content: Buffer): Promise<Certificate | null> {
  const mail = await parsed(content)
  const named = mail?.attachments.filter(({ filename }) => filename?.toLowerCase() === 'daticert.xml') ?? []
  const [file] = named
  return file && named.length === 1 ? readCertificate(file.content.toString('utf8')) : null
}

/**
 * Reads a message as a receipt; null where it does not call itself one by its header `X-Ricevuta`, or cannot
 * be read as a message at all. What counts is the certificate attached, read from what the provider has
 * signed; never the subject or a header, which anybody can write.
 * @throws {Error} where signatures are checked and cannot be
 */
export async function readReceipt(source: Buffer, trust: PecTrust | undefined): Promise<Receipt | null> {
  const mail = await parsed(source)
  if (!mail) return null
  const type = header(mail.headers, 'x-ricevuta').toLowerCase()
  const claimed = kinds.get(type)
  if (!claimed) return null
  const sha256 = createHash('sha256').update(source).digest('hex')
  const content = await believed(source, trust)
  const certificate = typeof content === 'string' ? null : await certificateIn(content)
  const reference = header(mail.headers, 'x-riferimento-message-id')
  const agrees = certificate?.type === type && certificate.letterMessageId === reference
  const untold = certificate ? (agrees ? null : 'certificateDiffers') : 'noCertificate'
  return {
    source,
    sha256,
    messageId: isMessageId(mail.messageId) ? mail.messageId : `<${sha256}@without.message-id>`,
    kind: kinds.get(certificate?.type ?? '') ?? claimed,
    certificate,
    refusal: typeof content === 'string' ? content : untold,
  }
}

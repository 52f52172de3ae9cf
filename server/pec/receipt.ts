import { createHash } from 'node:crypto'
import { simpleParser } from 'mailparser'
import type { ReceiptKind } from '../notices/schema.ts'
import { type Certificate, readCertificate } from './certificate.ts'

/** Values of the header `X-Ricevuta` that tell a sender what became of a letter. */
const kinds: Record<string, ReceiptKind> = {
  accettazione: 'acceptance',
  'non-accettazione': 'notAccepted',
  'avvenuta-consegna': 'delivery',
  'errore-consegna': 'notDelivered',
  'preavviso-errore-consegna': 'warning',
}

/** A message that calls itself a receipt. */
export interface Receipt {
  source: Buffer
  sha256: string
  messageId: string
  /** Address it comes from. */
  from: string
  kind: ReceiptKind
  /** Null where it holds none that can be read, or one that says something else than the message. */
  certificate: Certificate | null
  refusal: 'noCertificate' | 'certificateDiffers' | null
}

const header = (headers: Map<string, unknown>, name: string) => {
  const value = headers.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A Message-ID as its sender wrote it, where a line of a message may hold it (RFC 5322, 2.1.1). */
const isMessageId = (id: string | undefined): id is string => id !== undefined && /^[ -~]{1,998}$/.test(id)

/**
 * Reads a message as a receipt; null where it is none, or none that can be read as a message at all. What
 * counts are the header `X-Ricevuta` and the certificate attached, never the subject, which anybody can write.
 */
export async function readReceipt(source: Buffer): Promise<Receipt | null> {
  const mail = await simpleParser(source, { skipImageLinks: true }).catch(() => null)
  if (!mail) return null
  const type = header(mail.headers, 'x-ricevuta').toLowerCase()
  const kind = kinds[type]
  if (!kind) return null
  const sha256 = createHash('sha256').update(source).digest('hex')
  const attached = mail.attachments.filter(({ filename }) => filename?.toLowerCase() === 'daticert.xml')
  const [file] = attached
  const certificate = file && attached.length === 1 ? readCertificate(file.content.toString('utf8')) : null
  const reference = header(mail.headers, 'x-riferimento-message-id')
  const agrees = certificate?.type === type && certificate.letterMessageId === reference
  return {
    source,
    sha256,
    messageId: isMessageId(mail.messageId) ? mail.messageId : `<${sha256}@without.message-id>`,
    from: mail.from?.value[0]?.address ?? '',
    kind,
    certificate,
    refusal: certificate ? (agrees ? null : 'certificateDiffers') : 'noCertificate',
  }
}

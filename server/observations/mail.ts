import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import { readCertificate } from '../pec/certificate.ts'
import { plainName } from './plainName.ts'

/** A part of a message that is kept beside it. */
export interface MailPart {
  name: string
  mediaType: string
  purpose: 'attachment' | 'certificate' | 'signature'
  content: Buffer
}

/** A message as the inbox reads it; of a certified one, the message inside its envelope. */
export interface ReadMail {
  channel: 'pec' | 'email'
  messageId: string | null
  sender: string | null
  subject: string | null
  text: string | null
  /** Of a certified message when its provider took it; else when our own server had it, by its first trace. */
  receivedAt: Date | null
  parts: MailPart[]
  /** A message that calls itself certified, but has no certificate that can be read. */
  withoutCertificate: boolean
}

const parse = (source: Buffer) => simpleParser(source, { skipImageLinks: true, ignoreEmbedded: true })

const nameOf = ({ filename }: Attachment) => plainName(filename ?? 'allegato')
const isNamed = (attachment: Attachment, name: string) => nameOf(attachment).toLowerCase() === name
const mediaTypePattern = /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/
/** A signature that stands beside what it signs, or the envelope of a signed message; `name.pdf.p7m` is a document. */
const isSignature = (attachment: Attachment) =>
  isNamed(attachment, 'smime.p7m') ||
  /pkcs7-signature/.test(attachment.contentType) ||
  /\.p7s$/i.test(nameOf(attachment))

function toPart(attachment: Attachment): MailPart {
  const purpose = isNamed(attachment, 'daticert.xml')
    ? 'certificate'
    : isSignature(attachment)
      ? 'signature'
      : 'attachment'
  const mediaType = mediaTypePattern.test(attachment.contentType)
    ? attachment.contentType
    : 'application/octet-stream'
  return { name: nameOf(attachment), mediaType, purpose, content: attachment.content }
}

/** The instant at the end of the trace our own server wrote: the first `Received` (RFC 5321, 4.4). */
function traceOf(mail: ParsedMail): Date | null {
  const line = mail.headerLines.find(({ key }) => key === 'received')?.line ?? ''
  const at = new Date(line.slice(line.lastIndexOf(';') + 1).trim())
  return line.includes(';') && !Number.isNaN(at.getTime()) ? at : null
}

const addressOf = (mail: ParsedMail): string | null => mail.from?.value[0]?.address ?? null
const wordsOf = ({ text }: ParsedMail): string | null => text?.trim() || null

interface Envelope {
  certificate: ReturnType<typeof readCertificate>
  inner: ParsedMail
  innerSource: Attachment
}

/** The message a certified envelope carries (`postacert.eml`), with what its provider says of it. */
async function openEnvelope(mail: ParsedMail): Promise<Envelope | null> {
  if (String(mail.headers.get('x-trasporto') ?? '').toLowerCase() !== 'posta-certificata') return null
  const innerSource = mail.attachments.find(
    (attachment) => isNamed(attachment, 'postacert.eml') || attachment.contentType === 'message/rfc822',
  )
  const data = mail.attachments.find((attachment) => isNamed(attachment, 'daticert.xml'))
  if (!innerSource) return null
  return {
    certificate: data ? readCertificate(data.content.toString('utf8')) : null,
    inner: await parse(innerSource.content),
    innerSource,
  }
}

function certified(outer: ParsedMail, { certificate, inner, innerSource }: Envelope): ReadMail {
  const around = outer.attachments.filter((attachment) => attachment !== innerSource)
  return {
    channel: 'pec',
    messageId: inner.messageId ?? certificate?.letterMessageId ?? null,
    sender: certificate?.sender ?? addressOf(inner),
    subject: inner.subject ?? null,
    text: wordsOf(inner),
    receivedAt: certificate?.at ?? traceOf(outer),
    parts: [...inner.attachments, ...around].map(toPart),
    withoutCertificate: certificate === null,
  }
}

/**
 * Reads a message: ordinary mail, or a certified one (PEC) whose envelope holds the message itself, the
 * certificate of its provider (`daticert.xml`) and the provider's signature (DM 2 November 2005, 6.3).
 * @throws {Error} where it is no message
 */
export async function readMail(source: Buffer): Promise<ReadMail> {
  const mail = await parse(source)
  if (!mail.from && !mail.date && !mail.messageId) throw new Error('not a message')
  const envelope = await openEnvelope(mail)
  if (envelope) return certified(mail, envelope)
  return {
    channel: 'email',
    messageId: mail.messageId ?? null,
    sender: addressOf(mail),
    subject: mail.subject ?? null,
    text: wordsOf(mail),
    receivedAt: traceOf(mail) ?? mail.date ?? null,
    parts: mail.attachments.map(toPart),
    withoutCertificate: false,
  }
}

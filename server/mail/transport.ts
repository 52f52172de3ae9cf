import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { Config } from '../config.ts'

/** A letter as it leaves. */
export interface OutgoingMail {
  messageId: string
  to: string
  /** Null: whoever sends. */
  replyTo?: string | null
  language: 'it' | 'en'
  subject: string
  text: string
  html: string | null
}

export interface MailTransport {
  /** Resolves once the letter has been accepted; sending the same Message-ID again is harmless. */
  send(mail: OutgoingMail): Promise<void>
  close(): void
}

export type MailConfig = Pick<Config, 'smtpUrl' | 'mailFrom' | 'varDir' | 'pec'>
type Channel = 'mail' | 'pec'

const headersOf = (
  from: string,
  { messageId, to, replyTo, language, subject, text, html }: OutgoingMail,
) => ({
  from,
  to: { name: '', address: to },
  ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
  subject,
  text,
  ...(html === null ? {} : { html }),
  messageId,
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** How long a silent server is waited for; far less than the lease of a letter. */
const timeouts = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 }

function smtpTransport(url: string, from: string): MailTransport {
  const transporter = nodemailer.createTransport({ url, ...timeouts })
  return {
    async send(mail) {
      await transporter.sendMail(headersOf(from, mail))
    },
    close: () => transporter.close(),
  }
}

const fileName = (messageId: string) =>
  `${messageId.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-|-$/g, '')}.eml`

/** Letters as files named after their Message-ID, which nobody else may read: one sent again replaces itself. */
function fileTransport(folder: string, from: string): MailTransport {
  const transporter = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async send(mail) {
      const { message } = await transporter.sendMail(headersOf(from, mail))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, fileName(mail.messageId))
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 })
      await rename(`${file}.part`, file)
    },
    close: () => transporter.close(),
  }
}

/** SMTP where `SMTP_URL` is set, else `.eml` files in `VAR_DIR/outbox`. */
function createTransport({ smtpUrl, mailFrom, varDir }: MailConfig): MailTransport {
  return smtpUrl ? smtpTransport(smtpUrl, mailFrom) : fileTransport(join(varDir, 'outbox'), mailFrom)
}

export type Transports = Partial<Record<Channel, MailTransport>>

/** The ways out: ordinary mail always, certified mail where its account is configured. */
export function createTransports(config: MailConfig): Transports {
  const mail = createTransport(config)
  return config.pec ? { mail, pec: smtpTransport(config.pec.smtpUrl, config.pec.address) } : { mail }
}

export const closeTransports = (transports: Transports): void => {
  for (const transport of Object.values(transports)) transport.close()
}

/**
 * Whether the server refused this letter for good (a reply of 500-599 to its sender, recipient or
 * content, RFC 5321 4.2.1), so that trying again is of no use. A refused password is a setting to mend.
 */
export function isRefusedForGood(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  const isOfLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  return isOfLetter && responseCode !== undefined && responseCode >= 500 && responseCode < 600
}

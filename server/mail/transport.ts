import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { Config } from '../config.ts'

/** A letter as it leaves. */
export interface OutgoingMail {
  messageId: string
  to: string
  subject: string
  text: string
}

export interface MailTransport {
  /** Resolves once the letter has been accepted; sending the same Message-ID again is harmless. */
  send(mail: OutgoingMail): Promise<void>
  close(): void
}

const headersOf = (from: string, { messageId, to, subject, text }: OutgoingMail) => ({
  from,
  to: { name: '', address: to },
  subject,
  text,
  messageId,
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
})

function smtpTransport(url: string, from: string): MailTransport {
  const transporter = nodemailer.createTransport(url)
  return {
    async send(mail) {
      await transporter.sendMail(headersOf(from, mail))
    },
    close: () => transporter.close(),
  }
}

const fileName = (messageId: string) =>
  `${messageId.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-|-$/g, '')}.eml`

/** Letters as files named after their Message-ID: one that is sent again replaces itself. */
function fileTransport(folder: string, from: string): MailTransport {
  const transporter = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async send(mail) {
      const { message } = await transporter.sendMail(headersOf(from, mail))
      await mkdir(folder, { recursive: true })
      const file = join(folder, fileName(mail.messageId))
      await writeFile(`${file}.part`, message as Buffer)
      await rename(`${file}.part`, file)
    },
    close: () => transporter.close(),
  }
}

/** SMTP where `SMTP_URL` is set, else `.eml` files in `VAR_DIR/outbox`. */
export function createTransport(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'varDir'>): MailTransport {
  if (config.smtpUrl) return smtpTransport(config.smtpUrl, config.mailFrom)
  return fileTransport(join(config.varDir, 'outbox'), config.mailFrom)
}

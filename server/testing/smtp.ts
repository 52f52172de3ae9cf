import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A letter as it arrived, and what was said before it (the envelope). */
interface ReceivedMail {
  recipients: string[]
  mail: ParsedMail
  source: string
}

interface Behaviour {
  /** The reply to a recipient, such as 550; 250 where there is none. */
  recipientReply?: (address: string) => number | undefined
  /** No recipient is answered before this. */
  opened?: Promise<void>
  /** Called once a letter has arrived, before it is answered with 250. */
  onArrived?: (received: ReceivedMail) => void
}

const replyError = (code: number) => Object.assign(new Error('not now or never'), { responseCode: code })

/** A real SMTP server on a free port of this computer; what it accepted is in `received`. */
export async function startSmtpServer({ recipientReply, opened, onArrived }: Behaviour = {}) {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    async onRcptTo({ address }, _session, callback) {
      await opened
      const code = recipientReply?.(address)
      callback(code ? replyError(code) : null)
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const source = Buffer.concat(parts)
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        const one = { recipients, mail: await simpleParser(source), source: source.toString('utf8') }
        received.push(one)
        onArrived?.(one)
        callback()
      })
    },
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

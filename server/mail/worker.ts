import type { Config } from '../config.ts'
import type { Db } from '../db/index.ts'
import { createTransport, type MailTransport } from './transport.ts'

interface DueLetter {
  id: string
  message_id: string
  recipient: string
  subject: string
  body_text: string
}

const batchSize = 20
const attemptLimit = 20
const pollMs = 2000

/**
 * Takes letters that are due, in one short statement: each is put off by a lease that grows with its
 * attempts (1 minute doubling to 6 hours), so that no other worker takes it, and a killed one loses none.
 */
async function claimLetters(db: Db): Promise<DueLetter[]> {
  const { rows } = await db.raw<{ rows: DueLetter[] }>(
    `UPDATE mail_outbox m
     SET attempts = m.attempts + 1,
       not_before = clock_timestamp() + least(interval '1 minute' * power(2, m.attempts), interval '6 hours')
     WHERE m.id IN (
       SELECT w.id FROM mail_outbox w
       WHERE w.sent_at IS NULL AND w.not_before <= clock_timestamp() AND w.attempts < :attemptLimit
       ORDER BY w.created_at, w.id LIMIT :batchSize FOR UPDATE SKIP LOCKED)
     RETURNING m.id, m.message_id, m.recipient, m.subject, m.body_text`,
    { attemptLimit, batchSize },
  )
  return rows
}

async function sendLetter(db: Db, transport: MailTransport, letter: DueLetter): Promise<boolean> {
  try {
    const { message_id: messageId, recipient: to, subject, body_text: text } = letter
    await transport.send({ messageId, to, subject, text })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    await db('mail_outbox')
      .where({ id: letter.id })
      .update({ last_error: reason.slice(0, 500) })
    return false
  }
  await db('mail_outbox').where({ id: letter.id }).update({ sent_at: db.fn.now(), last_error: null })
  return true
}

/** Sends what is due now, outside any transaction; returns how many letters left. */
export async function sendDueLetters(db: Db, transport: MailTransport): Promise<number> {
  let sent = 0
  for (const letter of await claimLetters(db)) {
    if (await sendLetter(db, transport, letter)) sent += 1
  }
  return sent
}

export interface MailWorker {
  /** Finishes the letter in hand, then ends. */
  stop(): Promise<void>
}

/** Looks into the outbox every two seconds until stopped; a failure is reported and tried again later. */
export function startMailWorker(options: {
  db: Db
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'varDir'>
  onError?: (error: unknown) => void
}): MailWorker {
  const { db, config, onError } = options
  const transport = createTransport(config)
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  const work = async () => {
    await sendDueLetters(db, transport).catch((error) => onError?.(error))
    if (!stopped) schedule()
  }
  const schedule = () => {
    timer = setTimeout(() => {
      working = work()
    }, pollMs)
    timer.unref()
  }
  schedule()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await working
      transport.close()
    },
  }
}

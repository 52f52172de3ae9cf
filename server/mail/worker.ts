import { setTimeout as wait } from 'node:timers/promises'
import { isDatabaseAway } from '../db/errors.ts'
import type { Db } from '../db/index.ts'
import {
  closeTransports,
  createTransports,
  isRefusedForGood,
  type MailConfig,
  type MailTransport,
  type Transports,
} from './transport.ts'

interface DueLetter {
  id: string
  message_id: string
  kind: string
  recipient: string
  reply_to: string | null
  language: 'it' | 'en'
  subject: string
  body_text: string
  body_html: string | null
  channel: keyof Transports
  attempts: number
}

const batchSize = 20
/** 1, 2, 4 … minutes, then every 6 hours: about three days and a half. */
const attemptLimit = 20
const pollMs = 2000
const markAgainMs = 500

/**
 * Takes one letter that is due, in one short statement, and puts it off by a lease longer than sending
 * can take: no other worker sends it meanwhile, and one killed while it sends loses none.
 */
async function claimLetter(db: Db, channels: string[]): Promise<DueLetter | undefined> {
  const { rows } = await db.raw<{ rows: DueLetter[] }>(
    `UPDATE mail_outbox m
     SET attempts = m.attempts + 1, not_before = clock_timestamp() + interval '10 minutes'
     WHERE m.id = (
       SELECT w.id FROM mail_outbox w
       WHERE w.sent_at IS NULL AND w.failed_at IS NULL AND w.not_before <= clock_timestamp()
         AND w.channel = ANY(:channels)
       ORDER BY w.not_before, w.created_at, w.id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING m.id, m.message_id, m.kind, m.recipient, m.reply_to, m.language, m.subject, m.body_text,
       m.body_html, m.channel, m.attempts`,
    { channels },
  )
  return rows[0]
}

/** A letter that will not be tried again; who reads the log finds it by its id, and no address. */
class LetterFailedError extends Error {}

async function keepFailure(db: Db, letter: DueLetter, error: unknown, isLast: boolean): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  await db('mail_outbox')
    .where({ id: letter.id })
    .update({
      last_error: reason.slice(0, 500),
      not_before: db.raw(
        "clock_timestamp() + least(interval '1 minute' * power(2, ?::integer - 1), interval '6 hours')",
        [letter.attempts],
      ),
      failed_at: isLast ? db.fn.now() : null,
    })
}

async function sendLetter(
  db: Db,
  transport: MailTransport,
  letter: DueLetter,
  { onError, isStopped = () => false }: Sending,
): Promise<boolean> {
  try {
    const { message_id: messageId, recipient: to, language, subject, body_text: text } = letter
    await transport.send({
      messageId,
      to,
      replyTo: letter.reply_to,
      language,
      subject,
      text,
      html: letter.body_html,
    })
  } catch (error) {
    const isLast = letter.attempts >= attemptLimit || isRefusedForGood(error)
    await keepFailure(db, letter, error, isLast)
    const { responseCode = 'no answer' } = error as { responseCode?: number }
    if (isLast)
      onError?.(
        new LetterFailedError(
          `letter ${letter.id} (${letter.kind}) could not be delivered after ${letter.attempts} attempts: ${responseCode}`,
        ),
      )
    return false
  }
  await markSent(db, letter.id, isStopped)
  return true
}

/** Remembers that a letter has left; where the database is away just then, until it is back. */
async function markSent(db: Db, id: string, isStopped: () => boolean): Promise<void> {
  for (;;) {
    try {
      await db('mail_outbox').where({ id }).update({ sent_at: db.fn.now(), last_error: null })
      return
    } catch (error) {
      if (!isDatabaseAway(error) || isStopped()) throw error
      await wait(markAgainMs)
    }
  }
}

interface Sending {
  onError?: ((error: unknown) => void) | undefined
  isStopped?: () => boolean
}

/** Sends what is due now, outside any transaction; returns how many letters left. */
export async function sendDueLetters(
  db: Db,
  transports: Transports,
  { onError, isStopped = () => false }: Sending = {},
): Promise<number> {
  let sent = 0
  for (let taken = 0; taken < batchSize && !isStopped(); taken += 1) {
    const letter = await claimLetter(db, Object.keys(transports))
    const transport = letter && transports[letter.channel]
    if (!transport) return sent
    if (await sendLetter(db, transport, letter, { onError, isStopped })) sent += 1
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
  config: MailConfig
  onError?: (error: unknown) => void
}): MailWorker {
  const { db, config, onError } = options
  const transports = createTransports(config)
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  const work = async () => {
    await sendDueLetters(db, transports, { onError, isStopped: () => stopped }).catch((error) =>
      onError?.(error),
    )
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
      closeTransports(transports)
    },
  }
}

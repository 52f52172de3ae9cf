import type { Person } from '../accounts/queries.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { NotFoundError, UnprocessableError } from '../http/problem.ts'
import { isRefusable, type LetterKind, letterKinds } from '../mail/kinds.ts'
import { isOfPartyLeft } from '../parties/leaving.ts'
import type {
  ChoiceMade,
  LetterChoices,
  Message,
  MessageItem,
  MessageList,
  MessageQuery,
  MessageState,
} from './schema.ts'

interface Row extends Omit<MessageItem, 'writtenAt' | 'sentAt' | 'deliveredAt' | 'state'> {
  writtenAt: Date
  sentAt: Date | null
  deliveredAt: Date | null
  failedAt: Date | null
}

const columns = {
  id: 'id',
  kind: 'kind',
  subject: 'subject',
  channel: 'channel',
  writtenAt: 'created_at',
  sentAt: 'sent_at',
  deliveredAt: 'delivered_at',
  failedAt: 'failed_at',
  objectKind: 'object_kind',
  objectId: 'object_id',
}

function stateOf({ deliveredAt, failedAt, sentAt }: Row): MessageState {
  if (deliveredAt) return 'delivered'
  if (failedAt) return 'failed'
  return sentAt ? 'sent' : 'queued'
}

function toItem(row: Row): MessageItem {
  const { failedAt: _, ...item } = row
  return {
    ...item,
    state: stateOf(row),
    writtenAt: row.writtenAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  }
}

/** The letters to an account that it may read still. */
const lettersTo = (db: Db, accountId: string) =>
  db({ n: 'mail_outbox' }).where({ account_id: accountId }).whereRaw(`NOT ${isOfPartyLeft}`, { accountId })

/** The letters to an account, the newest first; none about requests of a party it has left. */
export async function listMessages(
  db: Db,
  accountId: string,
  { limit = 50, offset = 0 }: MessageQuery,
): Promise<MessageList> {
  const rows: (Row & { total: number })[] = await db
    .with('mine', lettersTo(db, accountId).select(columns))
    .from(db.raw('(SELECT count(*)::integer AS total FROM mine) counted'))
    .joinRaw(
      'LEFT JOIN LATERAL (SELECT * FROM mine ORDER BY "writtenAt" DESC, id LIMIT ? OFFSET ?) page ON true',
      [limit, offset],
    )
    .select('counted.total', ...Object.keys(columns).map((name) => `page.${name}`))
  const items = rows.filter(({ id }) => id !== null).map(({ total: _, ...row }) => toItem(row))
  return { total: rows[0]?.total ?? 0, items }
}

/**
 * One letter as it was written to an account; of one that holds a link that signs in, not its text.
 * @throws {NotFoundError} where it is another's, about a request of a party they have left, or does not exist
 */
export async function readMessage(db: Db, accountId: string, id: string): Promise<Message> {
  const row = await lettersTo(db, accountId)
    .where({ id })
    .first({ ...columns, recipient: 'recipient', text: 'body_text', secret: 'holds_secret' })
  if (!row) throw new NotFoundError('There is no such message.')
  const { secret, text, recipient, ...item } = row
  return { ...toItem(item), recipient, text: secret ? null : text }
}

/** Which letters an account gets. */
export async function readChoices(db: Db, accountId: string): Promise<LetterChoices> {
  const refused: string[] = await db('letter_choice')
    .where({ account_id: accountId, wanted: false })
    .pluck('kind')
  const kinds = Object.keys(letterKinds) as LetterKind[]
  return {
    items: kinds.map((kind) => ({
      kind,
      weight: letterKinds[kind],
      wanted: !isRefusable(kind) || !refused.includes(kind),
    })),
  }
}

/**
 * Keeps whether somebody wants the letters of a kind.
 * @throws {UnprocessableError} where letters of the kind cannot be refused
 */
export async function keepChoice(trx: Db, person: Person, { kind, wanted }: ChoiceMade): Promise<void> {
  if (!isRefusable(kind)) {
    throw new UnprocessableError('Letters of this kind cannot be refused.', '/problems/mandatory-letter')
  }
  const accountId = person.account.id
  const before = await trx('letter_choice').where({ account_id: accountId, kind }).first('wanted')
  if ((before?.wanted ?? true) === wanted) return
  await trx('letter_choice')
    .insert({ account_id: accountId, kind, wanted, chosen_at: trx.fn.now() })
    .onConflict(['account_id', 'kind'])
    .merge(['wanted', 'chosen_at'])
  await recordEvent(trx, {
    actor: { id: accountId, role: 'self' },
    action: 'chooseLetters',
    objectKind: 'account',
    objectId: accountId,
    changes: { [`letters.${kind}`]: { class: 'internal', old: !wanted, new: wanted } },
  })
}

import { ImapFlow } from 'imapflow'
import type { Db } from '../db/index.ts'
import type { PecConfig } from '../pecConfig.ts'
import { keepReceipt, type ReceiptHandlers } from './keeping.ts'

/** How far a mailbox has been read; UIDs hold as long as their validity does (RFC 9051, 2.3.1.1). */
interface Mark {
  uidValidity: number
  lastUid: number
}

/** A mailbox open for reading: its marks stay as they are, whoever else reads it sees no difference. */
export interface OpenMailbox {
  uidValidity: number
  /** UIDs, ascending, of messages after one that call themselves receipts, and the last UID of all. */
  receiptsAfter(uid: number): Promise<{ uids: number[]; lastUid: number }>
  read(uid: number): Promise<Buffer | null>
  close(): Promise<void>
}

function clientOf(imapUrl: string): ImapFlow {
  const { protocol, hostname, port, username, password } = new URL(imapUrl)
  const secure = protocol === 'imaps:'
  return new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  })
}

/** Opens the inbox of the certified mailbox. */
async function openMailbox(imapUrl: string): Promise<OpenMailbox> {
  const client = clientOf(imapUrl)
  // Without a listener a connection that breaks later would end the program; the command under way fails anyway.
  client.on('error', () => {})
  await client.connect()
  const { uidValidity } = await client.mailboxOpen('INBOX', { readOnly: true }).catch((error) => {
    client.close()
    throw error
  })
  return {
    uidValidity: Number(uidValidity),
    async receiptsAfter(uid) {
      const uids: number[] = []
      let lastUid = uid
      const range = { uid: `${uid + 1}:*` }
      for await (const message of client.fetch(range, { uid: true, headers: ['x-ricevuta'] })) {
        if (message.uid <= uid) continue
        lastUid = Math.max(lastUid, message.uid)
        if (/^x-ricevuta:/im.test(message.headers?.toString('latin1') ?? '')) uids.push(message.uid)
      }
      return { uids: uids.sort((one, other) => one - other), lastUid }
    },
    async read(uid) {
      const message = await client.fetchOne(String(uid), { source: true }, { uid: true })
      return message ? (message.source ?? null) : null
    },
    async close() {
      await client.logout().catch(() => client.close())
    },
  }
}

async function readMark(db: Db, address: string): Promise<Mark | undefined> {
  return db('pec_mailbox')
    .where({ address })
    .first({ uidValidity: db.raw('uid_validity::float8'), lastUid: db.raw('last_uid::float8') })
}

async function keepMark(db: Db, address: string, { uidValidity, lastUid }: Mark): Promise<void> {
  await db('pec_mailbox')
    .insert({ address, uid_validity: uidValidity, last_uid: lastUid })
    .onConflict('address')
    .merge(['uid_validity', 'last_uid'])
}

/**
 * Reads the receipts that have come since the last time. The mark moves on after each one is kept: what
 * breaks off is taken up where it was, and a receipt read twice is harmless.
 * @returns how many were new
 */
export async function readReceipts(
  db: Db,
  pec: PecConfig,
  handlers: ReceiptHandlers,
  open: (imapUrl: string) => Promise<OpenMailbox> = openMailbox,
): Promise<number> {
  const mailbox = await open(pec.imapUrl)
  try {
    const { uidValidity } = mailbox
    const mark = await readMark(db, pec.address)
    const after = mark?.uidValidity === uidValidity ? mark.lastUid : 0
    const { uids, lastUid } = await mailbox.receiptsAfter(after)
    let kept = 0
    for (const uid of uids) {
      const source = await mailbox.read(uid)
      if (source && (await keepReceipt(db, pec, handlers, source))) kept += 1
      await keepMark(db, pec.address, { uidValidity, lastUid: uid })
    }
    if (lastUid > after) await keepMark(db, pec.address, { uidValidity, lastUid })
    return kept
  } finally {
    await mailbox.close()
  }
}

import { extname } from 'node:path'
import { textOfPdf } from '../documents/pdfText.ts'
import { signedContent } from '../documents/signedContent.ts'
import { signedMediaType } from '../files/schema.ts'
import { type ReadPart, readParts } from './inboxParts.ts'
import { readList, rowsOfCsv, rowsOfXlsx } from './lists.ts'
import { readMail } from './mail.ts'
import { type InboxChannel, type InboxItem, registeredTextLimit } from './schema.ts'

/** Something that came in, as far as it could be read. */
export interface ReadItem {
  channel: InboxChannel
  rowNumber: number
  messageId: string | null
  receivedAt: Date | null
  sender: string | null
  subject: string | null
  text: string | null
  problem: InboxItem['problem']
  /** Of a message. */
  parts: ReadPart[]
}

/** A file that came in: its type and what it holds. */
export interface ReadFile {
  mediaType: string
  items: ReadItem[]
}

const unread = (changes: Partial<ReadItem>): ReadItem => ({
  channel: 'paper',
  rowNumber: 0,
  messageId: null,
  receivedAt: null,
  sender: null,
  subject: null,
  text: null,
  problem: null,
  parts: [],
  ...changes,
})

/** Something only a person can read. */
export const unreadable = (): ReadItem => unread({ problem: 'unreadable' })

/** Type of a message that is kept as it came. */
export const messageType = 'message/rfc822'

async function readMessage(content: Buffer): Promise<ReadFile> {
  const { parts: unreadParts, withoutCertificate, ...mail } = await readMail(content)
  const parts = await readParts(unreadParts)
  const hasWords = mail.text !== null || parts.some(({ text }) => text !== null)
  const problem = withoutCertificate
    ? 'noCertificate'
    : mail.receivedAt === null
      ? 'noDate'
      : hasWords
        ? null
        : 'noText'
  return { mediaType: messageType, items: [unread({ ...mail, problem, parts })] }
}

async function readPdf(content: Buffer): Promise<ReadFile> {
  const text = await textOfPdf(content)
  const problem = text === '' ? 'noText' : null
  return { mediaType: 'application/pdf', items: [unread({ text: text || null, problem })] }
}

/** A PDF inside its signature. */
async function readSigned(content: Buffer): Promise<ReadFile> {
  const document = signedContent(content)
  if (!document) throw new Error('nothing is signed in it')
  return { ...(await readPdf(document)), mediaType: signedMediaType }
}

const readRows = (mediaType: string, rows: string[][]): ReadFile => {
  const list = readList(rows)
  if (!list) throw new Error('no column of texts')
  const items = list.map(({ row, ...read }) =>
    unread({
      ...read,
      rowNumber: row,
      channel: 'list',
      problem: read.receivedAt === null ? 'noDate' : null,
    }),
  )
  return { mediaType, items }
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const scans: Record<string, string> = { '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png' }

/** How each kind of file is read, by the end of its name; one that cannot be is kept for a person to read. */
const readers: Record<string, (content: Buffer) => Promise<ReadFile>> = {
  '.eml': readMessage,
  '.pdf': readPdf,
  '.p7m': readSigned,
  '.csv': async (content) => readRows('text/csv', rowsOfCsv(content)),
  '.xlsx': async (content) => readRows(xlsx, await rowsOfXlsx(content)),
  ...Object.fromEntries(
    Object.entries(scans).map(([extension, mediaType]) => [
      extension,
      async () => ({ mediaType, items: [unread({ problem: 'noText' as const })] }),
    ]),
  ),
}

/** Whether a name is that of a mailbox: each message in it is taken by itself. */
export const isMailbox = (name: string): boolean => extname(name).toLowerCase() === '.mbox'

/** Whether the inbox takes a file of this name. */
export const isTaken = (name: string): boolean => isMailbox(name) || extname(name).toLowerCase() in readers

/** A time no letter to a plan has ever had, such as one the database cannot keep, is none. */
const isTime = ({ receivedAt }: ReadItem) =>
  receivedAt === null || (receivedAt.getUTCFullYear() >= 1900 && receivedAt.getUTCFullYear() <= 9999)

const withTime = (item: ReadItem): ReadItem =>
  isTime(item)
    ? item
    : { ...item, receivedAt: null, problem: item.problem === 'noCertificate' ? item.problem : 'noDate' }

const cut = (text: string | null) => text && text.replaceAll('\u0000', '').slice(0, registeredTextLimit)

/** Reads a file that came in; what cannot be read is one item with its problem. */
export async function readFile(name: string, content: Buffer): Promise<ReadFile> {
  const reader = readers[extname(name).toLowerCase()]
  const read = await reader?.(content).catch(() => null)
  if (!read) return { mediaType: 'application/octet-stream', items: [unreadable()] }
  const items = read.items.map(withTime).map((item) => ({
    ...item,
    messageId: cut(item.messageId),
    text: cut(item.text),
    sender: cut(item.sender),
    subject: cut(item.subject),
  }))
  return { ...read, items }
}

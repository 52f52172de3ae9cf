import { basename, extname } from 'node:path'
import { textOfPdf } from '../documents/pdfText.ts'
import { readList, rowsOfCsv, rowsOfXlsx } from './lists.ts'
import { type MailPart, readMail } from './mail.ts'
import type { InboxChannel, InboxItem } from './schema.ts'

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
}

/** A file that came in: its type, what it holds, and the parts of a message. */
export interface ReadFile {
  mediaType: string
  items: ReadItem[]
  parts: MailPart[]
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
  ...changes,
})

async function readMessage(content: Buffer): Promise<ReadFile> {
  const { parts, withoutCertificate, ...mail } = await readMail(content)
  const problem = withoutCertificate
    ? 'noCertificate'
    : mail.receivedAt === null
      ? 'noDate'
      : mail.text === null
        ? 'noText'
        : null
  return { mediaType: 'message/rfc822', items: [unread({ ...mail, problem })], parts }
}

async function readPdf(content: Buffer): Promise<ReadFile> {
  const text = await textOfPdf(content)
  const problem = text === '' ? 'noText' : null
  return { mediaType: 'application/pdf', items: [unread({ text: text || null, problem })], parts: [] }
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
  return { mediaType, items, parts: [] }
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const scans: Record<string, string> = { '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png' }

/** How each kind of file is read, by the end of its name; one that cannot be is kept for a person to read. */
const readers: Record<string, (content: Buffer) => Promise<ReadFile>> = {
  '.eml': readMessage,
  '.pdf': readPdf,
  '.csv': async (content) => readRows('text/csv', rowsOfCsv(content)),
  '.xlsx': async (content) => readRows(xlsx, await rowsOfXlsx(content)),
  ...Object.fromEntries(
    Object.entries(scans).map(([extension, mediaType]) => [
      extension,
      async () => ({ mediaType, items: [unread({ problem: 'noText' as const })], parts: [] }),
    ]),
  ),
}

/** Whether the inbox takes a file of this name. */
export const isTaken = (name: string): boolean => extname(name).toLowerCase() in readers

/** A name without folders or control characters. */
export const plainName = (name: string): string =>
  basename(name.replaceAll('\\', '/'))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .slice(-150) || 'file'

const textLimit = 200_000
const cut = (text: string | null) => text && text.replaceAll('\u0000', '').slice(0, textLimit)

/** Reads a file that came in; what cannot be read is one item with its problem. */
export async function readFile(name: string, content: Buffer): Promise<ReadFile> {
  const reader = readers[extname(name).toLowerCase()]
  const read = await reader?.(content).catch(() => null)
  if (!read)
    return { mediaType: 'application/octet-stream', items: [unread({ problem: 'unreadable' })], parts: [] }
  const items = read.items.map((item) => ({
    ...item,
    text: cut(item.text),
    sender: cut(item.sender),
    subject: cut(item.subject),
  }))
  return { ...read, items }
}

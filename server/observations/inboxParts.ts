import type { Person } from '../accounts/queries.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/index.ts'
import { textOfPdf } from '../documents/pdfText.ts'
import { signedContent } from '../documents/signedContent.ts'
import { type KeptFile, keepBytes } from '../files/keeping.ts'
import type { ScanState } from '../files/schema.ts'
import { openForDesk } from './deskFiles.ts'
import { noFile, type ReadableFile } from './files.ts'
import type { MailPart } from './mail.ts'
import { type InboxPart, registeredTextLimit } from './schema.ts'

/** A part of a message with the words it holds: of a PDF, also inside its signature; null of anything else. */
export type ReadPart = MailPart & { text: string | null }

/** A message with more is read as far as this; its original has them all. */
const partLimit = 200

const isPdf = (content: Buffer) => content.subarray(0, 1024).includes('%PDF-')

async function textOf({ name, mediaType, content }: MailPart): Promise<string | null> {
  const isSigned = /\.p7m$/i.test(name) || mediaType === 'application/pkcs7-mime'
  const document = isSigned ? signedContent(content) : content
  if (!document || !isPdf(document)) return null
  const text = await textOfPdf(document).catch(() => '')
  return text.replaceAll('\u0000', '').slice(0, registeredTextLimit) || null
}

/** Reads the parts of a message, one after another; one that cannot be read has no words. */
export async function readParts(parts: readonly MailPart[]): Promise<ReadPart[]> {
  const read: ReadPart[] = []
  for (const part of parts.filter(({ content }) => content.length > 0).slice(0, partLimit))
    read.push({ ...part, text: part.purpose === 'attachment' ? await textOf(part) : null })
  return read
}

/** A part whose bytes lie in the store. */
export type KeptPart = Omit<ReadPart, 'content'> & KeptFile

/** Keeps the bytes of parts, each by its hash, before anything is written of them. */
export async function keepParts(
  context: Pick<Context, 'db' | 'config'>,
  parts: readonly ReadPart[],
): Promise<KeptPart[]> {
  const kept: KeptPart[] = []
  for (const { content, ...part } of parts)
    kept.push({ ...part, ...(await keepBytes(context, content, part.mediaType)) })
  return kept
}

/** Writes the parts of an item, in the order of the message. */
export async function insertParts(trx: Db, itemId: string, parts: readonly KeptPart[]): Promise<void> {
  if (parts.length === 0) return
  await trx('inbox_part').insert(
    parts.map(({ purpose, name, mediaType, sizeBytes, sha256, text }, index) => ({
      item_id: itemId,
      position: index + 1,
      purpose,
      name,
      media_type: mediaType,
      size_bytes: sizeBytes,
      sha256,
      extracted_text: text,
    })),
  )
}

const partsOf = (db: Db) => db({ p: 'inbox_part' }).join({ f: 'stored_file' }, 'f.sha256', 'p.sha256')

const columns = {
  id: 'p.id',
  name: 'p.name',
  mediaType: 'p.media_type',
  sizeBytes: 'p.size_bytes',
  sha256: 'p.sha256',
  scanState: 'f.scan_state',
}

/** The parts of items as a list shows them, by the id of their item. */
export async function listParts(db: Db, itemIds: readonly string[]): Promise<Map<string, InboxPart[]>> {
  const rows: (InboxPart & { itemId: string })[] = await partsOf(db)
    .whereIn('p.item_id', itemIds)
    .orderBy(['p.item_id', 'p.position'])
    .select({
      id: 'p.id',
      itemId: 'p.item_id',
      purpose: 'p.purpose',
      name: 'p.name',
      mediaType: 'p.media_type',
      sizeBytes: 'p.size_bytes',
      scanState: 'f.scan_state',
      hasText: db.raw('p.extracted_text IS NOT NULL'),
    })
  const byItem = new Map<string, InboxPart[]>()
  for (const { itemId, ...part } of rows) byItem.set(itemId, [...(byItem.get(itemId) ?? []), part])
  return byItem
}

/** The parts of an item as they are kept, with their words. */
export const keptParts = (
  db: Db,
  itemId: string,
): Promise<(KeptPart & { id: string; scanState: ScanState })[]> =>
  partsOf(db)
    .where({ 'p.item_id': itemId })
    .orderBy('p.position')
    .select({ ...columns, purpose: 'p.purpose', text: 'p.extracted_text' })

/**
 * A part of an item, for the office; the log says who opened it.
 * @throws as `openForDesk` does
 */
export async function openPart(
  db: Db,
  person: Person,
  itemId: string,
  partId: string,
): Promise<ReadableFile> {
  return db.transaction(async (trx) => {
    const row: (ReadableFile & { id: string; scanState: ScanState; item: string }) | undefined =
      await partsOf(trx)
        .join({ i: 'inbox_item' }, 'i.id', 'p.item_id')
        .where({ 'p.id': partId, 'p.item_id': itemId })
        .first({ ...columns, item: 'i.sha256' })
    if (!row) throw noFile()
    const { item, ...file } = row
    return openForDesk(trx, person, { objectKind: 'inboxFile', objectId: item }, file)
  })
}

import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/index.ts'
import { claimFile } from '../files/queries.ts'
import type { FileMediaType } from '../files/schema.ts'
import { hashFile, newIncomingFolder, putFile, storedPath } from '../files/storage.ts'

interface Kept {
  id: string
  mediaType: FileMediaType
  content: Buffer
}

const batchSize = 5

/**
 * Moves files that lie in their rows to the store, a few at a time: each is written and safe on disk
 * before its row lets go of the bytes, so that it can be killed at any moment. They stay as they were
 * received, metadata included, because the hash of the request covers them.
 * @returns how many were moved; 0 when all are
 */
export async function moveFilesToStore(db: Db, varDir: string): Promise<number> {
  const rows: Kept[] = await db({ f: 'request_file' })
    .whereNull('f.stored_sha256')
    .whereNotNull('f.content')
    .whereNull('f.removed_at')
    .orderBy('f.id')
    .limit(batchSize)
    .select({ id: 'f.id', mediaType: 'f.media_type', content: 'f.content' })
  for (const row of rows) await moveFile(db, varDir, row)
  return rows.length
}

async function moveFile(db: Db, varDir: string, { id, mediaType, content }: Kept): Promise<void> {
  const folder = await newIncomingFolder(varDir)
  const path = join(folder, 'stored')
  try {
    await writeFile(path, content, { mode: 0o600 })
    const { sha256, sizeBytes } = await hashFile(path)
    await claimFile(db, { sha256, sizeBytes, mediaType, scanState: 'notScanned' })
    await putFile(path, storedPath(varDir, sha256))
    await db('request_file')
      .where({ id })
      .whereNull('removed_at')
      .update({ stored_sha256: sha256, content: null })
    await putFile(path, storedPath(varDir, sha256))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

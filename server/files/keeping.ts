import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { claimFile } from './queries.ts'
import { refuseWhereFull } from './receiving.ts'
import { newIncomingFolder, putFile, storedPath } from './storage.ts'

export interface KeptFile {
  sha256: string
  sizeBytes: number
}

/**
 * Keeps bytes in the store exactly as they came, whatever they are: originals that are only ever downloaded. A
 * check for viruses, where there is one, comes later; until then nobody reads them.
 */
export async function keepBytes(
  { db, config }: Pick<Context, 'db' | 'config'>,
  content: Buffer,
  mediaType: string,
): Promise<KeptFile> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  const folder = await newIncomingFolder(config.varDir).catch(refuseWhereFull)
  try {
    const path = join(folder, 'stored')
    await writeFile(path, content, { mode: 0o600 })
    const scanState = config.clamavSocket ? 'waiting' : 'notScanned'
    await claimFile(db, { sha256, mediaType, sizeBytes: content.length, scanState })
    await putFile(path, storedPath(config.varDir, sha256))
    return { sha256, sizeBytes: content.length }
  } catch (error) {
    return refuseWhereFull(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

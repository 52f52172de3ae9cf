import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const hashPattern = /^[0-9a-f]{64}$/

const filesFolder = (varDir: string): string => join(varDir, 'files')
const incomingFolder = (varDir: string): string => join(filesFolder(varDir), 'incoming')
/** Where bytes lie between the moment the sweep takes them and the moment it knows they are not needed. */
const setAsideFolder = (varDir: string): string => join(filesFolder(varDir), 'set-aside')

/** Where the bytes with this SHA-256 lie: `VAR_DIR/files/ab/cdef…`. */
export function storedPath(varDir: string, sha256: string): string {
  if (!hashPattern.test(sha256)) throw new Error('not a SHA-256')
  return join(filesFolder(varDir), sha256.slice(0, 2), sha256.slice(2))
}

/** Whether the disk has the bytes. */
export const isStored = (varDir: string, sha256: string): Promise<boolean> =>
  stat(storedPath(varDir, sha256)).then(
    (found) => found.isFile(),
    () => false,
  )

/** Where the small picture of an image lies; it can always be made again. */
export const thumbnailPath = (varDir: string, sha256: string): string => `${storedPath(varDir, sha256)}.webp`

/** A new folder for what belongs to one upload, on the same disk as the store. */
export async function newIncomingFolder(varDir: string): Promise<string> {
  const folder = join(incomingFolder(varDir), randomUUID())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** SHA-256 and size of a file on disk. */
export async function hashFile(path: string): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk)
    sizeBytes += chunk.length
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

/** As link(2), or a copy where the disk knows no links; what is there already is the same and stays. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error
    await copyFile(from, to)
  }
}

/** Puts a file that is complete into the store, safe from a loss of power; the same bytes are kept once. */
export async function putFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await syncToDisk(from)
  await linkOrCopy(from, to)
  await syncToDisk(dirname(to))
}

/** Hashes of all files in the store, with the time each was last written. */
export async function* listStored(varDir: string): AsyncGenerator<{ sha256: string; writtenAt: Date }> {
  const names = await readdir(filesFolder(varDir)).catch(() => [])
  for (const prefix of names.filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const rest of await readdir(join(filesFolder(varDir), prefix))) {
      const sha256 = prefix + rest
      if (!hashPattern.test(sha256)) continue
      const found = await stat(storedPath(varDir, sha256)).catch(() => null)
      if (found) yield { sha256, writtenAt: found.mtime }
    }
  }
}

/** Takes bytes out of the store without losing them yet. */
export async function setAside(varDir: string, sha256: string): Promise<void> {
  await mkdir(setAsideFolder(varDir), { recursive: true, mode: 0o700 })
  await rename(storedPath(varDir, sha256), join(setAsideFolder(varDir), sha256)).catch(ignoreMissing)
}

/** Puts bytes that were set aside back where they were. */
export async function putBack(varDir: string, sha256: string): Promise<void> {
  const path = join(setAsideFolder(varDir), sha256)
  await putFile(path, storedPath(varDir, sha256)).catch(ignoreMissing)
  await rm(path, { force: true })
}

/** Forgets bytes that were set aside, and what was made of them. */
export async function removeAside(varDir: string, sha256: string): Promise<void> {
  await rm(join(setAsideFolder(varDir), sha256), { force: true })
  await rm(thumbnailPath(varDir, sha256), { force: true })
}

/** Hashes of bytes that are set aside: those a sweep that was killed has left. */
export const listAside = (varDir: string): Promise<string[]> =>
  readdir(setAsideFolder(varDir)).catch(() => [])

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error
}

/** Removes the folders of uploads that ended without clearing up, as after a loss of power. */
export async function removeOldIncoming(varDir: string, olderThan: Date): Promise<number> {
  const names = await readdir(incomingFolder(varDir)).catch(() => [])
  let removed = 0
  for (const name of names) {
    const path = join(incomingFolder(varDir), name)
    const found = await stat(path).catch(() => null)
    if (!found || found.mtime >= olderThan) continue
    await rm(path, { recursive: true, force: true })
    removed += 1
  }
  return removed
}

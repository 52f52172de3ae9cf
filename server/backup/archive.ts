import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type Entry, openPromise } from 'yauzl'
import {
  BackupError,
  fileEntryName,
  type Manifest,
  manifestName,
  parseManifest,
  tableEntryName,
} from './manifest.ts'

/** A backup whose every byte is what its manifest says; entries are read by name. */
export interface Archive {
  manifest: Manifest
  open(name: string): Promise<Readable>
  close(): void
}

interface Expected {
  bytes: number
  sha256: string
}

const manifestLimitBytes = 100_000_000

/**
 * Opens a backup and checks all of it before anything is done with it. Only entries the manifest names are
 * ever read, and no name of an entry becomes the path of a file.
 * @throws {BackupError} where it is not a backup, not whole, or not what it was
 */
export async function openArchive(path: string): Promise<Archive> {
  try {
    const zip = await openPromise(path, { autoClose: false, strictFileNames: true })
    try {
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) {
        if (entries.has(entry.fileName)) throw new BackupError(`it holds "${entry.fileName}" twice`)
        entries.set(entry.fileName, entry)
      }
      const open = async (name: string) => {
        const entry = entries.get(name)
        if (!entry) throw new BackupError(`"${name}" is missing in it`)
        return zip.openReadStreamPromise(entry)
      }
      const manifest = await readManifest(entries, open)
      await checkEntries(entries, open, expectedOf(manifest))
      return { manifest, open, close: () => zip.close() }
    } catch (error) {
      zip.close()
      throw error
    }
  } catch (error) {
    throw new BackupError(`${path} cannot be restored: ${reasonOf(error)}.`)
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof BackupError) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'there is no such file'
  return code
    ? `it cannot be read (${code})`
    : `it is no backup, or not whole (${message.replace(/\.$/, '')})`
}

async function readManifest(
  entries: Map<string, Entry>,
  open: (name: string) => Promise<Readable>,
): Promise<Manifest> {
  if ((entries.get(manifestName)?.uncompressedSize ?? 0) > manifestLimitBytes) {
    throw new BackupError('its manifest is too large')
  }
  return parseManifest(await text(await open(manifestName)))
}

const expectedOf = ({ tables, files }: Manifest): Map<string, Expected> =>
  new Map([
    ...tables.map((table): [string, Expected] => [tableEntryName(table), table]),
    ...files.map((file): [string, Expected] => [fileEntryName(file), file]),
  ])

async function checkEntries(
  entries: Map<string, Entry>,
  open: (name: string) => Promise<Readable>,
  expected: Map<string, Expected>,
): Promise<void> {
  const unknown = [...entries.keys()].find((name) => name !== manifestName && !expected.has(name))
  if (unknown !== undefined) throw new BackupError(`"${unknown}" does not belong into it`)
  for (const [name, { bytes, sha256 }] of expected) {
    if (entries.get(name)?.uncompressedSize !== bytes) throw new BackupError(`"${name}" is not whole`)
    const hash = createHash('sha256')
    for await (const chunk of await open(name)) hash.update(chunk)
    if (hash.digest('hex') !== sha256) throw new BackupError(`"${name}" is not what it was`)
  }
}

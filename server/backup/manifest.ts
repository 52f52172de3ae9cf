import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

/** What is wrong with a backup, a database or a command, as one line for the person who reads it. */
export class BackupError extends Error {}

export const manifestName = 'manifest.json'
const formatName = 'spazi-backup'
const formatVersion = 1

const Name = Type.String({ pattern: '^[a-z][a-z0-9_]{0,62}$' })
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })
const Count = Type.Integer({ minimum: 0 })

const TableEntry = Type.Object({
  name: Name,
  columns: Type.Array(Name),
  rows: Count,
  bytes: Count,
  sha256: Sha256,
})
export type TableEntry = Static<typeof TableEntry>

const FileEntry = Type.Object({ sha256: Sha256, bytes: Count })
export type FileEntry = Static<typeof FileEntry>

const SequenceEntry = Type.Object({
  name: Name,
  lastValue: Type.String({ pattern: '^-?[0-9]{1,19}$' }),
  isCalled: Type.Boolean(),
})
export type SequenceEntry = Static<typeof SequenceEntry>

/** The first entry of a backup: what it holds, with the hashes by which a restore checks it. */
const Manifest = Type.Object({
  format: Type.Literal(formatName),
  formatVersion: Type.Integer({ minimum: 1 }),
  appVersion: Type.String(),
  madeAt: Type.String({ format: 'date-time' }),
  database: Type.Union([Type.Literal('embedded'), Type.Literal('postgis')]),
  migrations: Type.Array(Type.String({ pattern: '^[0-9]{14}_[A-Za-z0-9]+$' }), { minItems: 1 }),
  tables: Type.Array(TableEntry),
  sequences: Type.Array(SequenceEntry),
  files: Type.Array(FileEntry),
  missingFiles: Type.Array(Sha256),
})
export type Manifest = Static<typeof Manifest>

export const tableEntryName = ({ name }: TableEntry): string => `tables/${name}.copy`
export const fileEntryName = ({ sha256 }: FileEntry): string =>
  `files/${sha256.slice(0, 2)}/${sha256.slice(2)}`

/** A manifest of the format this program writes. */
export const newManifest = (content: Omit<Manifest, 'format' | 'formatVersion'>): Manifest => ({
  format: formatName,
  formatVersion,
  ...content,
})

/** @throws {BackupError} where the text is no manifest, or of a newer format */
export function parseManifest(text: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BackupError('its manifest cannot be read')
  }
  if (!Value.Check(Manifest, value)) throw new BackupError('its manifest is not one of Spazi')
  if (value.formatVersion > formatVersion) {
    throw new BackupError('it was made by a newer version of Spazi: restore it with that one')
  }
  return value
}

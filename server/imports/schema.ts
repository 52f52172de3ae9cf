import { type Static, Type } from 'typebox'
import { oneOf, orNull } from '../http/schema.ts'

export const importCollections = [
  'spaces',
  'labs',
  'districts',
  'neighbourhoods',
  'zones',
  'zoning',
  'stops',
  'marketZones',
  'sites',
  'censusSections',
  'streets',
] as const
export type ImportCollection = (typeof importCollections)[number]

const RowNote = Type.Object({
  row: Type.Integer({ description: 'which record of the file, from 1' }),
  line: Type.Integer({ description: 'line of the file on which the row starts, from 1' }),
  reason: Type.String(),
})

/** What an import did, or would do. */
export const ImportReport = Type.Object({
  fileName: Type.String(),
  fileSha256: Type.String(),
  format: Type.String(),
  collection: oneOf(importCollections, 'collection'),
  mapping: Type.String({ description: 'name of the column mapping that was used' }),
  crs: orNull(Type.String({ description: 'such as EPSG:3003; null where the file holds no places' })),
  dryRun: Type.Boolean(),
  rows: Type.Object({
    read: Type.Integer(),
    created: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    refused: Type.Integer(),
  }),
  notes: Type.Array(Type.String(), { description: 'how the file was read and understood' }),
  refused: Type.Array(RowNote),
  warnings: Type.Array(RowNote, { description: 'rows that were taken, with something to look at' }),
})
export type ImportReport = Static<typeof ImportReport>
export type RowNote = Static<typeof RowNote>

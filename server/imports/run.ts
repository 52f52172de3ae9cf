import { createHash } from 'node:crypto'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import type { BBox } from '../featureIndex/definition.ts'
import { findCrs } from './crs.ts'
import { UnusableFileError } from './errors.ts'
import type { ParsedFile } from './formats/format.ts'
import { recogniseFormat } from './formats/index.ts'
import { type IdentifiedCandidate, identify, refuseRepeated } from './identity.ts'
import { type Interpretation, interpret } from './interpret.ts'
import { chooseMapping, type Mapping } from './mapping.ts'
import type { ImportCollection, ImportReport, RowNote } from './schema.ts'
import {
  checkDistricts,
  findNeighbours,
  matchRecords,
  newRows,
  refuseSharedRecords,
  type StagedNote,
  settleGeometry,
  stageRows,
  unstage,
} from './staging.ts'
import { type Target, targets } from './targets.ts'
import { endSuperseded, writeStaged } from './writing.ts'

/** A file to be imported, whole in memory. */
export interface ImportFile {
  name: string
  bytes: Uint8Array
}

export interface ImportOptions {
  collection: ImportCollection
  /** The mappings to choose from by column names; one alone is taken as it is. */
  mappings: readonly Mapping[]
  /** Bounds of the city in degrees, and its name for the messages. */
  bounds: BBox
  cityName: string
  /** Declared by the person who imports; overrides the file. */
  crs?: string | undefined
  /** Does everything, then rolls back. */
  dryRun: boolean
  /** Told what is being done and how far it is, rows out of rows. */
  progress?: (step: ImportStep, done: number, total: number) => void
}
export type ImportStep = 'reading' | 'checking' | 'writing'

/** How many refused rows and warnings the stored report keeps; the returned one has all. */
const storedNotes = 1000

/**
 * Imports a file into a collection, in one transaction: rows that are refused are left out and named,
 * all others are written or, if anything fails, none.
 * @throws {UnusableFileError} where the file as a whole cannot be used
 */
export async function importFile(db: Db, file: ImportFile, options: ImportOptions): Promise<ImportReport> {
  const format = recogniseFormat(file.name, file.bytes)
  options.progress?.('reading', 0, 1)
  const parsed = format.read(file.bytes)
  const { mapping, understood } = understandFile(parsed, options)
  options.progress?.('reading', 1, 1)
  const target = targets[options.collection]
  const identified = identify(
    understood.candidates,
    target,
    mapping.codePrefix ?? `${target.table.toUpperCase()}-`,
  )
  const { kept, refused } = refuseRepeated(identified.identified)
  const report: ImportReport = {
    fileName: file.name,
    fileSha256: createHash('sha256').update(file.bytes).digest('hex'),
    format: format.id,
    collection: options.collection,
    mapping: mapping.name,
    crs: understood.crs,
    dryRun: options.dryRun,
    rows: {
      read: parsed.rows.length + parsed.refused.length,
      created: 0,
      changed: 0,
      unchanged: 0,
      refused: 0,
    },
    notes: [`Format: ${format.id}.`, mappingNote(mapping), ...understood.notes],
    refused: [...understood.refused, ...identified.refused, ...refused],
    warnings: understood.warnings,
  }
  const plan = { target, rows: kept, supersedes: mapping.supersedes ?? [] }
  return kept.length === 0 ? finished(report) : apply(db, plan, report, options)
}

const mappingNote = ({ name }: Mapping): string =>
  name === noMapping ? 'No column mapping fits the columns of this file.' : `Column mapping: ${name}.`

const noMapping = 'none'

/**
 * Chooses the mapping and interprets the rows. A file that no mapping fits and whose places all lie
 * elsewhere is refused row by row for that reason, which says more than its columns do.
 */
function understandFile(
  parsed: ParsedFile,
  { mappings, collection, bounds, cityName, crs }: ImportOptions,
): { mapping: Mapping; understood: Interpretation } {
  const read = (mapping: Mapping) => interpret(parsed, mapping, { bounds, cityName, crs })
  try {
    const mapping = chooseMapping(mappings, collection, parsed.columns)
    return { mapping, understood: read(mapping) }
  } catch (error) {
    if (!(error instanceof UnusableFileError) || parsed.rows.length === 0) throw error
    const mapping: Mapping = { name: noMapping, collection, match: [], columns: {} }
    const understood = read(mapping)
    if (understood.candidates.length > 0) throw error
    return { mapping, understood }
  }
}

interface Plan {
  target: Target
  rows: IdentifiedCandidate[]
  /** Sources whose other records end. */
  supersedes: readonly string[]
}

async function apply(
  db: Db,
  plan: Plan,
  report: ImportReport,
  options: ImportOptions,
): Promise<ImportReport> {
  const trx = await db.transaction()
  try {
    await fill(trx, plan, report, options)
    if (options.dryRun) {
      await trx.raw('SET CONSTRAINTS ALL IMMEDIATE')
      await trx.rollback()
    } else {
      await recordImport(trx, finished(report))
      await trx.commit()
    }
    return finished(report)
  } catch (error) {
    if (!trx.isCompleted()) await trx.rollback()
    throw error
  }
}

/** Stages, checks, matches and writes; the counts and notes of the report grow on the way. */
async function fill(
  trx: Db,
  { target, rows, supersedes }: Plan,
  report: ImportReport,
  { progress }: ImportOptions,
): Promise<void> {
  const lines = new Map(rows.map(({ row, line }) => [row, line]))
  const placed = ({ row, reason }: StagedNote): RowNote => ({ row, line: lines.get(row) ?? 0, reason })
  const take = ({ refused = [], warnings = [] }: { refused?: StagedNote[]; warnings?: StagedNote[] }) => {
    for (const note of refused) report.refused.push(placed(note))
    for (const note of warnings) report.warnings.push(placed(note))
  }
  await stageRows(trx, target, rows, (done) => progress?.('checking', done, rows.length))
  take(await settleGeometry(trx))
  if (target.insideDistricts) take(await checkDistricts(trx))
  take({ refused: await matchRecords(trx, target) })
  take({ refused: await refuseSharedRecords(trx, target) })
  const unknown = await newRows(trx)
  const created = rows.filter(({ row }) => unknown.has(row))
  const incomplete = created.flatMap((row) => missing(row, target))
  await unstage(
    trx,
    incomplete.map(({ row }) => row),
  )
  take({ refused: incomplete, warnings: withoutPlace(created, incomplete) })
  if (target.warnNearby) take({ warnings: await findNeighbours(trx, target) })
  const accuracyM = (report.crs && findCrs(report.crs)?.accuracyM) || 0
  const written = await writeStaged(trx, target, accuracyM, (done) =>
    progress?.('writing', done, rows.length),
  )
  take(written)
  report.rows.created = written.created
  report.rows.changed = written.changed
  const ended = supersedes.length > 0 ? await endSuperseded(trx, target, supersedes) : 0
  if (ended > 0)
    report.notes.push(`Ended: ${ended} records of ${supersedes.join(', ')} that this file replaces.`)
}

/** What a new record of the collection cannot be without. */
function missing({ row, values, defaults, shape, code }: IdentifiedCandidate, target: Target): StagedNote[] {
  const said = { ...defaults, ...values }
  const lacking = target.required.filter((name) => said[name] === undefined || said[name] === '')
  if (target.geometryRequired && shape === null) lacking.push('a place')
  if (lacking.length === 0) return []
  return [{ row, reason: `No record ${code ?? ''} is there yet, and a new one needs ${lacking.join(', ')}.` }]
}

function withoutPlace(created: IdentifiedCandidate[], incomplete: StagedNote[]): StagedNote[] {
  const refused = new Set(incomplete.map(({ row }) => row))
  return created
    .filter(({ row, shape }) => shape === null && !refused.has(row))
    .map(({ row }) => ({ row, reason: 'The row has no place: it is in the list, not on the map.' }))
}

/** The report with rows in the order of the file, and the counts that follow from the others. */
function finished(report: ImportReport): ImportReport {
  const inOrder = (a: RowNote, b: RowNote) => a.row - b.row
  const refused = report.refused.toSorted(inOrder)
  const { read, created, changed } = report.rows
  return {
    ...report,
    refused,
    warnings: report.warnings.toSorted(inOrder),
    rows: { ...report.rows, refused: refused.length, unchanged: read - refused.length - created - changed },
  }
}

/** An import that changed nothing leaves no trace. */
async function recordImport(trx: Db, report: ImportReport): Promise<void> {
  const { rows, fileName, fileSha256, collection, mapping } = report
  if (rows.created + rows.changed === 0) return
  const stored = {
    ...report,
    refused: report.refused.slice(0, storedNotes),
    warnings: report.warnings.slice(0, storedNotes),
  }
  const [record] = await trx('import')
    .insert({
      collection,
      file_name: fileName,
      file_sha256: fileSha256,
      mapping,
      report: JSON.stringify(stored),
    })
    .returning('id')
  await recordEvent(trx, {
    actor: { id: null, role: 'import' },
    action: 'imported',
    objectKind: 'import',
    objectId: String(record.id),
    changes: {
      [collection]: { class: 'internal', old: null, new: { fileName, fileSha256, rows } },
    },
  })
}

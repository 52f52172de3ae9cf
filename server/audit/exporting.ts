import { Readable } from 'node:stream'
import { classesRead } from '../accounts/fieldAccess.ts'
import { actingRole } from '../accounts/guard.ts'
import type { Person } from '../accounts/queries.ts'
import { type Change, recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { streamEvents } from './queries.ts'
import type { AuditEvent, AuditFilters } from './schema.ts'
import { writeAuditCsv, writeAuditLines } from './writing.ts'

interface Format {
  mediaType: string
  write(batches: AsyncIterable<AuditEvent[]>): AsyncGenerator<string>
}

export const exportFormats = {
  csv: { mediaType: 'text/csv; charset=utf-8', write: writeAuditCsv },
  jsonl: { mediaType: 'application/jsonl; charset=utf-8', write: writeAuditLines },
} as const satisfies Record<string, Format>
export type ExportFormat = keyof typeof exportFormats

/** Whom or what was looked for may be somebody's address or name; the rest of the filters is not. */
const personalFilters = ['actor', 'q', 'objectId']

function filterChanges(filters: AuditFilters): Record<string, Change> {
  return Object.fromEntries(
    Object.entries(filters).map(([name, value]): [string, Change] => [
      `filter.${name}`,
      { class: personalFilters.includes(name) ? 'personal' : 'internal', old: null, new: value },
    ]),
  )
}

/** Writes down that the log is exported and under which filters, then streams it. */
export async function exportLog(
  db: Db,
  person: Person,
  format: ExportFormat,
  filters: AuditFilters,
): Promise<Readable> {
  await db.transaction((trx) =>
    recordEvent(trx, {
      actor: { id: person.account.id, role: actingRole(person, 'readAudit') },
      action: 'export',
      objectKind: 'audit',
      objectId: 'log',
      changes: {
        format: { class: 'internal', old: null, new: format },
        ...filterChanges(filters),
      },
    }),
  )
  const events = streamEvents(db, filters, { classes: classesRead('readAudit') })
  return Readable.from(exportFormats[format].write(events))
}

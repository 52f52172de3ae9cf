import { byteOrderMark, csvLine } from '../http/csv.ts'
import type { AuditChange, AuditEvent } from './schema.ts'

const columns = [
  'id',
  'at',
  'actorId',
  'actorName',
  'actorRole',
  'action',
  'objectKind',
  'objectId',
  'objectName',
] as const

const valueText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

function changeText({ field, state, old, new: changed, fingerprint }: AuditChange): string {
  if (state !== 'shown') return `${field}: ${state}${fingerprint ? ` (${fingerprint.slice(0, 12)})` : ''}`
  return `${field}: ${valueText(old)} -> ${valueText(changed)}`
}

/** A line for each event, its changes in one column; text that a spreadsheet would run is defused. */
export async function* writeAuditCsv(batches: AsyncIterable<AuditEvent[]>): AsyncGenerator<string> {
  yield `${byteOrderMark}${[...columns, 'changes', 'hash'].join(';')}\r\n`
  for await (const events of batches) {
    const lines = events.map((event) =>
      csvLine([...columns.map((name) => event[name]), event.changes.map(changeText).join(' | '), event.hash]),
    )
    yield lines.join('')
  }
}

/** A JSON object for each event, one to a line (JSON Lines). */
export async function* writeAuditLines(batches: AsyncIterable<AuditEvent[]>): AsyncGenerator<string> {
  for await (const events of batches) yield events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

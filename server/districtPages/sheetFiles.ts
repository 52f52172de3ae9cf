import { createHash } from 'node:crypto'
import type { Sheet } from './schema.ts'
import { writeSheetPdf } from './sheetPdf.ts'

const mostKept = 40
const kept = new Map<string, Promise<Buffer>>()

/** The sheet as a PDF; one that was written lately is not written anew, for the same sheet is the same bytes. */
export function sheetPdf(sheet: Sheet, language: 'it' | 'en', issuer: string): Promise<Buffer> {
  const key = createHash('sha256')
    .update(JSON.stringify([sheet, language, issuer]))
    .digest('base64')
  const written = kept.get(key) ?? writeSheetPdf(sheet, language, issuer)
  kept.delete(key)
  kept.set(key, written)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest) kept.delete(oldest)
  written.catch(() => kept.delete(key))
  return written
}

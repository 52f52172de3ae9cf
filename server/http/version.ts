import { ConflictError } from './problem.ts'

/** @throws {ConflictError} where somebody changed it since `version` was read; the entry names the current one */
export function checkVersion(row: { version: number }, version: number): void {
  if (row.version === version) return
  throw new ConflictError(
    `This was changed elsewhere in the meantime (version ${row.version}): load it again.`,
    '/problems/version',
    [{ pointer: '/version', detail: String(row.version) }],
  )
}

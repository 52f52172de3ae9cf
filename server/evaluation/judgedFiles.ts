import type { Person } from '../accounts/queries.ts'
import { type ReadableFile, readFile } from '../allocation/files.ts'
import type { Db } from '../db/index.ts'
import { benchOf } from './bench.ts'
import { readEvaluation } from './evaluation.ts'
import { readCall } from './locking.ts'

/**
 * A file of a request one judges, as the office would get it.
 * @throws {NotFoundError} where one does not judge the request, or it has no such file
 * @throws {ForbiddenError} where a conflict of interest has taken the request away
 */
export async function findJudgedFile(
  db: Db,
  person: Person,
  { code, id, fileId }: { code: string; id: string; fileId: string },
): Promise<ReadableFile> {
  const evaluation = await readEvaluation(db, await readCall(db, code))
  benchOf(evaluation, person, id)
  return readFile(db, { accountId: person.account.id, isOffice: true }, id, fileId)
}

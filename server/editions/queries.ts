import type { Db } from '../db/index.ts'
import { NotFoundError } from '../http/problem.ts'
import { readPublishedPlan } from '../register/publishedPlan.ts'
import { planWithCode } from './asking.ts'
import type { EditionFile, EditionFiles, PublicFile, PublicFiles } from './schema.ts'
import { isWithdrawn } from './sql.ts'
import type { Edition, Format, Sorting } from './words.ts'

const listLimit = 50

const state = `CASE
  WHEN j.problem = 'withdrawn' OR (j.sha256 IS NOT NULL AND ${isWithdrawn}) THEN 'withdrawn'
  WHEN j.problem IS NOT NULL THEN 'failed'
  WHEN j.ended_at IS NOT NULL THEN 'made'
  WHEN j.claimed_until >= clock_timestamp() THEN 'making'
  ELSE 'waiting' END`

type FileRow = Omit<EditionFile, 'askedAt' | 'endedAt'> & { askedAt: Date; endedAt: Date | null }

const jobs = (db: Db) => db({ j: 'register_job' }).join({ a: 'account' }, 'a.id', 'j.asked_by')

const columns = (db: Db) => ({
  id: 'j.id',
  format: 'j.format',
  sorting: 'j.sorting',
  state: db.raw(state),
  share: db.raw('j.done_share::float8'),
  askedAt: 'j.asked_at',
  askedBy: 'a.name',
  endedAt: 'j.ended_at',
  sizeBytes: 'j.size_bytes',
  sha256: 'j.sha256',
  problem: 'j.problem',
})

const toFile = ({ askedAt, endedAt, ...row }: FileRow): EditionFile => ({
  ...row,
  askedAt: askedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
})

interface Looked {
  code: string
  edition: Edition
  /** Whose copies; a copy of the Council's edition is seen by who asked for it alone. */
  askedBy: string | null
}

/**
 * The files of an edition of a plan, the latest first.
 * @throws {NotFoundError} where there is no such plan
 */
export async function listFiles(db: Db, { code, edition, askedBy }: Looked): Promise<EditionFiles> {
  const { id, title } = await planWithCode(db, code)
  const { publishedAt } = await db('plan').where({ id }).first({ publishedAt: 'published_at' })
  const rows: FileRow[] = await jobs(db)
    .where({ 'j.plan_id': id, 'j.edition': edition, ...(askedBy && { 'j.asked_by': askedBy }) })
    .orderBy([
      { column: 'j.asked_at', order: 'desc' },
      { column: 'j.id', order: 'asc' },
    ])
    .limit(listLimit)
    .select(columns(db))
  const plan = { code, title, publishedAt: publishedAt?.toISOString() ?? null }
  return { plan, total: rows.length, items: rows.map(toFile) }
}

/** A file that lies in the store. */
export interface StoredEdition {
  id: string
  planId: number
  format: Format
  sorting: Sorting
  sha256: string
  sizeBytes: number
}

const stored = (db: Db) =>
  db({ j: 'register_job' })
    .join({ p: 'plan' }, 'p.id', 'j.plan_id')
    .whereNotNull('j.sha256')
    .whereRaw(`NOT (${isWithdrawn})`)

const storedColumns = {
  id: 'j.id',
  planId: 'j.plan_id',
  format: 'j.format',
  sorting: 'j.sorting',
  sha256: 'j.sha256',
  sizeBytes: 'j.size_bytes',
}

const noFile = () => new NotFoundError('There is no such file.', '/problems/no-file')

/**
 * A file of an edition that is made.
 * @throws {NotFoundError} where it is not made, was let go of, or is another's copy
 */
export async function findFile(
  db: Db,
  { code, edition, askedBy, id }: Looked & { id: string },
): Promise<StoredEdition> {
  const file = await stored(db)
    .where({ 'p.code': code, 'j.edition': edition, 'j.id': id, ...(askedBy && { 'j.asked_by': askedBy }) })
    .first(storedColumns)
  if (!file) throw noFile()
  return file
}

/** The last file of each kind of the register of a plan that is public. */
const published = (db: Db, code: string) =>
  stored(db)
    .where({ 'p.code': code, 'j.edition': 'public' })
    .whereNotNull('p.published_at')
    .where('p.public_from', '<=', db.raw('clock_timestamp()'))
    .distinctOn(['j.format', 'j.sorting'])
    .orderBy(['j.format', 'j.sorting', { column: 'j.ended_at', order: 'desc' }, 'j.id'])

/**
 * What everybody may take of a register.
 * @throws {NotFoundError} where it is not published
 */
export async function listPublicFiles(db: Db, code: string): Promise<PublicFiles> {
  await readPublishedPlan(db, code)
  const rows: (Omit<PublicFile, 'name' | 'madeAt'> & { endedAt: Date })[] = await published(db, code).select({
    format: 'j.format',
    sorting: 'j.sorting',
    endedAt: 'j.ended_at',
    sizeBytes: 'j.size_bytes',
    sha256: 'j.sha256',
  })
  const items = rows.map(({ endedAt, ...row }) => ({
    ...row,
    name: `${row.sorting}.${row.format}`,
    madeAt: endedAt.toISOString(),
  }))
  return { total: items.length, items }
}

/**
 * The last file of a kind, for everybody.
 * @throws {NotFoundError} where there is none, or the register is not published
 */
export async function findPublicFile(db: Db, code: string, name: string): Promise<StoredEdition> {
  const [sorting, format] = name.split('.')
  const [file] = await published(db, code)
    .where({ 'j.format': format, 'j.sorting': sorting })
    .select(storedColumns)
  if (!file) throw noFile()
  return file
}

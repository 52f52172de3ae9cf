import type { Db } from './index.ts'

/** Records that have a code: an announced call is one the public knows of. */
const sources = {
  district: (db: Db) => db('district'),
  neighbourhood: (db: Db) => db('neighbourhood'),
  zone: (db: Db) => db('zone'),
  announcedCall: (db: Db) => db('call').whereNot({ status: 'draft' }),
}
type Coded = keyof typeof sources

/** What was found once stays true: these tables keep every record, ended or not, and no call is a draft again. */
const seen = new WeakMap<Db, Set<string>>()

/** Those of the codes that are known. */
export async function knownCodes(
  db: Db,
  kind: Coded,
  codes: readonly string[] = [],
): Promise<ReadonlySet<string>> {
  const known = seen.get(db) ?? new Set<string>()
  seen.set(db, known)
  const unseen = codes.filter((code) => !known.has(`${kind}:${code}`) && isStorable(code))
  if (unseen.length > 0) {
    const found: string[] = await sources[kind](db).whereIn('code', unseen).pluck('code')
    for (const code of found) known.add(`${kind}:${code}`)
  }
  return new Set(codes.filter((code) => known.has(`${kind}:${code}`)))
}

/** PostgreSQL refuses text with a zero byte, so none can be stored. */
export const isStorable = (text: string): boolean => !text.includes('\0')

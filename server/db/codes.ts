import type { Db } from './index.ts'

type Coded = 'district' | 'neighbourhood' | 'zone'

/** What was found once stays true: these tables keep every record, ended or not. */
const seen = new WeakMap<Db, Set<string>>()

/** Those of the codes that a table knows. */
export async function knownCodes(
  db: Db,
  table: Coded,
  codes: readonly string[] = [],
): Promise<ReadonlySet<string>> {
  const known = seen.get(db) ?? new Set<string>()
  seen.set(db, known)
  const unseen = codes.filter((code) => !known.has(`${table}:${code}`) && isStorable(code))
  if (unseen.length > 0) {
    const found = await db(table).whereIn('code', unseen).pluck<string[]>('code')
    for (const code of found) known.add(`${table}:${code}`)
  }
  return new Set(codes.filter((code) => known.has(`${table}:${code}`)))
}

/** PostgreSQL refuses text with a zero byte, so none can be stored. */
export const isStorable = (text: string): boolean => !text.includes('\0')

import { romeDate } from '../city/rules.ts'
import type { Db } from '../db/index.ts'

/** The next number of receipt, such as R-2026-000123: of the year in Italy at that instant, never given twice. */
export async function nextNumber(trx: Db, now: Date): Promise<string> {
  const { rows } = await trx.raw<{ rows: { value: string }[] }>("SELECT nextval('request_number') AS value")
  return `R-${romeDate(now).slice(0, 4)}-${String(rows[0]?.value).padStart(6, '0')}`
}

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { canonicalHash } from '../db/canonical.ts'
import type { Db } from '../db/index.ts'
import type { EditionInput } from './input.ts'
import type { CityEditions } from './settings.ts'
import { contentHash, idsInOrder, pointsOf } from './sql.ts'
import type { Edition, Format, Sorting } from './words.ts'

export interface Wanted {
  edition: Edition
  format: Format
  sorting: Sorting
}

export interface PrintedPlan {
  id: number
  code: string
  title: string
  approvedAct: string | null
  approvedOn: string | null
}

/** The plan of a register; undefined where there is none. */
export const findPrintedPlan = (
  db: Db,
  where: { id: number } | { code: string },
): Promise<PrintedPlan | undefined> =>
  db('plan')
    .where(where)
    .first({
      id: 'id',
      code: 'code',
      title: 'title',
      approvedAct: 'approved_act',
      approvedOn: db.raw('approved_on::text'),
    })

/** To be raised where the same points are written in another way: files made before are then made anew. */
const writtenAs = 1

const batchSize = 300

/** A hash of all points of a plan as an edition prints them, computed where they lie. */
async function hashOfPoints(db: Db, planId: number, { edition, sorting }: Wanted): Promise<string> {
  const { rows } = await db.raw<{ rows: { hash: string }[] }>(contentHash(edition, sorting), { plan: planId })
  return rows[0]?.hash ?? ''
}

/**
 * What a file would be made from now, as one hash. A copy of the Council's edition bears the name of who asked for it:
 * it is another file for each of them.
 */
export async function fingerprintOf(
  db: Db,
  { settings, template }: CityEditions,
  { plan, wanted, reader, demo }: { plan: PrintedPlan; wanted: Wanted; reader: string | null; demo: boolean },
): Promise<string> {
  const points = await hashOfPoints(db, plan.id, wanted)
  return canonicalHash({
    writtenAs,
    plan,
    wanted,
    reader,
    demo,
    settings,
    template: template?.sha256,
    points,
  })
}

/** Writes the points of a register into a file, one a line, in their order, a few hundred at a time. */
export async function writePoints(
  db: Db,
  planId: number,
  { edition, sorting }: Wanted,
  path: string,
): Promise<void> {
  const ordered = await db.raw<{ rows: { id: number }[] }>(idsInOrder(sorting), { plan: planId })
  const ids = ordered.rows.map(({ id }) => id)
  const file = createWriteStream(path, { mode: 0o600 })
  for (let from = 0; from < ids.length; from += batchSize) {
    const batch = ids.slice(from, from + batchSize)
    const { rows } = await db.raw<{ rows: { id: number; point: string }[] }>(pointsOf(edition), {
      plan: planId,
      ids: batch,
    })
    const byId = new Map(rows.map(({ id, point }) => [id, point]))
    const lines = batch.flatMap((id) => byId.get(id) ?? []).map((point) => `${point}\n`)
    if (!file.write(lines.join(''))) await once(file, 'drain')
  }
  file.end()
  await finished(file)
}

/** All that decides about a file beside its points. */
export const inputOf = (
  plan: PrintedPlan,
  { settings }: CityEditions,
  { wanted, madeOn, copyFor, demo }: Pick<EditionInput, 'madeOn' | 'copyFor' | 'demo'> & { wanted: Wanted },
): EditionInput => {
  const { code, title, approvedAct, approvedOn } = plan
  return { ...wanted, plan: { code, title, approvedAct, approvedOn }, settings, madeOn, copyFor, demo }
}

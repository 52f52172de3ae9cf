import { romeDate } from '../city/rules.ts'
import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'
import { changesOf } from './fieldClasses.ts'

type Actor = { id: string | null; role: string }

interface SpaceMove {
  to: 'awarded' | 'inCall' | 'available' | 'inUse' | 'expiring' | 'released'
  note: string
  noteEn: string
  /** Since when; today where it is not said. */
  on?: string
  /** Other columns that change with it, such as who holds it. */
  columns?: Record<string, unknown>
}

/**
 * Moves spaces to a state with their history and an event each, locked in the order in which everybody locks
 * them; one that is in it already stays as it is.
 */
export async function moveSpaces(
  trx: Db,
  ids: readonly number[],
  { to, note, noteEn, on, columns = {} }: SpaceMove,
  actor: Actor,
  now: Date,
): Promise<void> {
  const day = on ?? romeDate(now)
  const spaces: { id: number; code: string; status: string }[] = await trx('space')
    .whereIn('id', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .select('id', 'code', 'status')
  for (const { id, code, status } of spaces) {
    if (status === to) continue
    await trx('space')
      .where({ id })
      .update({ ...columns, status: to, status_since: day })
    await trx('space_history').insert({ space_id: id, happened_on: day, status: to, note, note_en: noteEn })
    await recordEvent(trx, {
      actor,
      action: to,
      objectKind: 'space',
      objectId: code,
      changes: changesOf({ spaceStatus: [status, to] }),
    })
  }
}

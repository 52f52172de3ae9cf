import { recordEvent } from '../db/audit.ts'
import type { Db } from '../db/index.ts'

/** A state a space comes to, since when, and what its history says of it. */
export interface SpaceMove {
  to: string
  day: string
  note: string
  noteEn: string
  /** Other columns that change with it, such as who holds it. */
  columns?: Record<string, unknown>
}

/** Moves a space that its caller has locked to a state, with its history and an event. */
export async function moveSpace(
  trx: Db,
  { id, code, status }: { id: number; code: string; status: string },
  { to, day, note, noteEn, columns = {} }: SpaceMove,
  { actor, action }: { actor: { id: string | null; role: string }; action: string },
): Promise<void> {
  await trx('space')
    .where({ id })
    .update({ ...columns, status: to, status_since: day })
  await trx('space_history').insert({ space_id: id, happened_on: day, status: to, note, note_en: noteEn })
  await recordEvent(trx, {
    actor,
    action,
    objectKind: 'space',
    objectId: code,
    changes: { spaceStatus: { class: 'public', old: status, new: to } },
  })
}

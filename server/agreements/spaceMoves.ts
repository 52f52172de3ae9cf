import { romeDate } from '../city/rules.ts'
import type { Db } from '../db/index.ts'
import { moveSpace, type SpaceMove } from '../spaces/moving.ts'

type Actor = { id: string | null; role: string }

interface Move extends Pick<SpaceMove, 'note' | 'noteEn' | 'columns'> {
  to: 'awarded' | 'inCall' | 'available' | 'inUse' | 'expiring' | 'released'
  /** Since when; today where it is not said. */
  on?: string
}

/**
 * Moves spaces to a state with their history and an event each, locked in the order in which everybody locks
 * them; one that is in it already stays as it is.
 */
export async function moveSpaces(
  trx: Db,
  ids: readonly number[],
  { on, ...move }: Move,
  actor: Actor,
  now: Date,
): Promise<void> {
  const day = on ?? romeDate(now)
  const spaces: { id: number; code: string; status: string }[] = await trx('space')
    .whereIn('id', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .select('id', 'code', 'status')
  for (const space of spaces)
    if (space.status !== move.to) await moveSpace(trx, space, { ...move, day }, { actor, action: move.to })
}

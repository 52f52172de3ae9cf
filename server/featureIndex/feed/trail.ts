import type { Moment, Sight } from './moment.ts'
import type { Snapshot } from './source.ts'

/** A reading that is in the indexes. */
interface Reading {
  snapshot: Snapshot
  /** By collection, the ids that were read. */
  ids: readonly (readonly number[])[]
  /** A length of the write-ahead log that holds all it saw; null until it is known. */
  end: number | null
}

/** The readings from the last one that no crash can take back on: where to go on after one. */
export interface Trail {
  run: string
  lineage: string | null
  readings: readonly Reading[]
  /** Whether all that the first one saw is on disk. */
  isSafe: boolean
}

/** Where a reading starts. */
export interface Start {
  since: Snapshot
  /** By collection, ids to read again whether or not they changed. */
  again: readonly (readonly number[])[]
}

/** Whether there is nothing that has not been read. */
export const isSeen = (trail: Trail | null, now: Moment): boolean =>
  trail?.run === now.run && trail.readings.at(-1)?.snapshot === now.snapshot

/** Forgets what came before the last reading that is on disk by now. */
export function settle(trail: Trail, { run, ground }: Moment): Trail {
  if (!ground || run !== trail.run) return trail
  const readings = trail.readings.map((reading) => ({ ...reading, end: reading.end ?? ground.written }))
  const safe = readings.findLastIndex(({ end }) => end <= ground.flushed)
  return { ...trail, readings: readings.slice(Math.max(safe, 0)), isSafe: trail.isSafe || safe >= 0 }
}

/**
 * Where to go on from here; null where everything must be read anew.
 *
 * Within a run of the server a number is given to one transaction. A crash forgets what was not on disk yet: the
 * numbers of transactions that failed, which are then given again, and with `synchronous_commit` off even
 * transactions that others saw. So after each new run of the same lineage the reading starts from the last one that
 * was all on disk, and looks again at every row that was read since. In another lineage, and where the log is
 * shorter than it was (copied files were put back), a number may be anybody's.
 */
export function goOn(trail: Trail | null, now: Moment): Start | null {
  const [safe, ...later] = trail?.readings ?? []
  const last = later.at(-1) ?? safe
  if (!trail || !safe || !last) return null
  if (trail.run === now.run) return { since: last.snapshot, again: [] }
  if (!trail.isSafe || now.ground?.lineage !== trail.lineage || now.ground.flushed < (safe.end ?? 0))
    return null
  return { since: safe.snapshot, again: last.ids.map((_, at) => later.flatMap(({ ids }) => ids[at] ?? [])) }
}

/**
 * The trail with one reading more.
 * @param ids by collection; null where some collection was read anew, so that a crash from here to the disk means to
 * read everything
 */
export function extend(
  trail: Trail | null,
  { snapshot, run }: Sight,
  lineage: string | null,
  ids: Reading['ids'] | null,
): Trail {
  const reading = { snapshot, ids: ids ?? [], end: null }
  if (!trail || !ids || lineage === null) return { run, lineage, readings: [reading], isSafe: false }
  const kept = trail.run === run ? trail.readings : trail.readings.slice(0, 1)
  return { run, lineage, readings: [...kept, reading], isSafe: trail.isSafe }
}

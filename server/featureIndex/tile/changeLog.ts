import type { UnitBox } from '../rows/world.ts'

/** Where something changed of late, so that what was drawn elsewhere stays good. */
export interface ChangeLog {
  /** Notes a change of the version that comes next. @param at the place in `boxes` where its box begins */
  note(version: number, boxes: Uint32Array, at: number): void
  /** From this version on all was changed that came before. */
  forget(version: number): void
  /** Whether something changed after the version that touches the box, or may have. */
  touches(version: number, box: UnitBox): boolean
}

/** Changes that are remembered, the latest. */
const kept = 8192

export function createChangeLog(): ChangeLog {
  const boxes = new Uint32Array(kept * 4)
  const versions = new Float64Array(kept)
  let count = 0
  let forgotten = 0
  return {
    note(version, changed, at) {
      const place = count % kept
      if (count >= kept) forgotten = Math.max(forgotten, versions[place]!)
      boxes.set(changed.subarray(at, at + 4), place * 4)
      versions[place] = version
      count += 1
    },
    forget(version) {
      forgotten = version
    },
    touches(version, [left, top, right, bottom]) {
      if (version < forgotten) return true
      for (let back = 1; back <= Math.min(count, kept); back += 1) {
        const place = (count - back) % kept
        if (versions[place]! <= version) return false
        const at = place * 4
        const isBeside =
          boxes[at]! > right || boxes[at + 2]! < left || boxes[at + 1]! > bottom || boxes[at + 3]! < top
        if (!isBeside) return true
      }
      return false
    },
  }
}

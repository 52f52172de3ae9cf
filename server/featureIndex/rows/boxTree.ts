import { inStretches, type Steps } from './steps.ts'
import type { UnitBox } from './world.ts'

/** Boxes to a node, and slots to a node of the lowest level. */
const width = 16

/** Boxes around runs of slots that lie near each other: each level holds one for 16 of the level below. */
export interface BoxTree {
  /** Slots 0 to `slots` are in the tree. */
  slots: number
  /** From the widest to the narrowest level, four numbers to a box. */
  levels: Uint32Array[]
}

/** A tree without a slot. */
export const emptyTree: BoxTree = { slots: 0, levels: [] }

/**
 * Builds the tree over the first slots, whose order decides how good it is: along a Hilbert curve (Kamel and Faloutsos
 * 1993). An empty box has its left beyond its right.
 * @param boxes left, top, right, bottom of each slot
 */
export function* buildTree(boxes: Uint32Array, slots: number): Steps<BoxTree> {
  const levels: Uint32Array[] = []
  let below = boxes
  let count = slots
  while (count > 1 || (levels.length === 0 && count > 0)) {
    const level = yield* joinBoxes(below, count)
    levels.unshift(level)
    below = level
    count = level.length / 4
  }
  return { slots, levels }
}

const nodesPerStep = 4096

function* joinBoxes(below: Uint32Array, count: number): Steps<Uint32Array> {
  const level = new Uint32Array(Math.ceil(count / width) * 4)
  yield* inStretches(level.length / 4, nodesPerStep, (from, to) => {
    for (let node = from; node < to; node += 1) {
      let [left, top, right, bottom] = [0xffffffff, 0xffffffff, 0, 0]
      const end = Math.min(count, (node + 1) * width) * 4
      for (let at = node * width * 4; at < end; at += 4) {
        left = Math.min(left, below[at]!)
        top = Math.min(top, below[at + 1]!)
        right = Math.max(right, below[at + 2]!)
        bottom = Math.max(bottom, below[at + 3]!)
      }
      level.set([left, top, right, bottom], node * 4)
    }
  })
  return level
}

/**
 * Writes into `found`, ascending, the slots from 0 to `end` whose box touches the one given; slots behind the tree are
 * looked at one by one.
 * @returns how many there are
 */
export function findTouching(
  tree: BoxTree,
  boxes: Uint32Array,
  end: number,
  box: UnitBox,
  found: Uint32Array,
): number {
  let count = tree.levels.length > 0 ? descend(tree, 0, 0, boxes, box, found, 0) : 0
  for (let slot = tree.slots; slot < end; slot += 1) if (touches(boxes, slot * 4, box)) found[count++] = slot
  return count
}

function touches(boxes: Uint32Array, at: number, [left, top, right, bottom]: UnitBox): boolean {
  return boxes[at]! <= right && boxes[at + 2]! >= left && boxes[at + 1]! <= bottom && boxes[at + 3]! >= top
}

function isInside(boxes: Uint32Array, at: number, [left, top, right, bottom]: UnitBox): boolean {
  return boxes[at]! >= left && boxes[at + 2]! <= right && boxes[at + 1]! >= top && boxes[at + 3]! <= bottom
}

/** Looks at the nodes of a level below one node; a node that lies inside whole is taken without looking further. */
function descend(
  tree: BoxTree,
  depth: number,
  first: number,
  boxes: Uint32Array,
  box: UnitBox,
  found: Uint32Array,
  before: number,
): number {
  const level = tree.levels[depth]!
  const isLowest = depth === tree.levels.length - 1
  const last = Math.min(level.length / 4, first + width)
  let count = before
  for (let node = first; node < last; node += 1) {
    if (!touches(level, node * 4, box)) continue
    if (isInside(level, node * 4, box)) count = takeAll(tree, depth, node, found, count)
    else if (!isLowest) count = descend(tree, depth + 1, node * width, boxes, box, found, count)
    else {
      const end = Math.min(tree.slots, (node + 1) * width)
      for (let slot = node * width; slot < end; slot += 1)
        if (touches(boxes, slot * 4, box)) found[count++] = slot
    }
  }
  return count
}

function takeAll(
  { slots, levels }: BoxTree,
  depth: number,
  node: number,
  found: Uint32Array,
  before: number,
): number {
  const run = width ** (levels.length - depth)
  const end = Math.min(slots, (node + 1) * run)
  let count = before
  for (let slot = node * run; slot < end; slot += 1) found[count++] = slot
  return count
}

import { counterclockwise, within } from './clip.ts'
import type { Anchor, NeighbourhoodFacts } from './pack.ts'
import { cut, type HalfPlane, type Plane, type Point, type Ring, ringArea } from './plane.ts'
import { node, sharedLength } from './topology.ts'

/** A piece of ground that lies in one NIL and in one district; metres, counterclockwise, noded. */
export interface Piece {
  neighbourhood: string
  district: string
  ring: Ring
}

/** A piece before anybody has said in which district it lies. */
export type Whole = Omit<Piece, 'district'>

/** A district with less than this share of a NIL is left out: it is noise of the digitisation. */
const SMALLEST_SHARE = 0.05

/**
 * Gives every piece its district. NIL that straddle districts are cut by straight lines according to
 * their shares, on the side where each district lies.
 */
export function splitByDistrict(
  pieces: Whole[],
  neighbourhoods: NeighbourhoodFacts[],
  anchors: Anchor[],
  plane: Plane,
): Piece[] {
  const shares = new Map(
    neighbourhoods.map(({ code, shares }) => [code, shares.filter(({ share }) => share >= SMALLEST_SHARE)]),
  )
  const isWhole = ({ neighbourhood }: Whole) => shares.get(neighbourhood)?.length === 1
  const settled: Piece[] = pieces
    .filter(isWhole)
    .map((piece) => ({ ...piece, district: shares.get(piece.neighbourhood)?.[0]?.district ?? '' }))
  for (const [code, parts] of shares) {
    const own = pieces.filter((piece) => piece.neighbourhood === code)
    if (parts.length === 1) continue
    const known = anchors
      .filter((anchor) => anchor.neighbourhood === code)
      .map(({ district, at }) => ({ district, at: plane.toMetres(at) }))
    settled.push(...splitOne(own, parts, settled, known))
  }
  return settled
}

interface Known {
  district: string
  at: Point
}

/** Cuts the smaller districts' shares off one NIL, one after the other, each on the side where the district lies. */
function splitOne(
  pieces: Whole[],
  shares: { district: string; share: number }[],
  settled: Piece[],
  known: Known[],
): Piece[] {
  const [main, ...others] = shares
  const around = settled.filter(({ ring }) => pieces.some((piece) => sharedLength(piece.ring, ring) > 0))
  const total = pieces.reduce((sum, { ring }) => sum + ringArea(ring), 0)
  const sum = shares.reduce((all, { share }) => all + share, 0)
  let left = pieces
  const done: Piece[] = []
  for (const { district, share } of [...others].reverse()) {
    const line = bestCut(left, (share / sum) * total, [...around, ...done], known, district)
    if (!line) continue
    done.push(...apply(left, line).map((piece) => ({ ...piece, district })))
    left = apply(left, { normal: [-line.normal[0], -line.normal[1]], offset: -line.offset })
  }
  return [...done, ...left.map((piece) => ({ ...piece, district: main?.district ?? '' }))]
}

const apply = (pieces: Whole[], line: HalfPlane): Whole[] =>
  pieces.flatMap((piece) => {
    const far: Ring = square(line)
    return within(piece.ring, far).map((ring) => ({ ...piece, ring }))
  })

/** A large square that fills the kept side of a line near the origin. */
function square({ normal, offset }: HalfPlane): Ring {
  const length = Math.hypot(...normal)
  const [x, y] = [normal[0] / length, normal[1] / length]
  const foot: Point = [(x * offset) / length, (y * offset) / length]
  const at = (along: number, back: number): Point => [
    foot[0] - y * along - x * back,
    foot[1] + x * along - y * back,
  ]
  return counterclockwise([at(-6e4, 0), at(6e4, 0), at(6e4, 6e4), at(-6e4, 6e4)])
}

/**
 * The line that cuts off an area on the side of a district, and keeps known places
 * where they belong; null where the NIL does not touch the district.
 */
function bestCut(
  pieces: Whole[],
  area: number,
  settled: Piece[],
  known: Known[],
  district: string,
): HalfPlane | null {
  const cuts = Array.from({ length: 36 }, (_, index) => (index * Math.PI) / 18).map((angle) => {
    const line = cutOff(pieces, area, [-Math.cos(angle), -Math.sin(angle)])
    const inside = ({ at }: Known) => line.normal[0] * at[0] + line.normal[1] * at[1] <= line.offset
    const wrong = known.filter((place) => inside(place) !== (place.district === district)).length
    const parts = apply(pieces, line)
    const touched = touching(
      parts,
      settled.filter((piece) => piece.district === district),
    )
    const strange = touching(
      parts,
      settled.filter((piece) => piece.district !== district),
    )
    return { line, touched, score: touched - strange / 2 - 1e6 * wrong }
  })
  const best = cuts.filter(({ touched }) => touched > 0).sort((a, b) => b.score - a.score)[0]
  return best?.line ?? null
}

/** Metres of border that some pieces share with others. */
function touching(parts: Whole[], others: Whole[]): number {
  const rings = node(
    [...parts, ...others].map(({ ring }) => ring),
    0.5,
  )
  const ours = rings.slice(0, parts.length)
  const theirs = rings.slice(parts.length)
  return ours.reduce((sum, own) => theirs.reduce((all, other) => all + sharedLength(own, other), sum), 0)
}

/** The half-plane with a given normal that keeps a given area of some rings. */
function cutOff(pieces: Whole[], area: number, normal: Point): HalfPlane {
  let [low, high] = [-4e4, 4e4]
  for (let step = 0; step < 40; step++) {
    const offset = (low + high) / 2
    const kept = pieces.reduce((sum, { ring }) => sum + ringArea(cut(ring, { normal, offset })), 0)
    if (kept < area) low = offset
    else high = offset
  }
  return { normal, offset: (low + high) / 2 }
}

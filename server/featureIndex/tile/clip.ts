/** A point in units of a tile, y down. */
export type TilePoint = [x: number, y: number]

/** Distance of a point inside one of the four edges of the square `low`..`high`; negative outside. */
type Edge = (point: TilePoint) => number

const edgesOf = (low: number, high: number): Edge[] => [
  ([x]) => x - low,
  ([x]) => high - x,
  ([, y]) => y - low,
  ([, y]) => high - y,
]

function between(a: TilePoint, b: TilePoint, share: number): TilePoint {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

/** The pieces of a line inside the square, in order; each segment by Liang and Barsky (1984). */
export function clipLine(line: readonly TilePoint[], low: number, high: number): TilePoint[][] {
  const edges = edgesOf(low, high)
  const pieces: TilePoint[][] = []
  let piece: TilePoint[] | null = null
  for (const [at, to] of line.entries()) {
    const from = line[at - 1]
    if (!from) continue
    const [enters, leaves] = insideShare(from, to, edges)
    if (enters > leaves) {
      piece = null
      continue
    }
    if (!piece || enters > 0) {
      piece = [between(from, to, enters)]
      pieces.push(piece)
    }
    piece.push(between(from, to, leaves))
    if (leaves < 1) piece = null
  }
  return pieces
}

/** Where along the segment it is inside all edges, as shares from 0 to 1; nowhere where the first exceeds the second. */
function insideShare(
  from: TilePoint,
  to: TilePoint,
  edges: readonly Edge[],
): [enters: number, leaves: number] {
  let [enters, leaves] = [0, 1]
  for (const edge of edges) {
    const [before, after] = [edge(from), edge(to)]
    if (before < 0 && after < 0) return [1, 0]
    if (before < 0) enters = Math.max(enters, before / (before - after))
    if (after < 0) leaves = Math.min(leaves, before / (before - after))
  }
  return [enters, leaves]
}

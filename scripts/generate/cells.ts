import { counterclockwise, tidy, within } from './clip.ts'
import { type Piece, splitByDistrict, type Whole } from './districts.ts'
import type { Anchor, NeighbourhoodFacts } from './pack.ts'
import { distance, isInside, type Plane, type Point, type Ring, ringArea } from './plane.ts'
import { fitWeights, type Generator, powerCells } from './powerDiagram.ts'
import { connectedGroups, sharedLength } from './topology.ts'

/** Generators keep this share of the way to the next one for themselves. */
const MARGIN = 0.12

/**
 * Schematic cells: a power diagram over the label points, and over places whose NIL is known, weighted
 * so that the areas come near the true ones; NIL that straddle districts are cut by a straight line
 * according to their shares.
 * @param outline of the city, in degrees
 */
export function cellPieces(
  plane: Plane,
  outline: Ring,
  neighbourhoods: NeighbourhoodFacts[],
  anchors: Anchor[],
): Piece[] {
  const border = counterclockwise(outline.map(plane.toMetres))
  const generators = generatorsOf(plane, neighbourhoods, anchors)
  const total = neighbourhoods.reduce((sum, { areaKm2 }) => sum + areaKm2, 0)
  const wanted = new Map(
    neighbourhoods.map(({ code, areaKm2 }) => [code, (areaKm2 / total) * ringArea(border)]),
  )
  const weights = fitWeights(border, generators, wanted, MARGIN)
  const box: Ring = [
    [-3e4, -3e4],
    [3e4, -3e4],
    [3e4, 3e4],
    [-3e4, 3e4],
  ]
  const cells = powerCells(box, generators, weights)
  const whole = cells.flatMap((cell, index) =>
    within(border, cell).map((ring) => ({ neighbourhood: generators[index]?.group ?? '', ring })),
  )
  const joined = returnStrays(tidy(whole), generators)
  return tidy(splitByDistrict(joined, neighbourhoods, anchors, plane))
}

function generatorsOf(plane: Plane, neighbourhoods: NeighbourhoodFacts[], anchors: Anchor[]): Generator[] {
  const labels = neighbourhoods.map(({ code, label }) => ({ group: code, at: plane.toMetres(label) }))
  const places = anchors.map(({ neighbourhood, at }) => ({ group: neighbourhood, at: plane.toMetres(at) }))
  return [...labels, ...places.filter((place) => needed(place, labels))]
}

/** A place far nearer to its own label point than to any other already lies right and would only add corners. */
function needed(place: Generator, labels: Generator[]): boolean {
  const nearest = (own: boolean) =>
    Math.min(
      ...labels
        .filter(({ group }) => (group === place.group) === own)
        .map(({ at }) => distance(at, place.at)),
    )
  return nearest(true) > 0.5 * nearest(false)
}

/** Gives pieces cut off from their label point to the neighbour they share most line with. */
function returnStrays(pieces: Whole[], generators: Generator[]): Whole[] {
  const isMain = new Map(generators.map(({ group, at }) => [group, at]).reverse() as [string, Point][])
  const strays = new Set<Whole>()
  for (const code of new Set(pieces.map((piece) => piece.neighbourhood))) {
    const own = pieces.filter((piece) => piece.neighbourhood === code)
    const groups = connectedGroups(own.map(({ ring }) => ring))
    for (const group of groups) {
      const parts = group.map((index) => own[index] as Whole)
      if (!parts.some(({ ring }) => isInside(isMain.get(code) as Point, ring))) {
        for (const part of parts) strays.add(part)
      }
    }
  }
  return pieces.map((piece) => {
    if (!strays.has(piece)) return piece
    const others = pieces.filter((other) => !strays.has(other))
    const [best] = others
      .map((other) => ({ other, length: sharedLength(piece.ring, other.ring) }))
      .sort((a, b) => b.length - a.length)
    return { ...piece, neighbourhood: best?.other.neighbourhood ?? piece.neighbourhood }
  })
}

import type { Feature, FeatureCollection, MultiPolygon } from 'geojson'
import type { Piece } from './districts.ts'
import { displayName } from './names.ts'
import type { NeighbourhoodFacts } from './pack.ts'
import type { Plane, Point, Ring } from './plane.ts'
import { type Area, dissolve } from './topology.ts'
import type { ZoningCell } from './zoning.ts'

const round = (value: number) => Number(value.toFixed(6))

/** The rings in degrees, six decimals (0.1 m). */
const inDegrees = (plane: Plane, rings: Ring[]): Ring[] =>
  rings.map((ring) => ring.map((point) => plane.toDegrees(point).map(round) as Point))

const multiPolygon = (areas: Area[]): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: areas.map((rings) => rings.map((ring) => [...ring, ring[0] as Point])),
})

const collection = (features: Feature<MultiPolygon>[]): FeatureCollection<MultiPolygon> => ({
  type: 'FeatureCollection',
  features,
})

/** Cells of the NIL with the facts about them. */
export function neighbourhoodLayer(plane: Plane, pieces: Piece[], facts: NeighbourhoodFacts[]) {
  return collection(
    facts.map((fact) => ({
      type: 'Feature',
      properties: {
        code: fact.code,
        name: displayName(fact.name),
        labelPoint: fact.label,
        population: fact.residents,
        families: fact.families,
      },
      geometry: joined(
        plane,
        pieces.filter(({ neighbourhood }) => neighbourhood === fact.code),
      ),
    })),
  )
}

/** Cells of the districts; residents are those of the NIL, shared out by area. */
export function districtLayer(plane: Plane, pieces: Piece[], facts: NeighbourhoodFacts[]) {
  const codes = [...new Set(pieces.map(({ district }) => district))].sort((a, b) => Number(a) - Number(b))
  return collection(
    codes.map((code) => ({
      type: 'Feature',
      properties: { code, name: `Municipio ${code}`, population: residentsOf(code, facts) },
      geometry: joined(
        plane,
        pieces.filter(({ district }) => district === code),
      ),
    })),
  )
}

const residentsOf = (district: string, facts: NeighbourhoodFacts[]) =>
  Math.round(
    facts
      .flatMap(({ residents, shares }) => shares.map((part) => ({ ...part, residents })))
      .filter((part) => part.district === district)
      .reduce((sum, { share, residents }) => sum + share * residents, 0) / 100,
  ) * 100

const joined = (plane: Plane, pieces: Piece[]) =>
  multiPolygon(dissolve(pieces.map(({ ring }) => inDegrees(plane, [ring])[0] as Ring)))

/** Invented zoning, numbered within each class. */
export function zoningLayer(plane: Plane, cells: ZoningCell[], planVersion: string) {
  const numbers = new Map<string, number>()
  return collection(
    cells.map((cell) => {
      const number = (numbers.get(cell.class) ?? 0) + 1
      numbers.set(cell.class, number)
      return {
        type: 'Feature',
        properties: {
          code: `${cell.class}-${String(number).padStart(3, '0')}`,
          planVersion,
          class: cell.class,
          label: cell.name,
          example: true,
        },
        geometry: multiPolygon([inDegrees(plane, cell.rings)]),
      }
    }),
  )
}

import { cellPieces } from './cells.ts'
import { counterclockwise } from './clip.ts'
import type { Piece } from './districts.ts'
import { districtLayer, neighbourhoodLayer, zoningLayer } from './layers.ts'
import {
  type NeighbourhoodFacts,
  readAnchors,
  readJson,
  readNeighbourhoods,
  readOutline,
  readStreets,
} from './pack.ts'
import { type Plane, type Point, planeAt, type Ring } from './plane.ts'
import { randomFrom } from './random.ts'
import { inventSites } from './sites.ts'
import { type DemoRecords, inventRecords } from './spaces.ts'
import type { PackUse } from './units.ts'
import { type ZoningSketch, zoningCells } from './zoning.ts'

const SITES = 242
const WITHOUT_PLACE = 12

/**
 * Everything about a city that is computed or invented: schematic cells, example zoning and
 * demonstration spaces, as texts by file name. The same input gives the same bytes.
 */
export function generateCity(city: string): Record<string, string> {
  const outline = readOutline(city)
  const facts = readNeighbourhoods(city)
  const plane = planeAt(middleOf(outline))
  const border = counterclockwise(outline.map(plane.toMetres))
  const pieces = cellPieces(plane, outline, facts, readAnchors(city))
  const sketch = readJson(city, 'zoningSketch.json') as ZoningSketch
  const { plan } = readJson(city, 'city.json') as { plan: { version: string } }
  const zoning = zoningCells(plane, border, pieces, sketch)
  return {
    'generated/neighbourhoods.geojson': featurePerLine(neighbourhoodLayer(plane, pieces, facts)),
    'generated/districts.geojson': featurePerLine(districtLayer(plane, pieces, facts)),
    'generated/zoning.geojson': featurePerLine(zoningLayer(plane, zoning, plan.version)),
    'generated/spaces.json': recordPerLine(records(city, plane, pieces, facts, sketch.historicCore.at)),
  }
}

function records(city: string, plane: Plane, pieces: Piece[], facts: NeighbourhoodFacts[], centre: Point) {
  const { uses } = readJson(city, 'uses.json') as { uses: PackUse[] }
  const sites = inventSites(randomFrom('sites c'), plane, pieces, facts, readStreets(city), SITES)
  const prefix = city.slice(0, 2).toUpperCase()
  return inventRecords(randomFrom('spaces 12'), {
    plane,
    centre,
    sites,
    uses,
    prefix,
    withoutPlace: WITHOUT_PLACE,
  })
}

function middleOf(ring: Ring): Point {
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
  return [middle(ring.map(([x]) => x)), middle(ring.map(([, y]) => y))]
}

const lines = (items: unknown[]) => `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`

const featurePerLine = ({ features }: { features: unknown[] }) =>
  `{"type":"FeatureCollection","features":${lines(features)}}\n`

const recordPerLine = ({ referenceDate, sites, spaces, lots }: DemoRecords) =>
  `{"referenceDate":"${referenceDate}","sites":${lines(sites)},"spaces":${lines(spaces)},"lots":${lines(lots)}}\n`

import type { Polygon } from 'geojson'
import { type HistoryEntry, lifeOf, REFERENCE_DATE, type Status, type Stay, statusOf } from './life.ts'
import { distance, type Plane, type Point, type Ring } from './plane.ts'
import { pick, type Random, shuffle } from './random.ts'
import type { PlacedUnit, Site } from './sites.ts'
import { areaOf, type Kind, type PackUse, type Unit, unitOf } from './units.ts'

/** One invented space as it lies in the pack; what is absent is not recorded. */
export interface DemoSpace extends Partial<Unit> {
  code: string
  site?: string
  name: string
  address?: string
  geometry?: Polygon
  publicPosition: 'exact' | 'neighbourhood' | 'hidden'
  occupiedWithoutTitle?: true
  status: Status
  ownership: string
  areaM2: number
  vacantSince?: string
  useEndsOn?: string
  suggestedPurposes?: string[]
  description?: string
  surveyedOn?: string
  stay?: Stay
  history: HistoryEntry[]
}

interface DemoSite {
  code: string
  name: string
  address: string
  geometry: Polygon
}

/** One lot of the call that is open in the demonstration. */
interface DemoLot {
  number: number
  title: string
  baseRentEurYear: number
  spaces: string[]
}

export interface DemoRecords {
  referenceDate: string
  sites: DemoSite[]
  spaces: DemoSpace[]
  lots: DemoLot[]
}

/** What the records are made from. */
export interface Ingredients {
  plane: Plane
  centre: Point
  sites: Site[]
  uses: PackUse[]
  prefix: string
  withoutPlace: number
}

const descriptions: Record<Kind, string[]> = {
  shop: [
    'Negozio con una vetrina e retrobottega.',
    'Ex negozio d’angolo, due luci su strada.',
    'Locale su strada sotto un edificio di abitazioni.',
  ],
  workshop: [
    'Ex officina con portone e cortile comune.',
    'Laboratorio in cortile, luce da nord.',
    'Ex tipografia con ampia sala e soppalco.',
  ],
  shed: [
    'Capannone con copertura a shed.',
    'Ex deposito tranviario, campata unica.',
    'Ex stabilimento, solo il corpo principale.',
  ],
  store: ['Magazzino con accesso dal cortile.', 'Locale di deposito, senza permanenza di persone.'],
  office: ['Ex uffici di zona, stanze su corridoio.', 'Tre stanze e un archivio.'],
  hall: [
    'Ex scuola, una sala e due aule.',
    'Ex mensa con cucina da rifare.',
    'Sala di quartiere con spogliatoi.',
  ],
}

/** EUR per m² and year by distance from the centre: prime within the inner ring, then falling outwards. */
function rentLevel(random: Random, metres: number): number {
  const far = metres / 1000
  if (far < 1.3) return 150 + random() * 90
  return 16 + 92 * Math.exp(-far / 2.9)
}

/** Invents the records of the demonstration from the sites. */
export function inventRecords(random: Random, ingredients: Ingredients): DemoRecords {
  const { sites, prefix } = ingredients
  const codeOf = (index: number) => `${prefix}-S-${String(index + 1).padStart(3, '0')}`
  let running = 0
  const placedSpaces = sites.flatMap((site, index) => {
    let status: Status | undefined
    return site.units.map((unit, position) => {
      running += 1
      status = statusOf(random, status)
      const code = `${prefix}-${site.district}-${String(running).padStart(4, '0')}`
      return { ...placedSpace(random, ingredients, site, unit, position, status), code, site: codeOf(index) }
    })
  })
  const unplaced = Array.from({ length: ingredients.withoutPlace }, (_, index) => ({
    ...unplacedSpace(random, ingredients),
    code: `${prefix}-0-${String(running + index + 1).padStart(4, '0')}`,
  }))
  const spaces = withLimitedPositions(random, [...placedSpaces, ...unplaced])
  return {
    referenceDate: REFERENCE_DATE,
    sites: sites.map((site, index) => ({
      code: codeOf(index),
      name: addressOf(site),
      address: addressOf(site),
      geometry: polygon(site.ring),
    })),
    spaces,
    lots: lotsOf(random, spaces),
  }
}

const addressOf = ({ street, number }: Site) => `${street} ${number}`
const polygon = (ring: Ring): Polygon => ({ type: 'Polygon', coordinates: [ring] })

type Nameless = Omit<DemoSpace, 'code' | 'site'>

function placedSpace(
  random: Random,
  { plane, centre, uses }: Ingredients,
  site: Site,
  unit: PlacedUnit,
  position: number,
  status: Status,
): Nameless {
  const address = addressOf(site)
  const level = rentLevel(random, distance(plane.toMetres(centre), site.at))
  return {
    name: site.units.length > 1 ? `${address}, unità ${'ABCDE'[position]}` : address,
    address,
    geometry: polygon(unit.ring),
    ...facts(random, unit.kind, unit.areaM2, level, uses, status),
    ...(unit.storeys === 2 ? { description: 'Su due livelli collegati da una scala interna.' } : {}),
    ownership: site.ownership,
  }
}

function unplacedSpace(random: Random, { sites, uses }: Ingredients): Nameless {
  const { street } = pick(random, sites)
  const kind = pick(random, ['shop', 'store', 'workshop'] as const)
  const status = pick(random, ['available', 'surveyed', 'surveyed'] as const)
  return {
    name: `${street} (numero civico da accertare)`,
    ...facts(random, kind, areaOf(random, kind), 45, uses, status),
    ownership: 'municipal',
  }
}

function facts(random: Random, kind: Kind, areaM2: number, level: number, uses: PackUse[], status: Status) {
  const purposes = shuffle(
    random,
    uses.filter(({ heavy }) => !heavy),
  ).slice(0, 2)
  return {
    publicPosition: 'exact' as const,
    status,
    areaM2,
    ...unitOf(random, kind, areaM2, level, uses),
    ...(random() < 0.3 ? { suggestedPurposes: purposes.map(({ code }) => code) } : {}),
    ...(random() < 0.75 ? { description: pick(random, descriptions[kind]) } : {}),
    ...lifeOf(random, status),
  }
}

/** Keeps the exact place of some unlettable spaces from the public, as the census does; nor does their code tell the district. */
function withLimitedPositions(random: Random, spaces: DemoSpace[]): DemoSpace[] {
  const unlettable = spaces.filter(
    ({ geometry, status }) => geometry && (status === 'surveyed' || status === 'released'),
  )
  const chosen = shuffle(random, unlettable).map(({ code }) => code)
  const [vague, hidden, occupied] = [chosen.slice(0, 25), chosen.slice(25, 27), chosen.slice(27, 29)]
  return spaces.map((space) => {
    const code = space.code.replace(/-\d-/, '-0-')
    if (vague.includes(space.code)) return { ...space, code, publicPosition: 'neighbourhood' }
    if (hidden.includes(space.code)) return { ...space, code, publicPosition: 'hidden' }
    if (occupied.includes(space.code))
      return { ...space, code, publicPosition: 'hidden', occupiedWithoutTitle: true }
    return space
  })
}

/** Lots of the open call: a space each, save some sites whose spaces are offered together. */
function lotsOf(random: Random, spaces: DemoSpace[]): DemoLot[] {
  const groups = new Map<string, DemoSpace[]>()
  const together = new Map<string, boolean>()
  for (const space of spaces.filter(({ status }) => status === 'inCall')) {
    const site = space.site ?? space.code
    if (!together.has(site)) together.set(site, random() < 0.5)
    const key = together.get(site) ? site : space.code
    groups.set(key, [...(groups.get(key) ?? []), space])
  }
  return [...groups.values()].map((group, index) => ({
    number: index + 1,
    title: group.length > 1 ? `${group[0]?.address}: ${group.length} spazi` : (group[0]?.name ?? ''),
    baseRentEurYear: group.reduce(
      (sum, { areaM2, unitRentEurM2Year }) => sum + areaM2 * (unitRentEurM2Year ?? 40),
      0,
    ),
    spaces: group.map(({ code }) => code),
  }))
}

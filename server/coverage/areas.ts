import type { CityPack } from '../city/pack.ts'
import type { Inputs, Membership } from './inputs.ts'
import type { AreaKind } from './schema.ts'

/** An area while figures are computed: what lies in it, as positions in the lists of the inputs. */
export interface Place {
  kind: AreaKind
  code: string
  name: string
  cells: readonly number[]
  labs: readonly number[]
  spaces: readonly number[]
  residents: number | null
  year: number | null
  source: string | null
  official: boolean
  border: boolean
}

interface Seed {
  kind: AreaKind
  code: string
  name: string
  /** Position among those of its kind, where memberships name one. */
  at: number
}

/** Every area of the city that figures are told of, in the order of the kinds and then of the codes. */
export function placesOf(inputs: Inputs, city: CityPack): Place[] {
  const seeds = seedsOf(inputs, city)
  const index = new Map(seeds.map(({ kind, code }, at) => [`${kind} ${code}`, at]))
  const sort = <Member extends Membership>(
    members: readonly Member[],
    counts: (member: Member) => boolean = () => true,
  ) => {
    const lists = seeds.map((): number[] => [])
    for (const [at, member] of members.entries()) {
      if (!counts(member)) continue
      for (const key of keysOf(inputs, member)) lists[index.get(key) ?? -1]?.push(at)
    }
    return lists
  }
  const [cells, spaces] = [sort(inputs.cells), sort(inputs.spaces)]
  const labs = sort(inputs.labs, ({ district }) => district >= 0)
  const edge = edgeCells(inputs, city)
  const noneBeyond = inputs.labs.every(({ district }) => district >= 0)
  return seeds.map(({ kind, code, name }, at) => {
    const mine = cells[at] ?? []
    return {
      kind,
      code,
      name,
      cells: mine,
      labs: labs[at] ?? [],
      spaces: spaces[at] ?? [],
      ...countResidents(inputs, city, kind, code, mine),
      border: noneBeyond && kind !== 'city' && mine.some((cell) => edge.has(cell)),
    }
  })
}

function seedsOf({ districts, neighbourhoods, zones, hasRing }: Inputs, city: CityPack): Seed[] {
  const named = (kind: AreaKind, areas: readonly { code: string; name: string }[]) =>
    areas.map(({ code, name }, at): Seed => ({ kind, code, name, at }))
  const sides = (kind: AreaKind, of: string) =>
    ['inside', 'outside'].map((code, at): Seed => ({ kind, code, name: `${of}: ${sideNames[code]}`, at }))
  return [
    { kind: 'city', code: 'city', name: city.name.it, at: 0 },
    ...named('district', districts),
    ...named('neighbourhood', neighbourhoods),
    ...(hasRing ? sides('ring', 'Circonvallazione') : []),
    ...(zones.length > 0 ? sides('periphery', city.zoneProgramme.it) : []),
    ...named('zone', zones),
  ]
}

const sideNames: Record<string, string> = { inside: 'dentro', outside: 'fuori' }

/** The areas something lies in: all of them hold the city; what has no public place lies in some only. */
function keysOf({ districts, neighbourhoods, zones }: Inputs, member: Membership): string[] {
  const { district, neighbourhood, insideRing } = member
  const keys = ['city city']
  if (district >= 0) keys.push(`district ${districts[district]?.code}`)
  if (neighbourhood >= 0) keys.push(`neighbourhood ${neighbourhoods[neighbourhood]?.code}`)
  if (insideRing !== null) keys.push(`ring ${insideRing ? 'inside' : 'outside'}`)
  if (member.zones) keys.push(`periphery ${member.zones.length > 0 ? 'inside' : 'outside'}`)
  for (const zone of member.zones ?? []) keys.push(`zone ${zones[zone]?.code}`)
  return keys
}

/** Cells of a hexagon that the city does not fill: a tenth of it at least lies beyond the border. */
function edgeCells({ cells }: Inputs, { coverage }: CityPack): Set<number> {
  const whole = (coverage.hexagonM ** 2 * Math.sqrt(3)) / 2
  const filled = new Map<number, number>()
  for (const { hexagon, areaM2 } of cells) filled.set(hexagon, (filled.get(hexagon) ?? 0) + areaM2)
  return new Set(cells.flatMap(({ hexagon }, at) => ((filled.get(hexagon) ?? 0) < 0.9 * whole ? [at] : [])))
}

type Counted = Pick<Place, 'residents' | 'year' | 'source' | 'official'>

/** The official figure of a Municipio where the pack has one, else the sum of its cells. */
function countResidents(
  { cells }: Inputs,
  { coverage }: CityPack,
  kind: AreaKind,
  code: string,
  mine: readonly number[],
): Counted {
  const told = coverage.officialPopulation.find(({ district }) => kind === 'district' && district === code)
  if (told) return { residents: told.population, year: told.year, source: told.source, official: true }
  let residents: number | null = mine.length > 0 ? 0 : null
  const [years, names] = [new Set<number>(), new Set<string>()]
  for (const at of mine) {
    const { population, year, source } = cells[at] ?? { population: null, year: null, source: null }
    residents = population === null || residents === null ? null : residents + population
    if (year !== null) years.add(year)
    if (source !== null) names.add(source)
  }
  const [year = null] = years
  return {
    residents,
    year: years.size === 1 ? year : null,
    source: names.size > 0 ? [...names].sort().join('; ') : null,
    official: false,
  }
}

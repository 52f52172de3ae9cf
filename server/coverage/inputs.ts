/** Where something lies among the areas: positions in the lists of the inputs, -1 where in none. */
export interface Membership {
  district: number
  neighbourhood: number
  /** null: no ring is recorded, or the place is not public. */
  insideRing: boolean | null
  /** Positions of Piano Periferie areas; null where the place is not public. */
  zones: readonly number[] | null
}

/** A piece of the grid of residents; coordinates in metres, population null where not known. */
export interface Cell extends Membership {
  hexagon: number
  x: number
  y: number
  areaM2: number
  population: number | null
  year: number | null
  source: string | null
}

/** A lab that counts; one in no Municipio lies beyond the border. */
export interface LabInput extends Membership {
  x: number
  y: number
  /** By what 2SFCA counts; null where not known. */
  supply: number | null
}

/** A space the public may see; the place is its door where known, null where it is not public. */
export interface SpaceInput extends Membership {
  id: number
  place: { x: number; y: number } | null
  status: string
  areaM2: number | null
  monthsVacant: number | null
  surveyedOn: string | null
}

/** A request for a space, as far as it may be counted. */
interface RequestInput {
  requestId: string
  spaceId: number
  /** null: not decided yet. */
  satisfied: boolean | null
}

interface AreaInput {
  code: string
  name: string
}
export interface NeighbourhoodInput extends AreaInput {
  /** Position of the Municipio its label lies in. */
  labelDistrict: number
  manufacturingUnits: number | null
  manufacturingJobs: number | null
}

/** Everything the figures of a day are computed from. */
export interface Inputs {
  date: string
  districts: AreaInput[]
  neighbourhoods: NeighbourhoodInput[]
  zones: AreaInput[]
  hasRing: boolean
  cells: Cell[]
  labs: LabInput[]
  spaces: SpaceInput[]
  stops: { x: number; y: number }[]
  requests: RequestInput[]
  handovers: { spaceId: number; days: number }[]
}

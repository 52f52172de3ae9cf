import {
  conditions,
  extractions,
  ownerships,
  publicPositions,
  spaceStatuses,
  threePhases,
} from '../spaces/schema.ts'
import type { ImportCollection } from './schema.ts'

export type FieldType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'list'

/** One column that an import may fill, with what the database accepts in it. */
export interface Field {
  column: string
  type: FieldType
  /** Words of a category; anything else is unknown. */
  values?: readonly string[]
  pattern?: RegExp
  minimum?: number
  /** The number must be above `minimum`, not equal. */
  exclusive?: boolean
  /** Written when a row is created and nothing is said. */
  fallback?: string | boolean | string[]
  maxLength?: number
}

/** A collection as an import sees it. */
export interface Target {
  table: string
  geometry: 'point' | 'multiPolygon' | 'any'
  geometryRequired: boolean
  /** How far outside the bounds of the city a row may lie. */
  reachKm: number
  /** Fields that a new row must have, beside its code. */
  required: readonly string[]
  /** Fields whose folded text, with the place, knows a row again that has no code; none: a code is a must. */
  identity: readonly string[]
  /** Rows that lie in no district are refused where the layer of districts is official. */
  insideDistricts: boolean
  /** New rows close to a record are named: one place rarely holds two. */
  warnNearby?: boolean
  /** The table keeps a point for the label, inside the shape. */
  labelPoint?: boolean
  fields: Record<string, Field>
}

const text = (column: string, more: Partial<Field> = {}): Field => ({ column, type: 'text', ...more })
const category = (column: string, values: readonly string[], fallback?: string): Field => ({
  column,
  type: 'text',
  values,
  fallback,
})
const flag = (column: string, fallback?: boolean): Field => ({ column, type: 'boolean', fallback })
const date = (column: string): Field => ({ column, type: 'date' })
const list = (column: string): Field => ({ column, type: 'list', fallback: [] })
const count = (column: string): Field => ({ column, type: 'integer', minimum: 0 })
const amount = (column: string): Field => ({ column, type: 'number', minimum: 0 })
const size = (column: string): Field => ({ column, type: 'number', minimum: 0, exclusive: true })

const record = {
  code: text('code', { maxLength: 100 }),
  name: text('name', { maxLength: 500 }),
  source: text('source', { maxLength: 500 }),
  endedOn: date('ended_on'),
}
const dated = { ...record, sourceDate: date('source_date') }
const official = { official: flag('official', false) }

const area = {
  geometry: 'multiPolygon',
  geometryRequired: true,
  reachKm: 0,
  identity: [],
  insideDistricts: false,
} as const

/** Every collection that can be imported, with all the columns a file may fill. */
export const targets: Record<ImportCollection, Target> = {
  districts: {
    ...area,
    table: 'district',
    required: ['name', 'source'],
    fields: {
      ...dated,
      ...official,
      population: count('population'),
      populationYear: count('population_year'),
      populationSource: text('population_source'),
    },
  },
  neighbourhoods: {
    ...area,
    table: 'neighbourhood',
    labelPoint: true,
    required: ['name', 'source'],
    fields: {
      ...dated,
      ...official,
      population: count('population'),
      families: count('families'),
      populationYear: count('population_year'),
      populationSource: text('population_source'),
      validFrom: date('valid_from'),
    },
  },
  zones: {
    ...area,
    table: 'zone',
    required: ['name', 'kind', 'source'],
    fields: { ...dated, ...official, kind: category('kind', ['peripheryPlan', 'ring']) },
  },
  zoning: {
    ...area,
    table: 'zoning_area',
    required: ['planVersion', 'class', 'source'],
    fields: {
      code: dated.code,
      source: dated.source,
      sourceDate: dated.sourceDate,
      endedOn: dated.endedOn,
      planVersion: text('plan_version'),
      class: text('class'),
      label: text('label'),
      example: flag('example', false),
      validFrom: date('valid_from'),
    },
  },
  stops: {
    ...area,
    table: 'transit_stop',
    geometry: 'point',
    reachKm: 30,
    required: ['name', 'source'],
    fields: {
      ...dated,
      kind: category('kind', ['metro', 'rail', 'surface'], 'metro'),
      lines: list('lines'),
    },
  },
  marketZones: {
    ...area,
    table: 'market_zone',
    required: ['name', 'source'],
    fields: {
      ...dated,
      band: text('band'),
      period: text('period'),
      rentMinEurM2Year: amount('rent_min_eur_m2_year'),
      rentMaxEurM2Year: amount('rent_max_eur_m2_year'),
    },
  },
  sites: {
    ...area,
    table: 'site',
    geometryRequired: false,
    required: ['name', 'source'],
    fields: { ...record, address: text('address') },
  },
  labs: {
    table: 'lab',
    geometry: 'point',
    geometryRequired: false,
    reachKm: 30,
    required: ['name', 'source'],
    identity: ['name', 'address'],
    insideDistricts: false,
    warnNearby: true,
    fields: {
      ...dated,
      kind: category('kind', ['fablab', 'makerspace', 'hub', 'coworking', 'school'], 'fablab'),
      address: text('address'),
      activity: category('activity', ['planned', 'active', 'suspended', 'closed']),
      activeFrom: date('active_from'),
      closedOn: date('closed_on'),
      website: text('website', { pattern: /^https?:\/\/\S+$/ }),
      links: list('links'),
      stepFree: { column: 'step_free', type: 'boolean' },
      areaM2: size('area_m2'),
      description: text('description'),
      descriptionEn: text('description_en'),
      equipment: list('equipment'),
      positionApproximate: flag('position_approximate', false),
      confirmedOn: date('confirmed_on'),
    },
  },
  spaces: {
    table: 'space',
    geometry: 'any',
    geometryRequired: false,
    reachKm: 0,
    required: ['name', 'status', 'source'],
    identity: ['name', 'address', 'floor'],
    insideDistricts: true,
    fields: {
      ...dated,
      address: text('address'),
      postcode: text('postcode', { pattern: /^\d{5}$/ }),
      publicPosition: category('public_position', publicPositions, 'neighbourhood'),
      status: category('status', spaceStatuses),
      statusSince: date('status_since'),
      ownership: category('ownership', ownerships, 'unknown'),
      occupiedWithoutTitle: flag('occupied_without_title', false),
      areaM2: size('area_m2'),
      commercialAreaM2: size('commercial_area_m2'),
      floor: text('floor', { pattern: /^(S[1-9]|R|T|[1-9][0-9]?)$/ }),
      heightM: size('height_m'),
      floorLoadKgM2: size('floor_load_kg_m2'),
      threePhase: category('three_phase', threePhases),
      powerKw: amount('power_kw'),
      vehicleAccess: flag('vehicle_access'),
      doorWidthM: size('door_width_m'),
      extraction: category('extraction', extractions),
      stepFree: flag('step_free'),
      streetWindow: flag('street_window'),
      heating: category('heating', ['yes', 'toRedo', 'no']),
      toilets: count('toilets'),
      energyClass: text('energy_class', { pattern: /^(A[1-4]|[A-G]|exempt|notAvailable)$/ }),
      condition: category('condition', conditions),
      lawfulUse: text('lawful_use'),
      cadastralCategory: text('cadastral_category'),
      listedBuilding: flag('listed_building'),
      contamination: category('contamination', ['none', 'suspected', 'known']),
      worksEur: amount('works_eur'),
      works: text('works'),
      unitRentEurM2Year: amount('unit_rent_eur_m2_year'),
      vacantSince: date('vacant_since'),
      useEndsOn: date('use_ends_on'),
      holderName: text('holder_name'),
      holderKind: category('holder_kind', ['organisation', 'person']),
      suggestedPurposes: list('suggested_purposes'),
      description: text('description'),
      internalNotes: text('internal_notes'),
      surveyedOn: date('surveyed_on'),
      surveyedBy: text('surveyed_by'),
    },
  },
}

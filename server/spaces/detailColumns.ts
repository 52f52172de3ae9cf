import type { Geometry } from 'geojson'
import type { Knex } from 'knex'
import type { Db } from '../db/index.ts'
import { asGeoJson, lonLat } from '../db/spatial.ts'
import type { LonLat } from '../featureIndex/definition.ts'
import type { ItemRow } from './queries.ts'
import type { Space } from './schema.ts'

/** Properties that leave as they are read. */
export type Plain = Pick<
  Space,
  | 'statusSince'
  | 'commercialAreaM2'
  | 'floorLoadKgM2'
  | 'vehicleAccess'
  | 'doorWidthM'
  | 'extraction'
  | 'stepFree'
  | 'streetWindow'
  | 'heating'
  | 'toilets'
  | 'energyClass'
  | 'condition'
  | 'lawfulUse'
  | 'cadastralCategory'
  | 'works'
  | 'suggestedPurposes'
  | 'description'
  | 'holderName'
  | 'useEndsOn'
  | 'vacantSince'
  | 'photos'
  | 'outsideRing'
  | 'surveyedOn'
  | 'surveyedBy'
  | 'source'
  | 'sourceDate'
>

/** The one row a space's page is made from; calendar days are text. */
export interface DetailRow extends ItemRow, Omit<Plain, 'outsideRing'> {
  siteId: number | null
  siteGeometry: Geometry | null
  listedBuilding: boolean | null
  contamination: string | null
  zones: string[]
  zoningExample: boolean
  labCode: string | null
  labName: string | null
  labM: number | null
  labPoint: LonLat | null
  stopCode: string | null
  stopName: string | null
  stopLines: string[] | null
  stopM: number | null
  stopPoint: LonLat | null
  callCode: string | null
  callTitle: string | null
  callTitleEn: string | null
  lotId: number | null
  lotNumber: number | null
  lotBaseRent: number | null
  callInstrument: string | null
  callTermYears: number | null
  callTechnicalWeight: number | null
  callPriceWeight: number | null
  callVisits: string | null
  callCaseOfficer: string | null
  callOffice: string | null
  callOfficeEmail: string | null
  callOfficePhone: string | null
  callOfficeHours: string | null
}

/** A date column as year-month-day. */
export const day = (db: Db, column: string): Knex.Raw => db.raw("to_char(??, 'YYYY-MM-DD')", [column])
/** A numeric column as a number. */
export const float = (db: Db, column: string): Knex.Raw => db.raw('??::float8', [column])

/** The columns of `DetailRow` beyond those of the list; needs the joins `b` (lab) and `t` (stop). */
export function detailColumns(db: Db): Record<string, string | Knex.Raw> {
  return {
    siteId: 's.site_id',
    siteGeometry: asGeoJson(db, 'g.geom'),
    statusSince: day(db, 's.status_since'),
    commercialAreaM2: float(db, 's.commercial_area_m2'),
    floorLoadKgM2: float(db, 's.floor_load_kg_m2'),
    vehicleAccess: 's.vehicle_access',
    doorWidthM: float(db, 's.door_width_m'),
    extraction: 's.extraction',
    stepFree: 's.step_free',
    streetWindow: 's.street_window',
    heating: 's.heating',
    toilets: 's.toilets',
    energyClass: 's.energy_class',
    condition: 's.condition',
    lawfulUse: 's.lawful_use',
    cadastralCategory: 's.cadastral_category',
    listedBuilding: 's.listed_building',
    contamination: 's.contamination',
    works: 's.works',
    suggestedPurposes: 's.suggested_purposes',
    description: 's.description',
    holderName: 's.holder_name',
    useEndsOn: day(db, 's.use_ends_on'),
    vacantSince: day(db, 's.vacant_since'),
    photos: 's.photos',
    zones: 's.zones',
    zoningExample: db.raw(`EXISTS (SELECT 1 FROM zoning_area z WHERE z.example AND z.ended_on IS NULL
      AND z.class = ANY(s.zoning) AND ST_Covers(z.geom, s.point))`),
    surveyedOn: day(db, 's.surveyed_on'),
    surveyedBy: 's.surveyed_by',
    source: 's.source',
    sourceDate: day(db, 's.source_date'),
    ...nearestColumns(db),
    ...callColumns(db),
  }
}

function nearestColumns(db: Db): Record<string, string | Knex.Raw> {
  return {
    labCode: 'b.code',
    labName: 'b.name',
    labM: float(db, 's.nearest_lab_m'),
    labPoint: lonLat(db, 'b.geom'),
    stopCode: 't.code',
    stopName: 't.name',
    stopLines: 't.lines',
    stopM: float(db, 's.nearest_stop_m'),
    stopPoint: lonLat(db, 't.geom'),
  }
}

function callColumns(db: Db): Record<string, string | Knex.Raw> {
  return {
    callCode: 'c.code',
    callTitle: 'c.title',
    callTitleEn: 'c.title_en',
    lotId: 'c.lot_id',
    lotNumber: 'c.lot_number',
    lotBaseRent: float(db, 'c.base_rent_eur_year'),
    callInstrument: 'c.instrument',
    callTermYears: 'c.term_years',
    callTechnicalWeight: 'c.technical_weight',
    callPriceWeight: 'c.price_weight',
    callVisits: 'c.visits',
    callCaseOfficer: 'c.case_officer',
    callOffice: 'c.office',
    callOfficeEmail: 'c.office_email',
    callOfficePhone: 'c.office_phone',
    callOfficeHours: 'c.office_hours',
  }
}

import type { Geometry } from 'geojson'
import type { Knex } from 'knex'
import { day, float } from '../db/columns.ts'
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
  callStanding: boolean | null
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

/** What page and export tell of a space alike, beyond the list. */
export function recordColumns(db: Db): Record<string, string | Knex.Raw> {
  return {
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
    works: 's.works',
    zones: 's.zones',
    suggestedPurposes: 's.suggested_purposes',
    holderName: 's.holder_name',
    useEndsOn: day(db, 's.use_ends_on'),
    vacantSince: day(db, 's.vacant_since'),
    surveyedOn: day(db, 's.surveyed_on'),
    source: 's.source',
    sourceDate: day(db, 's.source_date'),
    callCode: 'c.code',
  }
}

/** The columns of `DetailRow` beyond those of the list; needs the joins `b` (lab) and `t` (stop). */
export function detailColumns(db: Db): Record<string, string | Knex.Raw> {
  return {
    ...recordColumns(db),
    siteId: 's.site_id',
    siteGeometry: asGeoJson(db, 'g.geom'),
    listedBuilding: 's.listed_building',
    contamination: 's.contamination',
    description: 's.description',
    photos: 's.photos',
    zoningExample: db.raw(`EXISTS (SELECT 1 FROM zoning_area z WHERE z.example AND z.ended_on IS NULL
      AND z.class = ANY(s.zoning) AND ST_Covers(z.geom, s.point))`),
    surveyedBy: 's.surveyed_by',
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
    callTitle: 'c.title',
    callTitleEn: 'c.title_en',
    lotId: 'c.lot_id',
    lotNumber: 'c.lot_number',
    lotBaseRent: float(db, 'c.base_rent_eur_year'),
    callStanding: 'c.standing',
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

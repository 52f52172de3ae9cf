import type { FieldClass } from '../db/audit.ts'

/** The columns of table `space`. */
export interface SpaceRecord {
  id: number
  code: string
  site_id: number | null
  name: string
  address: string | null
  postcode: string | null
  entrance_lat: number | null
  entrance_lon: number | null
  geom: unknown
  point: unknown
  public_position: string
  audience: string
  status: string
  status_since: string | null
  ownership: string
  occupied_without_title: boolean
  area_m2: number | null
  commercial_area_m2: number | null
  floor: string | null
  height_m: number | null
  floor_load_kg_m2: number | null
  three_phase: string | null
  power_kw: number | null
  vehicle_access: boolean | null
  door_width_m: number | null
  extraction: string | null
  step_free: boolean | null
  street_window: boolean | null
  heating: string | null
  toilets: number | null
  energy_class: string | null
  condition: string | null
  lawful_use: string | null
  cadastral_category: string | null
  listed_building: boolean | null
  contamination: string | null
  works_eur: number | null
  works: string | null
  unit_rent_eur_m2_year: number | null
  vacant_since: string | null
  use_ends_on: string | null
  holder_name: string | null
  holder_kind: string | null
  suggested_purposes: string[]
  description: string | null
  internal_notes: string | null
  photos: unknown
  surveyed_on: string | null
  surveyed_by: string | null
  source: string
  source_date: string | null
  fingerprint: string | null
  ended_on: string | null
  district_id: number | null
  neighbourhood_id: number | null
  zoning: string[]
  zones: string[]
  outside_ring: boolean | null
  nearest_lab_id: number | null
  nearest_lab_m: number | null
  nearest_stop_id: number | null
  nearest_stop_m: number | null
  changed_in: string
}

/**
 * The class of every column. `public` still passes through `publicPosition`: where that is not `exact`,
 * the view `published_space` withholds what tells the place. A holder is named only if an organisation.
 */
export const spaceFieldClasses: Record<keyof SpaceRecord, FieldClass> = {
  id: 'public',
  code: 'public',
  site_id: 'public',
  name: 'public',
  address: 'public',
  postcode: 'public',
  entrance_lat: 'public',
  entrance_lon: 'public',
  geom: 'public',
  point: 'public',
  public_position: 'public',
  audience: 'internal',
  status: 'public',
  status_since: 'public',
  ownership: 'public',
  occupied_without_title: 'restricted',
  area_m2: 'public',
  commercial_area_m2: 'public',
  floor: 'public',
  height_m: 'public',
  floor_load_kg_m2: 'public',
  three_phase: 'public',
  power_kw: 'public',
  vehicle_access: 'public',
  door_width_m: 'public',
  extraction: 'public',
  step_free: 'public',
  street_window: 'public',
  heating: 'public',
  toilets: 'public',
  energy_class: 'public',
  condition: 'public',
  lawful_use: 'public',
  cadastral_category: 'public',
  listed_building: 'public',
  contamination: 'public',
  works_eur: 'public',
  works: 'public',
  unit_rent_eur_m2_year: 'public',
  vacant_since: 'public',
  use_ends_on: 'public',
  holder_name: 'personal',
  holder_kind: 'internal',
  suggested_purposes: 'public',
  description: 'public',
  internal_notes: 'internal',
  photos: 'public',
  surveyed_on: 'public',
  surveyed_by: 'public',
  source: 'public',
  source_date: 'public',
  fingerprint: 'internal',
  ended_on: 'internal',
  district_id: 'public',
  neighbourhood_id: 'public',
  zoning: 'public',
  zones: 'public',
  outside_ring: 'public',
  nearest_lab_id: 'public',
  nearest_lab_m: 'public',
  nearest_stop_id: 'public',
  nearest_stop_m: 'public',
  changed_in: 'internal',
}

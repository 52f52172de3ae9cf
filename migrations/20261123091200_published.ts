import type { Knex } from 'knex'

/**
 * What the public may know of a space. `public_position` is applied here, once: index, tiles, lists,
 * distances and exports read this view and so cannot find a place that is public at NIL level only.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE VIEW published_space AS
    SELECT s.id, s.code, s.public_position, s.status, s.status_since, s.ownership,
      CASE s.public_position WHEN 'exact' THEN s.name END AS name,
      CASE s.public_position WHEN 'exact' THEN s.address END AS address,
      CASE s.public_position WHEN 'exact' THEN s.postcode END AS postcode,
      CASE s.public_position WHEN 'exact' THEN s.geom END AS geom,
      CASE s.public_position WHEN 'exact' THEN s.point WHEN 'neighbourhood' THEN n.label_point END AS point,
      CASE s.public_position WHEN 'exact' THEN s.site_id END AS site_id,
      CASE s.public_position WHEN 'exact' THEN s.district_id
        WHEN 'neighbourhood' THEN n.label_district_id END AS district_id,
      CASE WHEN s.public_position <> 'hidden' THEN s.neighbourhood_id END AS neighbourhood_id,
      CASE s.public_position WHEN 'exact' THEN s.zoning ELSE '{}' END AS zoning,
      CASE s.public_position WHEN 'exact' THEN s.zones ELSE '{}' END AS zones,
      CASE s.public_position WHEN 'exact' THEN s.outside_ring END AS outside_ring,
      CASE s.public_position WHEN 'exact' THEN s.nearest_lab_id END AS nearest_lab_id,
      CASE s.public_position WHEN 'exact' THEN s.nearest_lab_m END AS nearest_lab_m,
      CASE s.public_position WHEN 'exact' THEN s.nearest_stop_id END AS nearest_stop_id,
      CASE s.public_position WHEN 'exact' THEN s.nearest_stop_m END AS nearest_stop_m,
      CASE s.public_position WHEN 'exact' THEN s.photos ELSE '[]' END AS photos,
      CASE s.public_position WHEN 'exact' THEN s.description END AS description,
      CASE s.holder_kind WHEN 'organisation' THEN s.holder_name END AS holder_name,
      s.area_m2, s.commercial_area_m2, s.floor, s.height_m, s.floor_load_kg_m2, s.three_phase, s.power_kw,
      s.vehicle_access, s.door_width_m, s.extraction, s.step_free, s.street_window, s.heating, s.toilets,
      s.energy_class, s.condition, s.lawful_use, s.cadastral_category, s.listed_building, s.contamination,
      s.works_eur, s.works, s.unit_rent_eur_m2_year, s.vacant_since, s.use_ends_on, s.suggested_purposes,
      s.surveyed_on, s.surveyed_by, s.source, s.source_date, s.changed_in
    FROM space s
    LEFT JOIN neighbourhood n ON n.id = s.neighbourhood_id
    WHERE s.audience = 'public' AND s.ended_on IS NULL
      AND s.status NOT IN ('reported', 'withdrawn') AND NOT s.occupied_without_title;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP VIEW published_space;')
}

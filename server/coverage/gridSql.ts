/** Fixed precision of what is cut, in metres: with it GEOS rounds to a lattice and cannot fail on near misses. */
const lattice = 0.01
/** Smaller pieces are left overs of borders that do not quite meet. */
const leastM2 = 1

/** SQL: a geometry of a record in metres, mended where turning it has crossed its rings. */
const inMetres = (geom: string) => `(SELECT CASE WHEN ST_IsValid(t.geom) THEN t.geom
  ELSE ST_CollectionExtract(ST_MakeValid(t.geom), 3) END FROM (SELECT ST_Transform(${geom}, :srid::integer) AS geom) t)`

/** SQL: what of `piece` lies in `area`; the whole piece where the area covers it. */
const cut = (piece: string, area: string) => `CASE WHEN ST_Covers(${area}, ${piece}) THEN ${piece}
  ELSE ST_CollectionExtract(ST_Intersection(${piece}, ${area}, ${lattice}), 3) END`

/** Units of residents, Municipi and hexagons in metres, then each unit cut into its hexagons. */
export const gridSteps = [
  {
    step: 'reading boundaries',
    sql: `CREATE TEMPORARY TABLE grid_unit ON COMMIT DROP AS
      SELECT u.finest, u.id, u.population, u.population_year, u.population_source, ${inMetres('u.geom')} AS geom
      FROM (
        SELECT 'neighbourhood' AS finest, n.id, n.population, n.population_year,
          coalesce(n.population_source, n.source) AS population_source, n.geom
        FROM neighbourhood n WHERE n.ended_on IS NULL
        UNION ALL
        SELECT 'section', s.id, s.population, s.population_year, coalesce(s.population_source, s.source), s.geom
        FROM census_section s WHERE s.ended_on IS NULL
      ) u`,
  },
  {
    step: 'reading Municipi',
    sql: `CREATE TEMPORARY TABLE grid_district ON COMMIT DROP AS
      SELECT d.id, ${inMetres('d.geom')} AS geom FROM district d WHERE d.ended_on IS NULL`,
  },
  {
    step: 'laying hexagons',
    sql: `CREATE TEMPORARY TABLE grid_hexagon ON COMMIT DROP AS
      SELECT row_number() OVER (ORDER BY h.i, h.j)::integer AS id, h.geom
      FROM (SELECT ST_SetSRID(ST_Extent(u.geom)::geometry, :srid::integer) AS extent FROM grid_unit u) e
      CROSS JOIN LATERAL ST_HexagonGrid(:side::float8, e.extent) h
      WHERE e.extent IS NOT NULL`,
  },
  { step: 'indexing', sql: 'CREATE INDEX ON grid_hexagon USING gist (geom); ANALYZE grid_hexagon' },
  {
    step: 'cutting by source of residents',
    sql: `CREATE TEMPORARY TABLE grid_piece ON COMMIT DROP AS
      SELECT u.finest, u.id AS unit_id, h.id AS hexagon, ${cut('h.geom', 'u.geom')} AS geom
      FROM grid_unit u CROSS JOIN LATERAL (SELECT h.id, h.geom FROM grid_hexagon h
        WHERE h.geom && u.geom AND ST_Intersects(u.geom, h.geom) OFFSET 0) h`,
  },
]

/** Pieces cut by Municipio; those of a unit that lies in none stay whole. */
export const cutByDistrict = `
  CREATE TEMPORARY TABLE grid_cell ON COMMIT DROP AS
  SELECT c.finest, c.unit_id, c.hexagon, c.district_id, c.geom, ST_Area(c.geom) AS area_m2,
    ST_PointOnSurface(c.geom) AS centre
  FROM (
    SELECT p.finest, p.unit_id, p.hexagon, d.id AS district_id, ${cut('p.geom', 'd.geom')} AS geom
    FROM grid_district d CROSS JOIN LATERAL (SELECT p.finest, p.unit_id, p.hexagon, p.geom FROM grid_piece p
      WHERE p.geom && d.geom AND ST_Area(p.geom) >= ${leastM2} AND ST_Intersects(d.geom, p.geom) OFFSET 0) p
  ) c
  WHERE ST_Area(c.geom) >= ${leastM2};
  INSERT INTO grid_cell
  SELECT p.finest, p.unit_id, p.hexagon, NULL, p.geom, ST_Area(p.geom), ST_PointOnSurface(p.geom)
  FROM grid_piece p
  WHERE ST_Area(p.geom) >= ${leastM2} AND NOT EXISTS (SELECT FROM grid_cell c
    WHERE c.finest = p.finest AND c.unit_id = p.unit_id);`

/**
 * Residents by area; where a census section covers a piece of a NIL, the section's figure stands alone. NIL of a
 * section, zones and ring of every piece are those its centre lies in.
 * Areas are summed in one order, so that the same boundaries give the same residents to the last digit.
 */
export const spreadResidents = `
  DELETE FROM population_cell;
  INSERT INTO population_cell (hexagon, district_id, neighbourhood_id, zone_ids, inside_ring, x, y, centre, area_m2,
    population, population_year, population_source, finest)
  SELECT c.hexagon, c.district_id,
    CASE c.finest WHEN 'neighbourhood' THEN c.unit_id ELSE (SELECT min(n.id) FROM neighbourhood n
      WHERE n.ended_on IS NULL AND ST_Covers(n.geom, c.place)) END,
    ARRAY(SELECT z.id FROM zone z WHERE z.ended_on IS NULL AND z.kind = 'peripheryPlan'
      AND ST_Covers(z.geom, c.place) ORDER BY z.id),
    (SELECT bool_or(ST_Covers(z.geom, c.place)) FROM zone z WHERE z.ended_on IS NULL AND z.kind = 'ring'),
    ST_X(c.centre), ST_Y(c.centre), c.place, c.area_m2,
    u.population * c.area_m2 / sum(c.area_m2) OVER unit,
    u.population_year, u.population_source, c.finest
  FROM (SELECT g.*, ST_Transform(g.centre, 4326) AS place FROM grid_cell g) c
  JOIN grid_unit u ON u.finest = c.finest AND u.id = c.unit_id
  WINDOW unit AS (PARTITION BY c.finest, c.unit_id ORDER BY c.hexagon, c.district_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
  ORDER BY c.finest, c.unit_id, c.hexagon, c.district_id;
  DELETE FROM population_cell c USING census_section s
  WHERE c.finest = 'neighbourhood' AND s.ended_on IS NULL AND ST_Covers(s.geom, c.centre);`

/** SQL: every area that `member` lies in, given what it says of its places. */
const memberships = (members: string, ringed: string, zones: string) => `
  SELECT 'city' AS kind, 'city' AS code, m.id FROM ${members} m
  UNION ALL SELECT 'district', d.code, m.id FROM ${members} m JOIN district d ON d.id = m.district_id
  UNION ALL SELECT 'neighbourhood', n.code, m.id FROM ${members} m JOIN neighbourhood n ON n.id = m.neighbourhood_id
  UNION ALL SELECT 'ring', CASE WHEN ${ringed} THEN 'inside' ELSE 'outside' END, m.id FROM ${members} m
    WHERE ${ringed} IS NOT NULL
  UNION ALL SELECT 'periphery', CASE WHEN cardinality(${zones}) > 0 THEN 'inside' ELSE 'outside' END, m.id
    FROM ${members} m WHERE m.placed AND EXISTS (SELECT FROM zone z WHERE z.ended_on IS NULL AND z.kind = 'peripheryPlan')
  UNION ALL SELECT 'zone', z.code, m.id FROM ${members} m JOIN zone z ON z.ended_on IS NULL AND z.code = ANY(${zones})`

const zonesAt = (geom: string) => `ARRAY(SELECT z.code FROM zone z WHERE z.ended_on IS NULL
  AND z.kind = 'peripheryPlan' AND ST_Covers(z.geom, ${geom}))`
const ringAt = (geom: string) =>
  `(SELECT bool_or(ST_Covers(z.geom, ${geom})) FROM zone z WHERE z.ended_on IS NULL AND z.kind = 'ring')`

/** SQL: metres to the millimetre, as the program reads them: a cell may lie on the very edge of a walk. */
const inMillimetres = (geom: string) => `ST_SnapToGrid(ST_Transform(${geom}, CAST(:srid AS integer)), 0.001)`

const temporary = (name: string, query: string) => `CREATE TEMPORARY TABLE ${name} ON COMMIT DROP AS ${query}`
const indexed = (name: string) => `CREATE INDEX ON ${name} USING gist (geom)`

const tables = [
  temporary(
    'plain_cell',
    `SELECT c.id, c.population, c.district_id, c.neighbourhood_id, c.inside_ring, true AS placed,
      ARRAY(SELECT z.code FROM zone z WHERE z.id = ANY(c.zone_ids)) AS zones,
      ST_SetSRID(ST_MakePoint(c.x, c.y), CAST(:srid AS integer)) AS geom FROM population_cell c`,
  ),
  indexed('plain_cell'),
  temporary(
    'plain_lab',
    `SELECT l.id, l.district_id, l.neighbourhood_id, true AS placed, 1::float8 AS supply, ${ringAt('l.geom')} AS inside_ring,
      ${zonesAt('l.geom')} AS zones, ${inMillimetres('l.geom')} AS geom
    FROM lab l CROSS JOIN LATERAL lab_period_on(l.id, CAST(:date AS date)) p
    WHERE l.ended_on IS NULL AND l.geom IS NOT NULL AND p.activity = ANY(:activities)`,
  ),
  indexed('plain_lab'),
  temporary(
    'plain_space',
    `SELECT p.id, p.status, p.area_m2::float8 AS area_m2, p.surveyed_on, p.district_id, p.neighbourhood_id,
      NOT p.outside_ring AS inside_ring, p.public_position = 'exact' AS placed, p.zones, CAST(:date AS date) AS today,
      CASE WHEN p.vacant_since IS NOT NULL THEN greatest(0, extract(year FROM age(CAST(:date AS date), p.vacant_since)) * 12
        + extract(month FROM age(CAST(:date AS date), p.vacant_since)))::float8 END AS months_vacant,
      CASE p.public_position WHEN 'exact' THEN ${inMillimetres(`coalesce(
        ST_SetSRID(ST_MakePoint(s.entrance_lon, s.entrance_lat), 4326), p.point)`)} END AS geom
    FROM published_space p JOIN space s ON s.id = p.id`,
  ),
  temporary(
    'plain_open',
    "SELECT s.geom FROM plain_space s WHERE s.geom IS NOT NULL AND s.status IN ('available', 'inCall')",
  ),
  indexed('plain_open'),
  temporary(
    'plain_stop',
    `SELECT ${inMillimetres('t.geom')} AS geom FROM transit_stop t
    WHERE t.ended_on IS NULL AND t.kind = ANY(:kinds)`,
  ),
  indexed('plain_stop'),
  temporary('plain_area_cell', memberships('plain_cell', 'm.inside_ring', 'm.zones')),
  temporary(
    'plain_area_lab',
    memberships('(SELECT l.* FROM plain_lab l WHERE l.district_id IS NOT NULL)', 'm.inside_ring', 'm.zones'),
  ),
  temporary('plain_area_space', memberships('plain_space', 'm.inside_ring', 'm.zones')),
  temporary(
    'plain_area',
    `SELECT a.kind, a.code, coalesce(max(o.population)::float8, sum(c.population)) AS residents
    FROM plain_area_cell a JOIN plain_cell c ON c.id = a.id
    LEFT JOIN jsonb_to_recordset(CAST(:official AS jsonb)) AS o(district text, population integer)
      ON a.kind = 'district' AND o.district = a.code GROUP BY 1, 2`,
  ),
  temporary(
    'plain_request',
    `SELECT DISTINCT q.number AS request_id, coalesce(r.space_id, x.space_id) AS space_id,
      CASE WHEN c.id IS NULL AND q.status IN ('awarded', 'accepted', 'agreement') THEN true
        WHEN c.id IS NULL AND q.status IN ('excluded', 'declined', 'forfeited', 'noted', 'answered', 'closed') THEN false
        WHEN c.status IN ('awarded', 'concluded', 'noBids', 'revoked')
          THEN q.status IN ('awarded', 'accepted', 'agreement') END AS satisfied
    FROM request q JOIN request_lot r ON r.request_id = q.id LEFT JOIN lot_space x ON x.lot_id = r.lot_id
    LEFT JOIN call c ON c.id = q.call_id
    WHERE q.status NOT IN ('draft', 'withdrawn') AND (c.id IS NULL OR c.status NOT IN ('draft', 'published', 'open'))`,
  ),
  temporary(
    'plain_handover',
    `SELECT h.space_id, h.handed_over_on - CAST(coalesce(c.published_at, c.opens_at) AT TIME ZONE 'Europe/Rome' AS date) AS days
    FROM space_handover h JOIN request q ON q.id = h.request_id JOIN call c ON c.id = q.call_id
    WHERE CAST(coalesce(c.published_at, c.opens_at) AT TIME ZONE 'Europe/Rome' AS date) <= h.handed_over_on`,
  ),
]

const made = tables.flatMap((statement) => /^CREATE TEMPORARY TABLE (\w+)/.exec(statement)?.[1] ?? [])

/** What the plain queries read, in the order in which it is made; the planner is told what each table holds. */
export const prepareStatements = [...tables, `ANALYZE ${made.join(', ')}`]

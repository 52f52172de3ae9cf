import type { Knex } from 'knex'

/**
 * What a space takes from where it lies: district, NIL, zoning, zones, nearest lab and stop.
 *
 * Every statement that moves a geometry adds its area to one row of `derivation_queue`; a deferred
 * constraint trigger on that row runs `refresh_derivations` once, at commit. Nobody can forget it,
 * and a file of 23,000 rows costs one pass. District and NIL ask their spaces, not the other way round:
 * a shape of 9,000 vertices is prepared once. What the pass itself writes (trigger depth 2) queues nothing.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE derivation_queue (
      transaction xid8 PRIMARY KEY,
      area geometry(Geometry, 4326) NOT NULL,
      proximity boolean NOT NULL
    );

    CREATE FUNCTION refresh_derivations(area geometry, proximity boolean) RETURNS void LANGUAGE sql AS $$
      UPDATE neighbourhood n SET label_district_id = found.district_id
      FROM (
        SELECT n.id, (SELECT d.id FROM district d
          WHERE d.ended_on IS NULL AND ST_Covers(d.geom, n.label_point) ORDER BY d.id LIMIT 1) AS district_id
        FROM neighbourhood n WHERE n.label_point && area
      ) found
      WHERE n.id = found.id AND n.label_district_id IS DISTINCT FROM found.district_id;

      UPDATE lab l SET district_id = found.district_id, neighbourhood_id = found.neighbourhood_id
      FROM (
        SELECT l.id,
          (SELECT d.id FROM district d WHERE d.ended_on IS NULL AND ST_Covers(d.geom, l.geom)
            ORDER BY d.id LIMIT 1) AS district_id,
          (SELECT n.id FROM neighbourhood n WHERE n.ended_on IS NULL AND ST_Covers(n.geom, l.geom)
            ORDER BY n.id LIMIT 1) AS neighbourhood_id
        FROM lab l WHERE l.geom && area
      ) found
      WHERE l.id = found.id
        AND (l.district_id, l.neighbourhood_id) IS DISTINCT FROM (found.district_id, found.neighbourhood_id);

      UPDATE space s SET
        district_id = found.district_id,
        neighbourhood_id = found.neighbourhood_id,
        zoning = found.zoning,
        zones = found.zones,
        outside_ring = found.outside_ring
      FROM (
        WITH in_district AS MATERIALIZED (
          SELECT c.id, min(d.id) AS district_id FROM district d
          CROSS JOIN LATERAL (
            SELECT s.id FROM space s WHERE s.point && area AND ST_Covers(d.geom, s.point) OFFSET 0) c
          WHERE d.ended_on IS NULL GROUP BY c.id
        ), in_neighbourhood AS MATERIALIZED (
          SELECT c.id, min(n.id) AS neighbourhood_id FROM neighbourhood n
          CROSS JOIN LATERAL (
            SELECT s.id FROM space s WHERE s.point && area AND ST_Covers(n.geom, s.point) OFFSET 0) c
          WHERE n.ended_on IS NULL GROUP BY c.id
        )
        SELECT s.id, d.district_id, n.neighbourhood_id,
          ARRAY(SELECT DISTINCT z.class FROM zoning_area z
            WHERE z.ended_on IS NULL AND ST_Covers(z.geom, s.point) ORDER BY z.class) AS zoning,
          ARRAY(SELECT DISTINCT z.code FROM zone z WHERE z.ended_on IS NULL AND z.kind = 'peripheryPlan'
            AND ST_Covers(z.geom, s.point) ORDER BY z.code) AS zones,
          (SELECT NOT bool_or(ST_Covers(z.geom, s.point)) FROM zone z
            WHERE z.ended_on IS NULL AND z.kind = 'ring') AS outside_ring
        FROM space s
        LEFT JOIN in_district d ON d.id = s.id
        LEFT JOIN in_neighbourhood n ON n.id = s.id
        WHERE s.point && area OFFSET 0
      ) found
      WHERE s.id = found.id
        AND ((s.district_id, s.neighbourhood_id, s.zoning, s.zones, s.outside_ring) IS DISTINCT FROM
             (found.district_id, found.neighbourhood_id, found.zoning, found.zones, found.outside_ring)
          OR EXISTS (SELECT 1 FROM neighbourhood n
            WHERE n.id = found.neighbourhood_id AND n.changed_in = pg_current_xact_id()));

      UPDATE space s SET
        nearest_lab_id = found.lab_id, nearest_lab_m = found.lab_m,
        nearest_stop_id = found.stop_id, nearest_stop_m = found.stop_m
      FROM (
        SELECT s.id, l.id AS lab_id, round(l.distance_m::numeric, 1) AS lab_m,
          t.id AS stop_id, round(t.distance_m::numeric, 1) AS stop_m
        FROM space s
        LEFT JOIN LATERAL (
          SELECT l.id, ST_Distance(l.geom::geography, s.point::geography) AS distance_m FROM lab l
          WHERE l.ended_on IS NULL AND coalesce(l.activity, 'active') = 'active'
          ORDER BY l.geom::geography <-> s.point::geography, l.id LIMIT 1) l ON true
        LEFT JOIN LATERAL (
          SELECT t.id, ST_Distance(t.geom::geography, s.point::geography) AS distance_m FROM transit_stop t
          WHERE t.ended_on IS NULL AND t.kind IN ('metro', 'rail')
          ORDER BY t.geom::geography <-> s.point::geography, t.id LIMIT 1) t ON true
        WHERE s.point IS NOT NULL AND (proximity OR s.point && area)
      ) found
      WHERE s.id = found.id AND (s.nearest_lab_id, s.nearest_lab_m, s.nearest_stop_id, s.nearest_stop_m)
        IS DISTINCT FROM (found.lab_id, found.lab_m, found.stop_id, found.stop_m);

      UPDATE space s SET district_id = NULL, neighbourhood_id = NULL, zoning = '{}', zones = '{}',
        outside_ring = NULL, nearest_lab_id = NULL, nearest_lab_m = NULL,
        nearest_stop_id = NULL, nearest_stop_m = NULL
      WHERE s.point IS NULL AND (s.district_id IS NOT NULL OR s.nearest_stop_id IS NOT NULL
        OR s.nearest_lab_id IS NOT NULL);
    $$;
    COMMENT ON FUNCTION refresh_derivations IS
      'area: EPSG:4326, its bounding box counts; proximity: recompute nearest lab and stop everywhere';

    CREATE FUNCTION queue_derivation(changed geometry, proximity boolean) RETURNS void LANGUAGE sql AS $$
      INSERT INTO derivation_queue AS q (transaction, area, proximity)
      SELECT pg_current_xact_id(), ST_Envelope(changed), proximity WHERE changed IS NOT NULL
      ON CONFLICT (transaction) DO UPDATE SET
        area = ST_Envelope(ST_Collect(q.area, excluded.area)),
        proximity = q.proximity OR excluded.proximity;
    $$;

    CREATE FUNCTION run_derivation() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE queued derivation_queue;
    BEGIN
      SELECT * INTO queued FROM derivation_queue q WHERE q.transaction = NEW.transaction;
      IF FOUND THEN
        PERFORM refresh_derivations(queued.area, queued.proximity);
        DELETE FROM derivation_queue q WHERE q.transaction = NEW.transaction;
      END IF;
      RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER run_derivation AFTER INSERT ON derivation_queue
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION run_derivation();

    CREATE FUNCTION derive_on_insert() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM queue_derivation((SELECT ST_Extent(r.geom)::geometry(Geometry, 4326) FROM new_rows r),
        TG_TABLE_NAME IN ('lab', 'transit_stop'));
      RETURN NULL;
    END $$;

    CREATE FUNCTION derive_on_update() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF pg_trigger_depth() > 1 THEN
        RETURN NULL;
      END IF;
      PERFORM queue_derivation((
        SELECT ST_Extent(moved.geom)::geometry(Geometry, 4326) FROM (
          SELECT unnest(ARRAY[o.geom, n.geom]) AS geom
          FROM old_rows o JOIN new_rows n ON n.id = o.id
          WHERE to_jsonb(o) - derived IS DISTINCT FROM to_jsonb(n) - derived
        ) moved), TG_TABLE_NAME IN ('lab', 'transit_stop'))
      FROM (SELECT ARRAY['changed_in', 'district_id', 'neighbourhood_id', 'label_district_id', 'zoning',
        'zones', 'outside_ring', 'nearest_lab_id', 'nearest_lab_m', 'nearest_stop_id', 'nearest_stop_m']
        AS derived) columns;
      RETURN NULL;
    END $$;
  `)
  for (const table of DERIVES_FROM) {
    await knex.raw(`
      CREATE TRIGGER derive_on_insert AFTER INSERT ON ${table}
        REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION derive_on_insert();
      CREATE TRIGGER derive_on_update AFTER UPDATE ON ${table}
        REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION derive_on_update();
    `)
  }
}

const DERIVES_FROM = ['space', 'district', 'neighbourhood', 'zone', 'zoning_area', 'lab', 'transit_stop']

export async function down(knex: Knex): Promise<void> {
  for (const table of DERIVES_FROM) {
    await knex.raw(`DROP TRIGGER derive_on_insert ON ${table}; DROP TRIGGER derive_on_update ON ${table};`)
  }
  await knex.raw(`
    DROP FUNCTION derive_on_update();
    DROP FUNCTION derive_on_insert();
    DROP TABLE derivation_queue;
    DROP FUNCTION run_derivation();
    DROP FUNCTION queue_derivation(geometry, boolean);
    DROP FUNCTION refresh_derivations(geometry, boolean);
  `)
}

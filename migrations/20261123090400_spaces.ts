import type { Knex } from 'knex'

/** A space is one lettable unit; a site groups spaces and lends its ground. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE site (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text NOT NULL,
      address text,
      geom geometry(MultiPolygon, 4326) CHECK (ST_IsValid(geom)),
      source text NOT NULL,
      ended_on date
    );
    CREATE INDEX site_geom ON site USING gist (geom);
    SELECT follow_changes('site');

    CREATE TABLE space (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      site_id integer REFERENCES site (id),
      name text NOT NULL,
      address text,
      postcode text,
      geom geometry(Geometry, 4326) CHECK (ST_IsValid(geom)),
      point geometry(Point, 4326),
      public_position text NOT NULL DEFAULT 'neighbourhood'
        CHECK (public_position IN ('exact', 'neighbourhood', 'hidden')),
      audience text NOT NULL DEFAULT 'public' CHECK (audience IN ('public', 'internal')),
      status text NOT NULL CHECK (status IN ('reported', 'surveyed', 'available', 'inCall', 'awarded',
        'inUse', 'expiring', 'released', 'withdrawn')),
      status_since date,
      ownership text NOT NULL DEFAULT 'unknown' CHECK (ownership IN ('municipal', 'publicHousing',
        'otherPublic', 'confiscated', 'private', 'unknown')),
      occupied_without_title boolean NOT NULL DEFAULT false,

      area_m2 numeric CHECK (area_m2 > 0),
      commercial_area_m2 numeric CHECK (commercial_area_m2 > 0),
      floor text CHECK (floor ~ '^(S[1-9]|R|T|[1-9]|[1-9][0-9])$'),
      height_m numeric CHECK (height_m > 0),
      floor_load_kg_m2 numeric CHECK (floor_load_kg_m2 > 0),
      three_phase text CHECK (three_phase IN ('yes', 'activatable', 'no')),
      power_kw numeric CHECK (power_kw >= 0),
      vehicle_access boolean,
      door_width_m numeric CHECK (door_width_m > 0),
      extraction text CHECK (extraction IN ('yes', 'possible', 'no')),
      step_free boolean,
      street_window boolean,
      heating text CHECK (heating IN ('yes', 'toRedo', 'no')),
      toilets integer CHECK (toilets >= 0),
      energy_class text CHECK (energy_class ~ '^(A[1-4]|[A-G]|exempt|notAvailable)$'),
      condition text CHECK (condition IN ('excellent', 'good', 'fair', 'mediocre', 'poor', 'unfit')),
      lawful_use text,
      cadastral_category text,
      listed_building boolean,
      contamination text CHECK (contamination IN ('none', 'suspected', 'known')),
      works_eur numeric CHECK (works_eur >= 0),
      works text,
      unit_rent_eur_m2_year numeric CHECK (unit_rent_eur_m2_year >= 0),
      vacant_since date,
      use_ends_on date,
      holder_name text,
      holder_kind text CHECK (holder_kind IN ('organisation', 'person')),
      suggested_purposes text[] NOT NULL DEFAULT '{}',
      description text,
      internal_notes text,
      photos jsonb NOT NULL DEFAULT '[]',
      surveyed_on date,
      surveyed_by text,
      source text NOT NULL,
      source_date date,
      fingerprint text,
      ended_on date,

      district_id integer REFERENCES district (id),
      neighbourhood_id integer REFERENCES neighbourhood (id),
      zoning text[] NOT NULL DEFAULT '{}',
      zones text[] NOT NULL DEFAULT '{}',
      outside_ring boolean,
      nearest_lab_id integer REFERENCES lab (id),
      nearest_lab_m numeric,
      nearest_stop_id integer REFERENCES transit_stop (id),
      nearest_stop_m numeric
    );
    COMMENT ON COLUMN space.point IS 'derived: a point on the geometry, on the surface of a polygon';
    COMMENT ON COLUMN space.zoning IS 'derived: zoning classes at the point, plan in force, sorted';
    COMMENT ON COLUMN space.zones IS 'derived: codes of Piano Periferie zones at the point, sorted';
    CREATE INDEX space_geom ON space USING gist (geom);
    CREATE INDEX space_point ON space USING gist (point);
    CREATE INDEX space_code_upper ON space (upper(code));
    CREATE INDEX space_site ON space (site_id);
    CREATE INDEX space_fingerprint ON space (fingerprint);
    SELECT follow_changes('space');

    CREATE FUNCTION set_space_point() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.point := CASE
        WHEN NEW.geom IS NULL OR ST_IsEmpty(NEW.geom) THEN NULL
        WHEN GeometryType(NEW.geom) = 'POINT' THEN NEW.geom
        ELSE ST_PointOnSurface(NEW.geom) END;
      RETURN NEW;
    END $$;
    CREATE TRIGGER set_space_point BEFORE INSERT OR UPDATE OF geom ON space
      FOR EACH ROW EXECUTE FUNCTION set_space_point();

    CREATE TABLE space_history (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      space_id integer NOT NULL REFERENCES space (id),
      happened_on date NOT NULL,
      status text NOT NULL,
      note text,
      note_en text
    );
    CREATE INDEX space_history_space ON space_history (space_id, happened_on);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'DROP TABLE space_history; DROP TABLE space; DROP FUNCTION set_space_point(); DROP TABLE site;',
  )
}

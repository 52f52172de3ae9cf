import type { Knex } from 'knex'

/**
 * What coverage is computed from, beside labs, spaces and stops: residents by census section where they are
 * imported, streets one can walk, doors of spaces, firms by NIL, and the grid of residents built from all that.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE census_section (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
      population integer NOT NULL CHECK (population >= 0),
      population_year integer,
      population_source text,
      source text NOT NULL,
      source_date date,
      ended_on date
    );
    CREATE INDEX census_section_geom ON census_section USING gist (geom);
    SELECT follow_changes('census_section');

    CREATE TABLE street (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text,
      geom geometry(MultiLineString, 4326) NOT NULL,
      on_foot boolean NOT NULL DEFAULT true,
      source text NOT NULL,
      source_date date,
      ended_on date
    );
    COMMENT ON COLUMN street.on_foot IS 'false: motorways and the like, which nobody walks along';
    SELECT follow_changes('street');

    ALTER TABLE space
      ADD COLUMN entrance_lon float8 CHECK (entrance_lon >= -180 AND entrance_lon <= 180),
      ADD COLUMN entrance_lat float8 CHECK (entrance_lat >= -90 AND entrance_lat <= 90),
      ADD CONSTRAINT space_entrance CHECK ((entrance_lon IS NULL) = (entrance_lat IS NULL));

    ALTER TABLE neighbourhood
      ADD COLUMN manufacturing_units integer CHECK (manufacturing_units >= 0),
      ADD COLUMN manufacturing_jobs integer CHECK (manufacturing_jobs >= 0),
      ADD COLUMN manufacturing_year integer,
      ADD COLUMN manufacturing_source text;
    COMMENT ON COLUMN neighbourhood.manufacturing_units IS 'local units of firms in section C of ATECO';

    CREATE TABLE population_cell (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      hexagon integer NOT NULL,
      district_id integer REFERENCES district (id),
      neighbourhood_id integer REFERENCES neighbourhood (id),
      zone_ids integer[] NOT NULL DEFAULT '{}',
      inside_ring boolean,
      x float8 NOT NULL,
      y float8 NOT NULL,
      centre geometry(Point, 4326) NOT NULL,
      area_m2 float8 NOT NULL CHECK (area_m2 > 0),
      population float8 CHECK (population >= 0),
      population_year integer,
      population_source text,
      finest text NOT NULL CHECK (finest IN ('section', 'neighbourhood'))
    );
    COMMENT ON TABLE population_cell IS 'derived: hexagons cut by Municipio and by the finest source of residents';
    COMMENT ON COLUMN population_cell.x IS 'metres in the metric CRS of the city pack, as y: a point on the piece';
    CREATE INDEX population_cell_district ON population_cell (district_id);
    CREATE INDEX population_cell_neighbourhood ON population_cell (neighbourhood_id);

    CREATE TABLE population_grid (
      id integer PRIMARY KEY CHECK (id = 1),
      built_from text,
      built_at timestamptz
    );
    COMMENT ON COLUMN population_grid.built_from IS 'hash of the boundaries, residents and settings it was built from';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE population_grid; DROP TABLE population_cell;
    ALTER TABLE neighbourhood DROP COLUMN manufacturing_units, DROP COLUMN manufacturing_jobs,
      DROP COLUMN manufacturing_year, DROP COLUMN manufacturing_source;
    ALTER TABLE space DROP CONSTRAINT space_entrance, DROP COLUMN entrance_lon, DROP COLUMN entrance_lat;
    DROP TABLE street; DROP TABLE census_section;
  `)
}

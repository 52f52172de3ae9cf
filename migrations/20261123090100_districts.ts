import type { Knex } from 'knex'

/** Municipi and NIL. A NIL does not nest in a Municipio, so neither stores the other by hand. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE district (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text NOT NULL,
      geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
      population integer CHECK (population >= 0),
      population_year integer,
      population_source text,
      official boolean NOT NULL DEFAULT false,
      source text NOT NULL,
      source_date date,
      ended_on date
    );
    CREATE INDEX district_geom ON district USING gist (geom);
    SELECT follow_changes('district');

    CREATE TABLE neighbourhood (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text NOT NULL,
      geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
      label_point geometry(Point, 4326) NOT NULL,
      label_district_id integer REFERENCES district (id),
      population integer CHECK (population >= 0),
      families integer CHECK (families >= 0),
      population_year integer,
      population_source text,
      official boolean NOT NULL DEFAULT false,
      source text NOT NULL,
      source_date date,
      valid_from date,
      ended_on date
    );
    COMMENT ON COLUMN neighbourhood.label_district_id IS 'derived: the district the label point lies in';
    CREATE INDEX neighbourhood_geom ON neighbourhood USING gist (geom);
    SELECT follow_changes('neighbourhood');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE neighbourhood; DROP TABLE district;')
}

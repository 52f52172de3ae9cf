import type { Knex } from 'knex'

/** Programme zones (Piano Periferie, the ring road), zoning of the plan, transit stops, market zones. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE zone (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('peripheryPlan', 'ring')),
      geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
      official boolean NOT NULL DEFAULT false,
      source text NOT NULL,
      source_date date,
      ended_on date
    );
    CREATE INDEX zone_geom ON zone USING gist (geom);
    SELECT follow_changes('zone');

    CREATE TABLE zoning_area (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      plan_version text NOT NULL,
      class text NOT NULL,
      label text,
      geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
      example boolean NOT NULL DEFAULT false,
      source text NOT NULL,
      source_date date,
      valid_from date,
      ended_on date
    );
    CREATE INDEX zoning_area_geom ON zoning_area USING gist (geom);
    SELECT follow_changes('zoning_area');

    CREATE TABLE transit_stop (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text NOT NULL,
      kind text NOT NULL DEFAULT 'metro' CHECK (kind IN ('metro', 'rail', 'surface')),
      lines text[] NOT NULL DEFAULT '{}',
      geom geometry(Point, 4326) NOT NULL,
      source text NOT NULL,
      source_date date,
      ended_on date
    );
    CREATE INDEX transit_stop_geog ON transit_stop USING gist ((geom::geography));
    SELECT follow_changes('transit_stop');

    CREATE TABLE market_zone (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text NOT NULL,
      band text,
      period text,
      rent_min_eur_m2_year numeric CHECK (rent_min_eur_m2_year >= 0),
      rent_max_eur_m2_year numeric CHECK (rent_max_eur_m2_year >= rent_min_eur_m2_year),
      geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
      source text NOT NULL,
      source_date date,
      ended_on date
    );
    CREATE INDEX market_zone_geom ON market_zone USING gist (geom);
    SELECT follow_changes('market_zone');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE market_zone; DROP TABLE transit_stop; DROP TABLE zoning_area; DROP TABLE zone;')
}

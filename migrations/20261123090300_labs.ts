import type { Knex } from 'knex'

/** FabLabs, makerspaces, hubs. Activity has dates: a closed lab stays, and never shows as active. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE lab (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      name text NOT NULL,
      kind text NOT NULL DEFAULT 'fablab' CHECK (kind IN ('fablab', 'makerspace', 'hub', 'coworking', 'school')),
      address text,
      geom geometry(Point, 4326),
      activity text CHECK (activity IN ('planned', 'active', 'suspended', 'closed')),
      active_from date,
      closed_on date,
      website text,
      description text,
      equipment text[] NOT NULL DEFAULT '{}',
      position_approximate boolean NOT NULL DEFAULT false,
      confirmed_on date,
      source text NOT NULL,
      source_date date,
      district_id integer REFERENCES district (id),
      neighbourhood_id integer REFERENCES neighbourhood (id),
      fingerprint text,
      ended_on date,
      CHECK (activity IS DISTINCT FROM 'active' OR closed_on IS NULL)
    );
    COMMENT ON COLUMN lab.activity IS 'null: not known, which is not the same as closed';
    CREATE INDEX lab_geog ON lab USING gist ((geom::geography));
    CREATE INDEX lab_fingerprint ON lab (fingerprint);
    SELECT follow_changes('lab');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE lab;')
}

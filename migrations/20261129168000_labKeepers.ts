import type { Knex } from 'knex'

/** The organisation that answers for a lab: its members keep the profile and apply to the qualified list. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE lab ADD COLUMN party_id uuid REFERENCES party (id);
    COMMENT ON COLUMN lab.party_id IS 'null where nobody has taken it over yet';
    CREATE INDEX lab_party ON lab (party_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE lab DROP COLUMN party_id;')
}

import type { Knex } from 'knex'

/** A ranking that is written as published keeps the order of one that is published later. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION refuse_early_insert() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.published_at IS NOT NULL THEN PERFORM refuse_early_ranking(NEW); END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse_early_insert BEFORE INSERT ON ranking
      FOR EACH ROW EXECUTE FUNCTION refuse_early_insert();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TRIGGER refuse_early_insert ON ranking; DROP FUNCTION refuse_early_insert();')
}

import type { Knex } from 'knex'

/** What was put into a submission is examined with it: it goes back before that one is withdrawn. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION release_merged_first() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM submission o WHERE o.merged_into = NEW.id) THEN
        RAISE EXCEPTION 'others were put into this submission: nobody would examine them' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER release_merged_first BEFORE UPDATE OF status ON submission
      FOR EACH ROW WHEN (NEW.status IN ('withdrawn', 'inadmissible', 'merged') AND OLD.status <> NEW.status)
      EXECUTE FUNCTION release_merged_first();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TRIGGER release_merged_first ON submission; DROP FUNCTION release_merged_first();')
}

import type { Knex } from 'knex'

/**
 * Two people have looked at the place a copy shows to the metre, and one said that it is nobody's home: where it is
 * drawn anew, the copy is taken back, and another has to be made and signed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION take_back_place() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE public_text SET replaced_at = clock_timestamp()
        WHERE point_id = NEW.id AND replaced_at IS NULL AND place = 'exact';
      RETURN NULL;
    END $$;
    CREATE TRIGGER take_back_place AFTER UPDATE OF geom ON point FOR EACH ROW
      WHEN (NEW.geom IS DISTINCT FROM OLD.geom) EXECUTE FUNCTION take_back_place();
    COMMENT ON FUNCTION take_back_place IS 'a public copy shows no place that was drawn after it was looked at';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TRIGGER take_back_place ON point; DROP FUNCTION take_back_place()')
}

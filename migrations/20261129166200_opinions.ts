import type { Knex } from 'knex'

/**
 * What a body or Municipio says in its opinion, and which of its points are prescriptions. Opinions received before say
 * nothing of it; each received from now on does.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE submission ADD COLUMN opinion_outcome text
      CHECK (opinion_outcome IN ('favourable', 'favourableWithPrescriptions', 'unfavourable'));
    ALTER TABLE submission ADD CONSTRAINT submission_opinion CHECK (kind = 'opinion' OR opinion_outcome IS NULL);
    ALTER TABLE submission_target ADD COLUMN prescription boolean NOT NULL DEFAULT false;
    ALTER TABLE point ADD COLUMN prescription boolean NOT NULL DEFAULT false;
    COMMENT ON COLUMN submission_target.prescription IS 'of an opinion: as its author marks it';
    COMMENT ON COLUMN point.prescription IS 'of an opinion: begins as its author marked it, the office may change it';

    CREATE FUNCTION keep_opinion() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.status = 'draft' THEN
        RETURN NEW;
      END IF;
      IF TG_OP = 'UPDATE' AND OLD.status <> 'draft' THEN
        IF NEW.opinion_outcome IS DISTINCT FROM OLD.opinion_outcome THEN
          RAISE EXCEPTION 'what was received is kept as it was' USING ERRCODE = 'restrict_violation';
        END IF;
      ELSIF NEW.kind = 'opinion' AND NEW.opinion_outcome IS NULL THEN
        RAISE EXCEPTION 'an opinion has an outcome' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_opinion BEFORE INSERT OR UPDATE ON submission
      FOR EACH ROW EXECUTE FUNCTION keep_opinion();

    CREATE FUNCTION prescription_of_opinion() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM submission s WHERE s.id = NEW.submission_id AND s.kind = 'opinion') THEN
        RAISE EXCEPTION 'only a point of an opinion is a prescription' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER prescription_of_opinion BEFORE INSERT OR UPDATE OF prescription ON point
      FOR EACH ROW WHEN (NEW.prescription) EXECUTE FUNCTION prescription_of_opinion();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER prescription_of_opinion ON point; DROP FUNCTION prescription_of_opinion();
    DROP TRIGGER keep_opinion ON submission; DROP FUNCTION keep_opinion();
    ALTER TABLE point DROP COLUMN prescription; ALTER TABLE submission_target DROP COLUMN prescription;
    ALTER TABLE submission DROP CONSTRAINT submission_opinion, DROP COLUMN opinion_outcome;
  `)
}

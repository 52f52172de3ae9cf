import type { Knex } from 'knex'

/**
 * Submissions that are not examined, each with its reason: declared inadmissible, or put into another of the same plan.
 * None is while something was decided on a point of it, or others stand with one.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE submission ADD COLUMN merged_reason text;
    ALTER TABLE submission ADD CONSTRAINT submission_merged_reason CHECK ((merged_into IS NULL) = (merged_reason IS NULL));
    ALTER TABLE submission ADD CONSTRAINT submission_merged_elsewhere CHECK (merged_into <> id);
    CREATE INDEX submission_merged ON submission (merged_into) WHERE merged_into IS NOT NULL;

    CREATE FUNCTION shut_out_undecided() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.status NOT IN ('inadmissible', 'merged') OR NEW.status = OLD.status THEN
        RETURN NEW;
      END IF;
      IF EXISTS (SELECT FROM point p WHERE p.submission_id = NEW.id AND p.removed_at IS NULL
        AND (p.stage IS NOT NULL OR p.group_id IS NOT NULL)) THEN
        RAISE EXCEPTION 'a submission with a point that is decided or in a group is examined' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.status = 'merged' AND NOT EXISTS (SELECT FROM submission o WHERE o.id = NEW.merged_into
        AND o.plan_id = NEW.plan_id AND o.status NOT IN ('draft', 'withdrawn', 'inadmissible', 'merged')) THEN
        RAISE EXCEPTION 'a submission is put into one of its plan that is examined' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER shut_out_undecided BEFORE UPDATE OF status ON submission
      FOR EACH ROW EXECUTE FUNCTION shut_out_undecided();

    CREATE FUNCTION shut_out_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE of_point integer;
    BEGIN
      IF TG_TABLE_NAME = 'decision' THEN
        of_point := NEW.point_id;
      ELSIF NEW.group_id IS NOT NULL THEN
        of_point := NEW.id;
      END IF;
      IF EXISTS (SELECT FROM point p JOIN submission s ON s.id = p.submission_id
        WHERE p.id = of_point AND s.status IN ('inadmissible', 'merged')) THEN
        RAISE EXCEPTION 'nothing is decided on a submission that is not examined' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER shut_out_stays BEFORE INSERT ON decision
      FOR EACH ROW EXECUTE FUNCTION shut_out_stays();
    CREATE TRIGGER shut_out_stays BEFORE UPDATE OF group_id ON point
      FOR EACH ROW EXECUTE FUNCTION shut_out_stays();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER shut_out_stays ON point; DROP TRIGGER shut_out_stays ON decision; DROP FUNCTION shut_out_stays();
    DROP TRIGGER shut_out_undecided ON submission; DROP FUNCTION shut_out_undecided();
    ALTER TABLE submission DROP CONSTRAINT submission_merged_elsewhere, DROP COLUMN merged_reason;
  `)
}

import type { Knex } from 'knex'

/**
 * The sittings in which the Council votes on what was written to a plan. A vote is on one point or one group, of the
 * day of its sitting, by no more councillors than were there; it is never changed, one that corrects it takes its
 * place with a reason.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE council_sitting (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      held_on date NOT NULL,
      act_number text NOT NULL CHECK (btrim(act_number) <> ''),
      councillors text[] NOT NULL CHECK (cardinality(councillors) > 0),
      recorded_by uuid NOT NULL REFERENCES account (id),
      recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      version integer NOT NULL DEFAULT 1,
      UNIQUE (plan_id, held_on, act_number)
    );
    COMMENT ON COLUMN council_sitting.councillors IS 'who was there, by name: a vote is by these, less those who left';
    ALTER TABLE council_vote
      ADD COLUMN sitting_id integer REFERENCES council_sitting (id),
      ADD COLUMN replaces_id integer UNIQUE REFERENCES council_vote (id),
      ADD COLUMN correction text,
      ADD CONSTRAINT correction_has_reason
        CHECK ((replaces_id IS NULL) = (correction IS NULL) AND btrim(correction) <> '');
    CREATE INDEX council_vote_sitting ON council_vote (sitting_id);
    CREATE INDEX edition_opening_plan ON edition_opening (plan_id, id);
    COMMENT ON COLUMN council_vote.sitting_id IS 'null where the record does not say who was there';
    COMMENT ON COLUMN council_vote.correction IS 'why the vote it replaces was recorded wrongly';

    CREATE FUNCTION keep_sitting() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.plan_id, NEW.held_on, NEW.act_number) IS DISTINCT FROM (OLD.plan_id, OLD.held_on, OLD.act_number)
        AND EXISTS (SELECT FROM council_vote v WHERE v.sitting_id = OLD.id) THEN
        RAISE EXCEPTION 'a sitting with votes keeps its day and act' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_sitting BEFORE UPDATE ON council_sitting FOR EACH ROW EXECUTE FUNCTION keep_sitting();
    CREATE TRIGGER keep_rows BEFORE DELETE ON council_sitting FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE FUNCTION fit_council_vote() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE sitting council_sitting;
    BEGIN
      IF NOT EXISTS (SELECT FROM decision d WHERE d.id = NEW.decision_id AND d.stage = 'council'
        AND (d.point_id, d.group_id, d.decided_on) IS NOT DISTINCT FROM (NEW.point_id, NEW.group_id, NEW.held_on)) THEN
        RAISE EXCEPTION 'a vote takes the decision of its own point or group' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT FROM council_vote v WHERE v.id = NEW.replaces_id
        AND (v.point_id, v.group_id) IS NOT DISTINCT FROM (NEW.point_id, NEW.group_id)) THEN
        RAISE EXCEPTION 'a vote replaces one on the same' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.sitting_id IS NULL THEN RETURN NEW; END IF;
      SELECT * INTO sitting FROM council_sitting s WHERE s.id = NEW.sitting_id FOR SHARE;
      IF (sitting.plan_id, sitting.held_on) IS DISTINCT FROM (NEW.plan_id, NEW.held_on) THEN
        RAISE EXCEPTION 'a vote is of the day of its sitting' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.present + jsonb_array_length(NEW.left_under_78) > cardinality(sitting.councillors) THEN
        RAISE EXCEPTION 'more vote than were there' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER fit_council_vote BEFORE INSERT ON council_vote
      FOR EACH ROW EXECUTE FUNCTION fit_council_vote();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER fit_council_vote ON council_vote; DROP FUNCTION fit_council_vote();
    DROP INDEX edition_opening_plan;
    ALTER TABLE council_vote DROP CONSTRAINT correction_has_reason, DROP COLUMN sitting_id, DROP COLUMN replaces_id,
      DROP COLUMN correction;
    DROP TABLE council_sitting; DROP FUNCTION keep_sitting();
  `)
}

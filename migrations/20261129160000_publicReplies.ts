import type { Knex } from 'knex'

/**
 * Replies are made public as texts are: a copy with what must not be read covered, made by one person and
 * signed by another, replaced and never changed. A register is published once the plan is approved, when every
 * point has its signed text and every reason of the Council its signed copy.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE public_reply;
    CREATE TABLE public_reply (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      decision_id integer NOT NULL REFERENCES decision (id),
      revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
      text text NOT NULL,
      covers jsonb NOT NULL DEFAULT '[]',
      looked_at jsonb NOT NULL DEFAULT '[]',
      redacted_by uuid NOT NULL REFERENCES account (id),
      redacted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      signed_by uuid REFERENCES account (id),
      signed_at timestamptz,
      replaced_at timestamptz,
      UNIQUE (decision_id, revision),
      CHECK (signed_by <> redacted_by),
      CHECK ((signed_by IS NULL) = (signed_at IS NULL))
    );
    CREATE UNIQUE INDEX public_reply_current ON public_reply (decision_id) WHERE replaced_at IS NULL;
    COMMENT ON COLUMN public_reply.text IS 'the reason of the decision with the covers on it';
    ALTER TABLE public_text ADD COLUMN covers jsonb NOT NULL DEFAULT '[]';
    COMMENT ON COLUMN public_text.covers IS 'passages of the words of the point that are covered, in characters: [{start, end}]';

    CREATE FUNCTION keep_public_reply() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.signed_at IS NOT NULL AND (NEW.decision_id, NEW.text, NEW.covers, NEW.signed_by, NEW.signed_at)
        IS DISTINCT FROM (OLD.decision_id, OLD.text, OLD.covers, OLD.signed_by, OLD.signed_at) THEN
        RAISE EXCEPTION 'a public reply that was signed is replaced, not changed' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_public_reply BEFORE UPDATE ON public_reply FOR EACH ROW EXECUTE FUNCTION keep_public_reply();
    CREATE TRIGGER keep_rows BEFORE DELETE ON public_reply FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE FUNCTION refuse_unfit_register() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.published_at IS NULL OR OLD.published_at IS NOT NULL THEN RETURN NEW; END IF;
      IF NEW.status NOT IN ('approved', 'inForce') THEN
        RAISE EXCEPTION 'a register is published once its plan is approved' USING ERRCODE = 'restrict_violation';
      END IF;
      IF EXISTS (SELECT FROM decision d
        WHERE d.stage = 'council' AND d.replaced_at IS NULL AND d.reason IS NOT NULL
          AND EXISTS (SELECT FROM point p WHERE p.plan_id = NEW.id AND p.removed_at IS NULL
            AND (p.id = d.point_id OR p.group_id = d.group_id))
          AND NOT EXISTS (SELECT FROM public_reply r
            WHERE r.decision_id = d.id AND r.replaced_at IS NULL AND r.signed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'a reply has no public text signed by a second person' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse_unfit_register BEFORE UPDATE OF published_at ON plan
      FOR EACH ROW EXECUTE FUNCTION refuse_unfit_register();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER refuse_unfit_register ON plan; DROP FUNCTION refuse_unfit_register();
    DROP TABLE public_reply; DROP FUNCTION keep_public_reply();
    ALTER TABLE public_text DROP COLUMN covers;
    CREATE TABLE public_reply (
      decision_id integer PRIMARY KEY REFERENCES decision (id),
      text text NOT NULL,
      redacted_by uuid NOT NULL REFERENCES account (id),
      signed_by uuid NOT NULL REFERENCES account (id),
      signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK (signed_by <> redacted_by)
    );
  `)
}

import type { Knex } from 'knex'

/**
 * What the public and the Council read of points. The public text is a redacted copy that two people made and
 * signed; the Council's edition has names, and each opening of it is logged.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE public_text (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      point_id integer NOT NULL REFERENCES point (id),
      revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
      text text NOT NULL,
      synthesis text NOT NULL,
      place text NOT NULL DEFAULT 'hidden' CHECK (place IN ('exact', 'neighbourhood', 'hidden')),
      source_hash text NOT NULL,
      looked_at jsonb NOT NULL DEFAULT '[]',
      redacted_by uuid NOT NULL REFERENCES account (id),
      redacted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      signed_by uuid REFERENCES account (id),
      signed_at timestamptz,
      replaced_at timestamptz,
      UNIQUE (point_id, revision),
      CHECK (signed_by IS NULL OR signed_by <> redacted_by),
      CHECK ((signed_by IS NULL) = (signed_at IS NULL))
    );
    CREATE UNIQUE INDEX public_text_current ON public_text (point_id) WHERE replaced_at IS NULL;
    COMMENT ON COLUMN public_text.looked_at IS 'each suggested passage and what was done: [{start, end, kind, kept}]';
    COMMENT ON COLUMN public_text.source_hash IS 'SHA-256 of the words it was made from: other words want another copy';
    COMMENT ON COLUMN public_text.place IS 'how near the public sees it; a natural person''s home never exactly';
    CREATE FUNCTION keep_public_text() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.signed_at IS NOT NULL AND (NEW.text, NEW.synthesis, NEW.place, NEW.signed_by, NEW.signed_at)
        IS DISTINCT FROM (OLD.text, OLD.synthesis, OLD.place, OLD.signed_by, OLD.signed_at) THEN
        RAISE EXCEPTION 'a public text that was signed is replaced, not changed' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_public_text BEFORE UPDATE ON public_text FOR EACH ROW EXECUTE FUNCTION keep_public_text();
    CREATE TRIGGER keep_rows BEFORE DELETE ON public_text FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE public_reply (
      decision_id integer PRIMARY KEY REFERENCES decision (id),
      text text NOT NULL,
      redacted_by uuid NOT NULL REFERENCES account (id),
      signed_by uuid NOT NULL REFERENCES account (id),
      signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK (signed_by <> redacted_by)
    );

    CREATE TABLE council_vote (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      point_id integer REFERENCES point (id),
      group_id integer REFERENCES point_group (id),
      held_on date NOT NULL,
      present integer NOT NULL CHECK (present >= 0),
      in_favour integer NOT NULL CHECK (in_favour >= 0),
      against integer NOT NULL CHECK (against >= 0),
      abstained integer NOT NULL CHECK (abstained >= 0),
      left_under_78 jsonb NOT NULL DEFAULT '[]',
      amendments text,
      decision_id integer NOT NULL UNIQUE REFERENCES decision (id),
      recorded_by uuid NOT NULL REFERENCES account (id),
      recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK ((point_id IS NULL) <> (group_id IS NULL)),
      CHECK (in_favour + against + abstained <= present)
    );
    CREATE INDEX council_vote_plan ON council_vote (plan_id);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON council_vote
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
    COMMENT ON COLUMN council_vote.left_under_78 IS 'councillors with an interest who left (TUEL art. 78): [{name}]';

    CREATE TABLE edition_opening (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      account_id uuid NOT NULL REFERENCES account (id),
      what text NOT NULL,
      opened_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON edition_opening
      FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE register_job (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      plan_id integer NOT NULL REFERENCES plan (id),
      edition text NOT NULL CHECK (edition IN ('council', 'public')),
      format text NOT NULL CHECK (format IN ('docx', 'pdf', 'xlsx')),
      sorting text NOT NULL CHECK (sorting IN ('theme', 'article', 'number')),
      fingerprint text NOT NULL,
      asked_by uuid NOT NULL REFERENCES account (id),
      asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      started_at timestamptz,
      done_share numeric NOT NULL DEFAULT 0 CHECK (done_share BETWEEN 0 AND 1),
      sha256 text REFERENCES stored_file (sha256),
      size_bytes integer,
      problem text,
      ended_at timestamptz
    );
    CREATE INDEX register_job_stored ON register_job (sha256);
    COMMENT ON COLUMN register_job.fingerprint IS 'of what it is made from: the same is not made twice';

    CREATE FUNCTION refuse_unsigned_register() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.published_at IS NOT NULL AND OLD.published_at IS NULL AND EXISTS (
        SELECT FROM point p JOIN submission s ON s.id = p.submission_id
        LEFT JOIN late_act l ON l.id = s.late_act
        WHERE p.plan_id = NEW.id AND p.removed_at IS NULL AND s.status NOT IN ('withdrawn', 'merged', 'inadmissible')
          AND (l.examined IS DISTINCT FROM false OR NOT s.is_late)
          AND NOT EXISTS (SELECT FROM public_text t WHERE t.point_id = p.id AND t.replaced_at IS NULL
            AND t.signed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'a point has no public text signed by a second person' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse_unsigned_register BEFORE UPDATE OF published_at ON plan
      FOR EACH ROW EXECUTE FUNCTION refuse_unsigned_register();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER refuse_unsigned_register ON plan; DROP FUNCTION refuse_unsigned_register();
    DROP TABLE register_job; DROP TABLE edition_opening; DROP TABLE council_vote; DROP TABLE public_reply;
    DROP TABLE public_text; DROP FUNCTION keep_public_text();
  `)
}

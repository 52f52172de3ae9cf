import type { Knex } from 'knex'

/**
 * What people wrote to a plan, as it arrived: by the form, PEC, e-mail, on paper or in a list. What was
 * received is never altered; everything else is a working copy beside it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE SEQUENCE submission_number;
    COMMENT ON SEQUENCE submission_number IS 'one series for every channel';

    CREATE TABLE protocol_counter (
      registry text NOT NULL,
      year integer NOT NULL,
      last_number integer NOT NULL CHECK (last_number > 0),
      PRIMARY KEY (registry, year)
    );
    COMMENT ON TABLE protocol_counter IS 'numbers given here where no protocol service is configured; they restart each year';

    CREATE TABLE submission (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      plan_id integer NOT NULL REFERENCES plan (id),
      number text UNIQUE,
      kind text NOT NULL CHECK (kind IN ('proposal', 'observation', 'opinion')),
      channel text NOT NULL DEFAULT 'online' CHECK (channel IN ('online', 'pec', 'email', 'paper', 'list')),
      status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'submitted', 'registered', 'admissible',
        'inadmissible', 'split', 'underReview', 'proposed', 'decided', 'published', 'withdrawn', 'merged')),
      account_id uuid REFERENCES account (id),
      submitter_kind text NOT NULL DEFAULT 'citizen' CHECK (submitter_kind IN ('citizen', 'delegate', 'firm',
        'association', 'committee', 'professionalBody', 'publicBody', 'district')),
      submitter jsonb NOT NULL DEFAULT '{}',
      draft jsonb,
      text text,
      private_reasons text,
      content_hash text,
      received_at timestamptz,
      is_late boolean NOT NULL DEFAULT false,
      registry text,
      protocol_year integer,
      protocol_number text,
      protocol_at timestamptz,
      access_code_hash text,
      inadmissible_reason text,
      merged_into uuid REFERENCES submission (id),
      late_act integer,
      withdrawn_at timestamptz,
      entered_by uuid REFERENCES account (id),
      entered_at timestamptz,
      idempotency_key text,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (registry, protocol_year, protocol_number),
      CHECK (status = 'draft' OR (number IS NOT NULL AND received_at IS NOT NULL AND text IS NOT NULL
        AND content_hash IS NOT NULL)),
      CHECK ((protocol_number IS NULL) = (protocol_at IS NULL)),
      CHECK (protocol_number IS NULL OR (registry IS NOT NULL AND protocol_year IS NOT NULL)),
      CHECK ((channel = 'online') = (entered_by IS NULL)),
      CHECK (status <> 'inadmissible' OR inadmissible_reason IS NOT NULL),
      CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
      CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL))
    );
    CREATE INDEX submission_plan ON submission (plan_id, status);
    CREATE INDEX submission_account ON submission (account_id);
    CREATE INDEX submission_received ON submission (plan_id, received_at);
    CREATE UNIQUE INDEX submission_idempotent ON submission (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
    COMMENT ON COLUMN submission.submitter IS 'personal: {name, fiscalCode, email, pec, phone, address, onBehalfOf}';
    COMMENT ON COLUMN submission.text IS 'as it was received: what points are marked in; never altered';
    COMMENT ON COLUMN submission.private_reasons IS 'restricted: not published, subject to access to acts';
    COMMENT ON COLUMN submission.content_hash IS 'SHA-256 of the canonical JSON of what was received';
    COMMENT ON COLUMN submission.received_at IS 'legal time: reception, whatever the protocol says later';
    COMMENT ON COLUMN submission.access_code_hash IS 'SHA-256 of the code on the receipt: who wrote by PEC or paper follows with it';

    CREATE FUNCTION keep_received() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status <> 'draft' AND (NEW.plan_id, NEW.number, NEW.kind, NEW.channel, NEW.text, NEW.content_hash,
        NEW.received_at, NEW.is_late) IS DISTINCT FROM (OLD.plan_id, OLD.number, OLD.kind, OLD.channel, OLD.text,
        OLD.content_hash, OLD.received_at, OLD.is_late) THEN
        RAISE EXCEPTION 'what was received is kept as it was' USING ERRCODE = 'restrict_violation';
      END IF;
      IF OLD.protocol_number IS NOT NULL AND (NEW.registry, NEW.protocol_year, NEW.protocol_number)
        IS DISTINCT FROM (OLD.registry, OLD.protocol_year, OLD.protocol_number) THEN
        RAISE EXCEPTION 'a protocol number is kept' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_received BEFORE UPDATE ON submission FOR EACH ROW EXECUTE FUNCTION keep_received();
    CREATE FUNCTION keep_sent() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status <> 'draft' THEN
        RAISE EXCEPTION 'what was received is kept' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN OLD;
    END $$;
    CREATE TRIGGER keep_sent BEFORE DELETE ON submission FOR EACH ROW EXECUTE FUNCTION keep_sent();

    CREATE TABLE submission_target (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      submission_id uuid NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
      position integer NOT NULL CHECK (position > 0),
      kind text NOT NULL CHECK (kind IN ('place', 'article', 'sheet', 'plan')),
      text text NOT NULL,
      document_id integer REFERENCES plan_document (id),
      article_id integer REFERENCES plan_article (id),
      paragraph text,
      letter text,
      sheet_id integer REFERENCES plan_sheet (id),
      parcels jsonb NOT NULL DEFAULT '[]',
      geom geometry(Geometry, 4326) CHECK (ST_IsValid(geom)),
      span_start integer NOT NULL CHECK (span_start >= 0),
      span_end integer NOT NULL CHECK (span_end >= span_start),
      UNIQUE (submission_id, position)
    );
    CREATE INDEX submission_target_geom ON submission_target USING gist (geom);
    COMMENT ON TABLE submission_target IS 'what its author says it concerns, point by point: theirs, altered by nobody';
    COMMENT ON COLUMN submission_target.parcels IS '[{sheet, parcels}]: foglio and mappali';
    COMMENT ON COLUMN submission_target.span_start IS 'where its text stands in submission.text, in characters';

    CREATE TABLE submission_file (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      submission_id uuid NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
      purpose text NOT NULL DEFAULT 'attachment' CHECK (purpose IN ('original', 'attachment', 'delegation',
        'certificate', 'signature')),
      name text NOT NULL,
      media_type text NOT NULL,
      size_bytes integer NOT NULL CHECK (size_bytes > 0),
      sha256 text NOT NULL REFERENCES stored_file (sha256),
      extracted_text text,
      added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      removed_at timestamptz
    );
    CREATE INDEX submission_file_submission ON submission_file (submission_id);
    CREATE INDEX submission_file_stored ON submission_file (sha256);

    CREATE TABLE late_act (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL UNIQUE REFERENCES plan (id),
      examined boolean NOT NULL,
      reason text NOT NULL,
      act_number text NOT NULL,
      act_date date NOT NULL,
      made_by uuid NOT NULL REFERENCES account (id),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON late_act
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
    COMMENT ON TABLE late_act IS 'one act decides for all late submissions of a plan together, examined or not';
    ALTER TABLE submission ADD FOREIGN KEY (late_act) REFERENCES late_act (id);

    CREATE TABLE inbox_item (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      plan_id integer NOT NULL REFERENCES plan (id),
      channel text NOT NULL CHECK (channel IN ('pec', 'email', 'paper', 'list')),
      name text NOT NULL,
      sha256 text NOT NULL REFERENCES stored_file (sha256),
      row_number integer NOT NULL DEFAULT 0,
      message_id text,
      received_at timestamptz,
      sender text,
      subject text,
      text text,
      problem text,
      submission_id uuid REFERENCES submission (id),
      dismissed_reason text,
      added_by uuid REFERENCES account (id),
      added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK (submission_id IS NULL OR dismissed_reason IS NULL)
    );
    CREATE UNIQUE INDEX inbox_item_once ON inbox_item (plan_id, sha256, row_number);
    CREATE INDEX inbox_item_open ON inbox_item (plan_id) WHERE submission_id IS NULL AND dismissed_reason IS NULL;
    COMMENT ON TABLE inbox_item IS 'what came in beside the form, before somebody made a submission of it; the same file counts once';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE inbox_item; ALTER TABLE submission DROP COLUMN late_act; DROP TABLE late_act;
    DROP TABLE submission_file; DROP TABLE submission_target; DROP TABLE submission;
    DROP FUNCTION keep_sent(); DROP FUNCTION keep_received();
    DROP TABLE protocol_counter; DROP SEQUENCE submission_number;
  `)
}

import type { Knex } from 'knex'

/**
 * The qualified list of labs as a procedure: editions with their requirements, applications, checks requirement
 * by requirement, and how long each step took. Requirements of a published edition are frozen; a lab is listed only
 * with every mandatory requirement met, by an act, and never twice for the same days; a refusal comes after its
 * grounds were notified (L. 241/1990 art. 10-bis).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE lab_list_edition (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{2,39}$'),
      title text NOT NULL,
      title_en text,
      act text NOT NULL,
      act_date date NOT NULL,
      opens_on date NOT NULL,
      closes_on date CHECK (closes_on >= opens_on),
      validity_years integer NOT NULL CHECK (validity_years BETWEEN 1 AND 20),
      take_days integer NOT NULL CHECK (take_days BETWEEN 1 AND 365),
      examine_days integer NOT NULL CHECK (examine_days BETWEEN 1 AND 365),
      answer_days integer NOT NULL CHECK (answer_days BETWEEN 1 AND 365),
      source text NOT NULL,
      published_at timestamptz,
      version integer NOT NULL DEFAULT 1
    );
    COMMENT ON COLUMN lab_list_edition.closes_on IS 'last day to apply; null: standing';
    COMMENT ON COLUMN lab_list_edition.take_days IS 'working days promised, as are examine_days and answer_days';

    CREATE TABLE lab_list_requirement (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      edition_id integer NOT NULL REFERENCES lab_list_edition (id),
      position integer NOT NULL,
      code text NOT NULL CHECK (code ~ '^[A-Za-z][A-Za-z0-9_]{0,39}$'),
      label text NOT NULL,
      label_en text,
      type text NOT NULL CHECK (type IN ('number', 'bool', 'choice', 'document')),
      unit text,
      minimum numeric,
      options jsonb,
      mandatory boolean NOT NULL,
      evidence text,
      evidence_en text,
      source text NOT NULL,
      UNIQUE (edition_id, code),
      CHECK (type = 'number' OR (minimum IS NULL AND unit IS NULL)),
      CHECK ((type = 'choice') = (options IS NOT NULL))
    );

    CREATE FUNCTION freeze_requirements() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM lab_list_edition e WHERE e.published_at IS NOT NULL
        AND e.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.edition_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.edition_id END)) THEN
        RAISE EXCEPTION 'the requirements of a published edition are frozen' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN coalesce(NEW, OLD);
    END $$;
    CREATE TRIGGER freeze_requirements BEFORE INSERT OR UPDATE OR DELETE ON lab_list_requirement
      FOR EACH ROW EXECUTE FUNCTION freeze_requirements();

    CREATE FUNCTION keep_edition() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.published_at IS NOT NULL AND (NEW.published_at, NEW.code, NEW.act, NEW.act_date, NEW.opens_on, NEW.validity_years,
        NEW.take_days, NEW.examine_days, NEW.answer_days) IS DISTINCT FROM (OLD.published_at, OLD.code, OLD.act, OLD.act_date,
        OLD.opens_on, OLD.validity_years, OLD.take_days, OLD.examine_days, OLD.answer_days) THEN
        RAISE EXCEPTION 'a published edition stays as it is' USING ERRCODE = 'restrict_violation';
      END IF;
      IF OLD.published_at IS NULL AND NEW.published_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM lab_list_requirement r WHERE r.edition_id = NEW.id) THEN
        RAISE EXCEPTION 'an edition without requirements is not published' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_edition BEFORE UPDATE ON lab_list_edition FOR EACH ROW EXECUTE FUNCTION keep_edition();
    CREATE TRIGGER keep_rows BEFORE DELETE ON lab_list_edition FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE SEQUENCE lab_list_number;
    CREATE TABLE lab_list_application (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      edition_id integer NOT NULL REFERENCES lab_list_edition (id),
      lab_id integer NOT NULL REFERENCES lab (id),
      party_id uuid NOT NULL REFERENCES party (id),
      account_id uuid NOT NULL REFERENCES account (id),
      renews_id uuid REFERENCES lab_list_application (id),
      status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'submitted', 'examining', 'integration', 'grounds',
        'listed', 'suspended', 'renewed', 'expired', 'cancelled', 'refused', 'withdrawn')),
      answers jsonb NOT NULL DEFAULT '{}',
      number text UNIQUE,
      received_at timestamptz,
      sent_by uuid REFERENCES account (id),
      idempotency_key text,
      assigned_to uuid REFERENCES account (id),
      validity daterange,
      act_number text,
      act_date date,
      reasons text,
      decided_by uuid REFERENCES account (id),
      decided_at timestamptz,
      ended_on date,
      end_reason text,
      version integer NOT NULL DEFAULT 1,
      started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK (status = 'draft' OR (number IS NOT NULL AND received_at IS NOT NULL AND sent_by IS NOT NULL)),
      CONSTRAINT lab_list_decision CHECK (status IN ('draft', 'submitted', 'examining', 'integration', 'grounds', 'withdrawn')
        OR (decided_by IS NOT NULL AND decided_at IS NOT NULL AND btrim(act_number) <> '' AND act_date IS NOT NULL)),
      CHECK ((status IN ('listed', 'suspended', 'renewed', 'expired', 'cancelled')) = (validity IS NOT NULL)),
      CHECK (validity IS NULL OR NOT (isempty(validity) OR lower_inf(validity) OR upper_inf(validity))),
      CHECK (status <> 'refused' OR btrim(reasons) <> ''),
      CHECK (status <> 'cancelled' OR (ended_on IS NOT NULL AND btrim(end_reason) <> '')),
      CONSTRAINT lab_list_no_overlap EXCLUDE USING gist (lab_id WITH =, validity WITH &&) WHERE (validity IS NOT NULL)
    );
    CREATE UNIQUE INDEX lab_list_one_open ON lab_list_application (lab_id, edition_id)
      WHERE status IN ('draft', 'submitted', 'examining', 'integration', 'grounds');
    CREATE INDEX lab_list_application_edition ON lab_list_application (edition_id);
    CREATE INDEX lab_list_application_party ON lab_list_application (party_id);
    COMMENT ON COLUMN lab_list_application.validity IS 'ends with the day of a cancellation';

    CREATE TABLE lab_list_file (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      application_id uuid NOT NULL REFERENCES lab_list_application (id),
      requirement_id integer NOT NULL REFERENCES lab_list_requirement (id),
      name text NOT NULL,
      media_type text NOT NULL,
      size_bytes integer NOT NULL,
      sha256 text NOT NULL REFERENCES stored_file (sha256),
      added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      sent boolean NOT NULL DEFAULT false
    );
    CREATE INDEX lab_list_file_application ON lab_list_file (application_id);
    CREATE INDEX lab_list_file_sha256 ON lab_list_file (sha256);
    COMMENT ON COLUMN lab_list_file.sent IS 'with the application or an answer: it stays, and the office reads it';

    CREATE TABLE lab_list_check (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES lab_list_application (id),
      requirement_id integer NOT NULL REFERENCES lab_list_requirement (id),
      outcome text NOT NULL CHECK (outcome IN ('met', 'not_met', 'not_verified')),
      note text,
      checked_on date NOT NULL,
      checked_by uuid NOT NULL REFERENCES account (id),
      entered_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX lab_list_check_application ON lab_list_check (application_id, requirement_id, id);
    COMMENT ON TABLE lab_list_check IS 'the last of a requirement counts; the others stay';
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON lab_list_check FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE lab_list_ask (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES lab_list_application (id),
      kind text NOT NULL CHECK (kind IN ('integration', 'grounds')),
      message text NOT NULL CHECK (btrim(message) <> ''),
      requirements text[] NOT NULL DEFAULT '{}',
      due_on date NOT NULL,
      asked_by uuid NOT NULL REFERENCES account (id),
      asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      answer text,
      answered_by uuid REFERENCES account (id),
      answered_at timestamptz,
      closed_at timestamptz,
      CHECK ((answer IS NULL) = (answered_at IS NULL)),
      CHECK (kind <> 'grounds' OR due_on >= (asked_at AT TIME ZONE 'Europe/Rome')::date + 10)
    );
    CREATE UNIQUE INDEX lab_list_ask_open ON lab_list_ask (application_id) WHERE closed_at IS NULL;
    COMMENT ON COLUMN lab_list_ask.closed_at IS 'answered, or the office went on without an answer';

    CREATE TABLE lab_list_step (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES lab_list_application (id),
      step text NOT NULL CHECK (step IN ('submitted', 'examining', 'integration', 'grounds')),
      began_at timestamptz NOT NULL,
      ended_at timestamptz CHECK (ended_at >= began_at)
    );
    CREATE UNIQUE INDEX lab_list_step_open ON lab_list_step (application_id) WHERE ended_at IS NULL;
    CREATE INDEX lab_list_step_application ON lab_list_step (application_id, began_at);

    CREATE FUNCTION follow_lab_steps() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND NEW.status = OLD.status THEN RETURN NULL; END IF;
      UPDATE lab_list_step SET ended_at = greatest(clock_timestamp(), began_at)
        WHERE application_id = NEW.id AND ended_at IS NULL;
      IF NEW.status IN ('submitted', 'examining', 'integration', 'grounds') THEN
        INSERT INTO lab_list_step (application_id, step, began_at) VALUES (NEW.id, NEW.status,
          CASE WHEN NEW.status = 'submitted' THEN NEW.received_at ELSE clock_timestamp() END);
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER follow_lab_steps AFTER INSERT OR UPDATE OF status ON lab_list_application
      FOR EACH ROW EXECUTE FUNCTION follow_lab_steps();

    CREATE TABLE lab_list_suspension (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      application_id uuid NOT NULL REFERENCES lab_list_application (id),
      from_on date NOT NULL,
      until_on date CHECK (until_on >= from_on),
      reason text NOT NULL CHECK (btrim(reason) <> ''),
      ordered_by uuid NOT NULL REFERENCES account (id),
      ordered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      lifted_on date,
      lifted_by uuid REFERENCES account (id),
      lift_reason text,
      CHECK (lifted_on IS NULL OR btrim(lift_reason) <> '')
    );
    CREATE UNIQUE INDEX lab_list_suspension_open ON lab_list_suspension (application_id) WHERE lifted_on IS NULL;

    CREATE TABLE lab_list_told (
      application_id uuid NOT NULL REFERENCES lab_list_application (id),
      about text NOT NULL CHECK (about IN ('over:submitted', 'over:examining', 'end:90', 'end:30')),
      told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (application_id, about)
    );

    CREATE FUNCTION keep_application() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.status <> 'draft' THEN
          RAISE EXCEPTION 'an application that was sent stays' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
      END IF;
      IF TG_OP = 'INSERT' THEN
        IF NEW.status NOT IN ('draft', 'submitted') THEN
          RAISE EXCEPTION 'an application begins as a draft' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END IF;
      IF NEW.status <> OLD.status AND NOT (OLD.status, NEW.status) IN (('draft', 'submitted'),
        ('submitted', 'examining'), ('examining', 'integration'), ('integration', 'examining'), ('examining', 'grounds'),
        ('grounds', 'examining'), ('examining', 'listed'), ('examining', 'refused'), ('submitted', 'withdrawn'),
        ('examining', 'withdrawn'), ('integration', 'withdrawn'), ('grounds', 'withdrawn'), ('listed', 'suspended'),
        ('suspended', 'listed'), ('listed', 'cancelled'), ('suspended', 'cancelled'), ('listed', 'expired'),
        ('suspended', 'expired'), ('listed', 'renewed')) THEN
        RAISE EXCEPTION 'an application does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
      END IF;
      IF OLD.status <> 'draft' AND (NEW.number, NEW.received_at, NEW.answers, NEW.lab_id, NEW.edition_id, NEW.sent_by)
        IS DISTINCT FROM (OLD.number, OLD.received_at, OLD.answers, OLD.lab_id, OLD.edition_id, OLD.sent_by) THEN
        RAISE EXCEPTION 'what was received is kept' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.status = 'listed' AND OLD.status = 'examining' AND EXISTS (
        SELECT FROM lab_list_requirement r WHERE r.edition_id = NEW.edition_id AND r.mandatory
          AND (SELECT c.outcome FROM lab_list_check c WHERE c.application_id = NEW.id AND c.requirement_id = r.id
            ORDER BY c.id DESC LIMIT 1) IS DISTINCT FROM 'met') THEN
        RAISE EXCEPTION 'a lab is listed with every mandatory requirement met' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.status = 'refused' AND NOT EXISTS (
        SELECT FROM lab_list_ask a WHERE a.application_id = NEW.id AND a.kind = 'grounds'
          AND (a.answered_at IS NOT NULL OR a.due_on < (clock_timestamp() AT TIME ZONE 'Europe/Rome')::date)) THEN
        RAISE EXCEPTION 'a refusal comes after its grounds were notified' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_application BEFORE INSERT OR UPDATE OR DELETE ON lab_list_application
      FOR EACH ROW EXECUTE FUNCTION keep_application();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE lab_list_told;
    DROP TABLE lab_list_suspension;
    DROP TABLE lab_list_step;
    DROP TABLE lab_list_ask;
    DROP TABLE lab_list_check;
    DROP TABLE lab_list_file;
    DROP TABLE lab_list_application;
    DROP SEQUENCE lab_list_number;
    DROP TABLE lab_list_requirement;
    DROP TABLE lab_list_edition;
    DROP FUNCTION keep_application;
    DROP FUNCTION follow_lab_steps;
    DROP FUNCTION keep_edition;
    DROP FUNCTION freeze_requirements;
  `)
}

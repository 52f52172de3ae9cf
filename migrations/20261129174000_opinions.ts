import type { Knex } from 'knex'

const about = `
      object_kind text NOT NULL CHECK (object_kind IN ('space', 'call', 'plan', 'free')),
      space_id integer REFERENCES space (id),
      call_id integer REFERENCES call (id),
      plan_id integer REFERENCES plan (id),
      CHECK ((object_kind = 'space') = (space_id IS NOT NULL)),
      CHECK ((object_kind = 'call') = (call_id IS NOT NULL)),
      CHECK ((object_kind = 'plan') = (plan_id IS NOT NULL))`

const votes = `
      held_on date,
      in_favour integer CHECK (in_favour >= 0),
      against integer CHECK (against >= 0),
      abstained integer CHECK (abstained >= 0),
      not_voting integer CHECK (not_voting >= 0),
      members integer CHECK (members > 0),
      quorum integer CHECK (quorum > 0 AND quorum <= members),
      act_number text CHECK (btrim(act_number) <> '')`

const wholeSitting = `CHECK (num_nulls(held_on, in_favour, against, abstained, not_voting, members, quorum, act_number) IN (0, 8)),
      CHECK (in_favour + against + abstained + not_voting BETWEEN quorum AND members)`

/**
 * What a Municipio is asked and what it says: opinions with the votes of their sitting and the quorum it needed, and
 * the purposes it proposes for spaces, which a call takes over or not.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE opinion_request (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      title text NOT NULL CHECK (btrim(title) <> ''),
      question text NOT NULL CHECK (btrim(question) <> ''),
      ${about},
      audience text NOT NULL CHECK (audience IN ('public', 'internal')),
      due_on date NOT NULL,
      silence text NOT NULL CHECK (silence IN ('favourable', 'proceed', 'none')),
      legal_basis text NOT NULL,
      asked_role text NOT NULL,
      asked_by uuid NOT NULL REFERENCES account (id),
      asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      withdrawn_at timestamptz,
      withdrawn_by uuid REFERENCES account (id),
      withdrawal text CHECK (btrim(withdrawal) <> ''),
      CHECK (num_nulls(withdrawn_at, withdrawn_by, withdrawal) IN (0, 3))
    );
    COMMENT ON COLUMN opinion_request.silence IS 'what it means that nothing was said by the due day: of the city pack, as it was then';

    CREATE TABLE opinion_asked (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      request_id uuid NOT NULL REFERENCES opinion_request (id),
      district_code text NOT NULL REFERENCES district (code),
      hearing_on date,
      hearing_place text,
      silent_at timestamptz,
      UNIQUE (request_id, district_code)
    );
    CREATE INDEX opinion_asked_district ON opinion_asked (district_code);
    COMMENT ON COLUMN opinion_asked.silent_at IS 'when the clock recorded that the due day was over without an opinion';

    CREATE TABLE opinion_reminder (
      asked_id uuid NOT NULL REFERENCES opinion_asked (id),
      days integer NOT NULL CHECK (days >= 0),
      told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (asked_id, days)
    );

    CREATE TABLE opinion (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      asked_id uuid REFERENCES opinion_asked (id),
      district_code text NOT NULL REFERENCES district (code),
      title text NOT NULL CHECK (btrim(title) <> ''),
      ${about},
      outcome text NOT NULL CHECK (outcome IN ('favourable', 'favourableWithConditions', 'unfavourable',
        'unfavourableWithConditions', 'noObjection', 'waived')),
      conditions text CHECK (btrim(conditions) <> ''),
      text text NOT NULL CHECK (btrim(text) <> ''),
      ${votes},
      submission_id uuid REFERENCES submission (id),
      public_from date NOT NULL,
      is_late boolean NOT NULL,
      replaces_id uuid UNIQUE REFERENCES opinion (id),
      correction text CHECK (btrim(correction) <> ''),
      given_by uuid NOT NULL REFERENCES account (id),
      given_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      ${wholeSitting},
      CHECK ((outcome = 'waived') OR held_on IS NOT NULL),
      CHECK ((outcome IN ('favourableWithConditions', 'unfavourableWithConditions')) = (conditions IS NOT NULL)),
      CHECK ((replaces_id IS NULL) = (correction IS NULL)),
      CHECK (submission_id IS NULL OR plan_id IS NOT NULL)
    );
    CREATE UNIQUE INDEX opinion_once ON opinion (asked_id) WHERE replaces_id IS NULL;
    CREATE INDEX opinion_district ON opinion (district_code, given_at);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON opinion FOR EACH ROW EXECUTE FUNCTION forbid_change();
    COMMENT ON COLUMN opinion.members IS 'in office on the day it was given: of the city pack, as it was then';
    COMMENT ON COLUMN opinion.submission_id IS 'where it is registered among what was written to the plan, too';

    CREATE TABLE opinion_file (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      request_id uuid REFERENCES opinion_request (id),
      opinion_id uuid REFERENCES opinion (id),
      name text NOT NULL,
      media_type text NOT NULL,
      size_bytes integer NOT NULL CHECK (size_bytes > 0),
      sha256 text NOT NULL REFERENCES stored_file (sha256),
      added_by uuid NOT NULL REFERENCES account (id),
      added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK (num_nonnulls(request_id, opinion_id) = 1)
    );
    CREATE INDEX opinion_file_request ON opinion_file (request_id);
    CREATE INDEX opinion_file_opinion ON opinion_file (opinion_id);
    CREATE INDEX opinion_file_stored ON opinion_file (sha256);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON opinion_file
      FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE space_purpose (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      space_id integer NOT NULL REFERENCES space (id),
      district_code text NOT NULL REFERENCES district (code),
      uses text[] NOT NULL CHECK (cardinality(uses) > 0),
      reasons text NOT NULL CHECK (btrim(reasons) <> ''),
      priority text NOT NULL CHECK (priority IN ('high', 'medium', 'low')),
      ${votes},
      proposed_by uuid NOT NULL REFERENCES account (id),
      proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      withdrawn_at timestamptz,
      withdrawn_by uuid REFERENCES account (id),
      withdrawal text CHECK (btrim(withdrawal) <> ''),
      ${wholeSitting},
      CHECK (num_nulls(withdrawn_at, withdrawn_by, withdrawal) IN (0, 3))
    );
    CREATE INDEX space_purpose_space ON space_purpose (space_id);
    CREATE INDEX space_purpose_district ON space_purpose (district_code);

    CREATE TABLE purpose_decision (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      purpose_id uuid NOT NULL REFERENCES space_purpose (id),
      call_id integer NOT NULL REFERENCES call (id),
      lot_number integer NOT NULL CHECK (lot_number > 0),
      taken text NOT NULL CHECK (taken IN ('points', 'text', 'no')),
      points numeric CHECK (points > 0),
      reason text CHECK (btrim(reason) <> ''),
      decided_by uuid NOT NULL REFERENCES account (id),
      decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK ((taken = 'points') = (points IS NOT NULL)),
      CHECK (taken <> 'no' OR reason IS NOT NULL)
    );
    CREATE INDEX purpose_decision_call ON purpose_decision (call_id, purpose_id);
    CREATE INDEX purpose_decision_purpose ON purpose_decision (purpose_id);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON purpose_decision
      FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE FUNCTION keep_asked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF to_jsonb(NEW) - '{withdrawn_at,withdrawn_by,withdrawal,hearing_on,hearing_place,silent_at}'::text[]
        IS DISTINCT FROM to_jsonb(OLD) - '{withdrawn_at,withdrawn_by,withdrawal,hearing_on,hearing_place,silent_at}'::text[] THEN
        RAISE EXCEPTION 'what was asked or proposed is kept as it was' USING ERRCODE = 'restrict_violation';
      END IF;
      IF EXISTS (SELECT FROM unnest('{withdrawn_at,withdrawn_by,withdrawal,silent_at}'::text[]) happened
          WHERE to_jsonb(OLD) ->> happened IS NOT NULL
            AND to_jsonb(NEW) ->> happened IS DISTINCT FROM to_jsonb(OLD) ->> happened) THEN
        RAISE EXCEPTION 'what happened to a question stays on record' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_asked BEFORE UPDATE ON opinion_request FOR EACH ROW EXECUTE FUNCTION keep_asked();
    CREATE TRIGGER keep_asked BEFORE UPDATE ON opinion_asked FOR EACH ROW EXECUTE FUNCTION keep_asked();
    CREATE TRIGGER keep_asked BEFORE UPDATE ON space_purpose FOR EACH ROW EXECUTE FUNCTION keep_asked();
    CREATE TRIGGER keep_rows BEFORE DELETE ON opinion_request FOR EACH ROW EXECUTE FUNCTION forbid_change();
    CREATE TRIGGER keep_rows BEFORE DELETE ON opinion_asked FOR EACH ROW EXECUTE FUNCTION forbid_change();
    CREATE TRIGGER keep_rows BEFORE DELETE ON space_purpose FOR EACH ROW EXECUTE FUNCTION forbid_change();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE purpose_decision; DROP TABLE space_purpose; DROP TABLE opinion_file; DROP TABLE opinion;
    DROP TABLE opinion_reminder; DROP TABLE opinion_asked; DROP TABLE opinion_request;
    DROP FUNCTION keep_asked();
  `)
}

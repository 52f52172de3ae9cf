import type { Knex } from 'knex'

/**
 * How a call is prepared and corrected. What it says is kept version by version; its criteria
 * are frozen at the opening: afterwards they change only together with a new version that holds them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE call
      ADD COLUMN text text,
      ADD COLUMN version integer NOT NULL DEFAULT 1,
      ADD COLUMN term_months integer CHECK (term_months > 0),
      ADD COLUMN criteria jsonb,
      ADD COLUMN current_version integer NOT NULL DEFAULT 0,
      ADD COLUMN published_at timestamptz,
      ADD COLUMN opened_at timestamptz,
      ADD COLUMN closed_at timestamptz,
      ADD COLUMN unsealed_at timestamptz,
      ADD COLUMN unsealed_by uuid REFERENCES account (id),
      ADD COLUMN ended_at timestamptz,
      ADD COLUMN review_days integer NOT NULL DEFAULT 10 CHECK (review_days BETWEEN 1 AND 60),
      ADD COLUMN required_documents jsonb NOT NULL DEFAULT '[]',
      ADD CONSTRAINT call_one_term CHECK (term_years IS NULL OR term_months IS NULL),
      ADD CONSTRAINT call_unsealed CHECK ((unsealed_at IS NULL) = (unsealed_by IS NULL));
    COMMENT ON COLUMN call.text IS 'the call itself, in Italian: the authentic text';
    COMMENT ON COLUMN call.version IS 'rises with each saving on the desk';
    COMMENT ON COLUMN call.current_version IS 'number of the row of call_version the public reads; 0 before publication';
    COMMENT ON COLUMN call.required_documents IS 'what a request must bring: [{code, label, labelEn, reference}]';
    COMMENT ON COLUMN call.unsealed_at IS 'when the requests of a call that is not a standing one were opened';

    ALTER TABLE lot
      ADD COLUMN rent jsonb,
      ADD COLUMN purposes jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN note text;
    COMMENT ON COLUMN lot.base_rent_eur_year IS 'the rent asked, after the reductions; bids start there';
    COMMENT ON COLUMN lot.rent IS 'the sum behind it: {baseEurYear, reductions, eurYear}';
    COMMENT ON COLUMN lot.purposes IS 'suggested by the Municipio: [{code, text, textEn, points, district}]';

    CREATE TABLE call_act (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      kind text NOT NULL CHECK (kind IN ('guidelines', 'approval', 'correction', 'extension', 'commission',
        'ranking', 'award', 'revocation', 'other')),
      number text NOT NULL CHECK (btrim(number) <> ''),
      act_date date NOT NULL,
      title text,
      board_from date,
      board_until date CHECK (board_until >= board_from)
    );
    CREATE INDEX call_act_call ON call_act (call_id);
    COMMENT ON COLUMN call_act.board_from IS 'first day on the notice board (albo pretorio)';

    CREATE TABLE call_version (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      number integer NOT NULL CHECK (number > 0),
      change text NOT NULL CHECK (change IN ('published', 'corrected', 'extended', 'reopened', 'opened')),
      content jsonb NOT NULL,
      content_hash text NOT NULL,
      criteria_hash text NOT NULL,
      reason text,
      act_number text,
      act_date date,
      made_by uuid REFERENCES account (id),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (call_id, number),
      CHECK (change IN ('published', 'opened') OR (reason IS NOT NULL AND act_number IS NOT NULL AND act_date IS NOT NULL))
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON call_version
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
    COMMENT ON COLUMN call_version.criteria_hash IS 'SHA-256 of the canonical JSON of the criteria and of each lot''s base rent and purposes';
    COMMENT ON COLUMN call_version.made_by IS 'null where the clock opened the call';

    CREATE FUNCTION keep_frozen_criteria() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status NOT IN ('draft', 'published') AND NEW.criteria IS DISTINCT FROM OLD.criteria
        AND NOT EXISTS (SELECT FROM call_version v WHERE v.call_id = NEW.id AND v.number = NEW.current_version
          AND v.number > OLD.current_version AND v.content -> 'criteria' = NEW.criteria) THEN
        RAISE EXCEPTION 'criteria are frozen at the opening of a call: a change is a new version'
          USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.unsealed_at IS NOT NULL AND OLD.unsealed_at IS NULL
        AND (NEW.closes_at IS NULL OR clock_timestamp() <= NEW.closes_at) THEN
        RAISE EXCEPTION 'requests are opened after the deadline of their call'
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_frozen_criteria BEFORE UPDATE ON call
      FOR EACH ROW EXECUTE FUNCTION keep_frozen_criteria();

    CREATE FUNCTION keep_frozen_lots() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM call c WHERE c.id = NEW.call_id AND c.status NOT IN ('draft', 'published')
        AND c.current_version > 0
        AND NOT EXISTS (SELECT FROM call_version v WHERE v.call_id = c.id AND v.number > c.current_version)) THEN
        RAISE EXCEPTION 'rent and purposes of a lot are frozen at the opening of its call: a change is a new version'
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_frozen_lots BEFORE UPDATE ON lot
      FOR EACH ROW WHEN (NEW.base_rent_eur_year IS DISTINCT FROM OLD.base_rent_eur_year
        OR NEW.rent IS DISTINCT FROM OLD.rent OR NEW.purposes IS DISTINCT FROM OLD.purposes)
      EXECUTE FUNCTION keep_frozen_lots();

    CREATE FUNCTION keep_spaces_in_one_call() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE taken text;
    BEGIN
      IF NEW.status IN ('draft', 'awarded', 'concluded', 'noBids', 'revoked') THEN RETURN NEW; END IF;
      PERFORM FROM space s WHERE s.id IN (SELECT ls.space_id FROM lot_space ls JOIN lot l ON l.id = ls.lot_id
        WHERE l.call_id = NEW.id) ORDER BY s.id FOR NO KEY UPDATE;
      SELECT s.code INTO taken FROM lot_space mine
        JOIN lot ml ON ml.id = mine.lot_id AND ml.call_id = NEW.id
        JOIN lot_space other ON other.space_id = mine.space_id
        JOIN lot ol ON ol.id = other.lot_id AND ol.call_id <> NEW.id
        JOIN call oc ON oc.id = ol.call_id
          AND oc.status NOT IN ('draft', 'awarded', 'concluded', 'noBids', 'revoked')
        JOIN space s ON s.id = mine.space_id
        ORDER BY s.code LIMIT 1;
      IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'space % is in another call', taken USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_spaces_in_one_call BEFORE UPDATE OF status ON call
      FOR EACH ROW WHEN (NEW.status IS DISTINCT FROM OLD.status) EXECUTE FUNCTION keep_spaces_in_one_call();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER keep_spaces_in_one_call ON call; DROP FUNCTION keep_spaces_in_one_call();
    DROP TRIGGER keep_frozen_lots ON lot; DROP FUNCTION keep_frozen_lots();
    DROP TRIGGER keep_frozen_criteria ON call; DROP FUNCTION keep_frozen_criteria();
    DROP TABLE call_version; DROP TABLE call_act;
    ALTER TABLE lot DROP COLUMN rent, DROP COLUMN purposes, DROP COLUMN note;
    ALTER TABLE call DROP CONSTRAINT call_unsealed, DROP CONSTRAINT call_one_term;
    ALTER TABLE call DROP COLUMN text, DROP COLUMN version, DROP COLUMN term_months, DROP COLUMN criteria,
      DROP COLUMN current_version, DROP COLUMN published_at, DROP COLUMN opened_at,
      DROP COLUMN closed_at, DROP COLUMN unsealed_at, DROP COLUMN unsealed_by, DROP COLUMN ended_at,
      DROP COLUMN review_days,
      DROP COLUMN required_documents;
  `)
}

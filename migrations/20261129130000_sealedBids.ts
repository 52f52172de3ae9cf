import type { Knex } from 'knex'

/** What was received is kept; of what came on paper or by PEC the contents are written once, when it is opened. */
const keepReceived = (exception: string) => `
  CREATE OR REPLACE FUNCTION keep_received_request() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'draft' ${exception} AND (NEW.content, NEW.content_hash, NEW.number, NEW.received_at, NEW.kind)
      IS DISTINCT FROM (OLD.content, OLD.content_hash, OLD.number, OLD.received_at, OLD.kind) THEN
      RAISE EXCEPTION 'a request is kept as it was received' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.status = 'awarded' AND OLD.status <> 'awarded' AND NOT EXISTS (
      SELECT FROM award a WHERE a.request_id = NEW.id AND a.revoked_at IS NULL) THEN
      RAISE EXCEPTION 'a request is awarded by an award with a procedure and an act'
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;`

const keepParty = (exception: string) => `
  CREATE OR REPLACE FUNCTION keep_asking_party() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.status <> 'draft' ${exception}
      AND (NEW.party_id, NEW.sent_by) IS DISTINCT FROM (OLD.party_id, OLD.sent_by) THEN
      RAISE EXCEPTION 'a request stays of the party that sent it' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$;`

/** The codes behind a request; those of who signs for it count where representatives do. */
const subjectCodes = (codes: string) => `
  CREATE OR REPLACE FUNCTION subject_codes(content jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT DISTINCT upper(regexp_replace(code, '\\s', '', 'g'))
    FROM (SELECT content -> 'applicant' UNION ALL
      SELECT jsonb_array_elements(CASE jsonb_typeof(content #> '{applicant,members}')
        WHEN 'array' THEN content #> '{applicant,members}' ELSE '[]' END)) subject (data)
    CROSS JOIN LATERAL unnest(ARRAY[${codes}]) code
    WHERE regexp_replace(code, '\\s', '', 'g') <> ''
  $$;`
const ownCodes = "data ->> 'fiscalCode', data ->> 'vatNumber'"

/**
 * How requests arrive and what of them stays closed. A price bid is encrypted for the key of its call; the
 * key lies in shares that two custodians together can put together, and the database takes no opened price
 * before the technical ranking is signed and two people have opened the bids.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE request
      ADD COLUMN channel text NOT NULL DEFAULT 'online' CHECK (channel IN ('online', 'pec', 'paper')),
      ADD COLUMN entered_by uuid REFERENCES account (id),
      ADD COLUMN entered_at timestamptz,
      ADD COLUMN arrival_note text,
      ADD COLUMN is_late boolean NOT NULL DEFAULT false,
      ADD COLUMN reused_from uuid REFERENCES request (id),
      ADD CONSTRAINT request_entered CHECK ((channel = 'online') = (entered_by IS NULL)),
      DROP CONSTRAINT request_sender,
      ADD CONSTRAINT request_sender CHECK (erased_at IS NOT NULL OR (channel <> 'online' AND account_id IS NULL)
        OR (account_id IS NOT NULL AND party_id IS NOT NULL));
    ${keepReceived("AND NOT (OLD.channel <> 'online' AND OLD.content = '{}' AND NEW.number = OLD.number AND NEW.received_at = OLD.received_at)")}
    ${keepParty("AND NOT (OLD.channel <> 'online' AND OLD.party_id IS NULL)")}
    ${subjectCodes(`${ownCodes}, data ->> 'representativeFiscalCode'`)}
    CREATE INDEX request_stamp ON request (regexp_replace(content #>> '{stamp,number}', '\\s', '', 'g'));
    ALTER TABLE party ADD COLUMN representative_fiscal_code text;
    ALTER TABLE grouping_member ADD COLUMN representative_fiscal_code text;
    ALTER TABLE request_file ADD COLUMN document text;
    COMMENT ON COLUMN request_file.document IS 'code of the document of the call it is';
    COMMENT ON COLUMN request.channel IS 'how it reached the office; paper and PEC are entered by staff, with the time they arrived';
    COMMENT ON COLUMN request.is_late IS 'received after the deadline of its call';

    ALTER TABLE request_lot
      ADD COLUMN project text,
      ADD COLUMN sealed_price bytea,
      ADD COLUMN paper_price boolean NOT NULL DEFAULT false,
      ADD COLUMN price_eur_year numeric CHECK (price_eur_year >= 0),
      ADD COLUMN price_problem text CHECK (price_problem IN ('unreadable', 'notANumber', 'otherLot', 'missing')),
      ADD COLUMN price_opened_at timestamptz,
      ADD CONSTRAINT request_lot_opened CHECK ((price_opened_at IS NULL) = (price_eur_year IS NULL AND price_problem IS NULL)),
      ADD CONSTRAINT request_lot_one_price CHECK (price_eur_year IS NULL OR price_problem IS NULL);
    COMMENT ON COLUMN request_lot.sealed_price IS 'libsodium sealed box for the key of the call, of the JSON of lot and price';
    COMMENT ON COLUMN request_lot.paper_price IS 'the price lies in a closed paper envelope at the office';

    CREATE TABLE custodian_key (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      account_id uuid NOT NULL REFERENCES account (id),
      public_key bytea NOT NULL CHECK (length(public_key) = 32),
      salt bytea NOT NULL CHECK (length(salt) = 16),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      retired_at timestamptz
    );
    CREATE UNIQUE INDEX custodian_key_current ON custodian_key (account_id) WHERE retired_at IS NULL;
    COMMENT ON TABLE custodian_key IS 'public half of a key made from an officer''s passphrase, which nobody stores';

    CREATE TABLE call_key (
      call_id integer PRIMARY KEY REFERENCES call (id),
      public_key bytea NOT NULL CHECK (length(public_key) = 32),
      made_by uuid NOT NULL REFERENCES account (id),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    COMMENT ON TABLE call_key IS 'prices are sealed for it; its private half is nowhere but in the shares';

    CREATE TABLE call_key_share (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call_key (call_id),
      pair integer NOT NULL CHECK (pair BETWEEN 1 AND 3),
      custodian_key_id integer NOT NULL REFERENCES custodian_key (id),
      sealed_share bytea NOT NULL,
      share_hash bytea NOT NULL CHECK (length(share_hash) = 32),
      UNIQUE (call_id, pair, custodian_key_id)
    );
    COMMENT ON COLUMN call_key_share.share_hash IS 'SHA-256 of the 32 random bytes of the share, by which one that is handed in is known';
    CREATE FUNCTION keep_call_key() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' OR EXISTS (
        SELECT FROM call c WHERE c.id = OLD.call_id AND c.status NOT IN ('draft', 'published')) THEN
        RAISE EXCEPTION 'the key of a call that was open is kept' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN OLD;
    END $$;
    CREATE TRIGGER keep_call_key BEFORE UPDATE OR DELETE ON call_key
      FOR EACH ROW EXECUTE FUNCTION keep_call_key();
    CREATE TRIGGER keep_call_key BEFORE UPDATE OR DELETE ON call_key_share
      FOR EACH ROW EXECUTE FUNCTION keep_call_key();
    COMMENT ON COLUMN call_key_share.pair IS 'two custodians of one pair have shares whose XOR is the private key of the call';

    CREATE TABLE bid_opening (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      round_id integer,
      first_by uuid NOT NULL REFERENCES account (id),
      first_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      first_shares jsonb,
      expires_at timestamptz NOT NULL,
      second_by uuid REFERENCES account (id),
      opened_at timestamptz,
      CHECK (second_by IS NULL OR second_by <> first_by),
      CHECK ((second_by IS NULL) = (opened_at IS NULL)),
      CHECK (opened_at IS NULL OR first_shares IS NULL)
    );
    CREATE UNIQUE INDEX bid_opening_once ON bid_opening (call_id, coalesce(round_id, 0)) WHERE opened_at IS NOT NULL;
    COMMENT ON COLUMN bid_opening.first_shares IS 'opened share of the first custodian, worthless alone; forgotten with the opening or its time';

    CREATE FUNCTION keep_bid_opening() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP <> 'INSERT' AND OLD.opened_at IS NOT NULL THEN
        RAISE EXCEPTION 'an opening of bids is kept' USING ERRCODE = 'restrict_violation';
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      IF NEW.opened_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM call_key_share one
        JOIN custodian_key first_key ON first_key.id = one.custodian_key_id AND first_key.account_id = NEW.first_by
        JOIN call_key_share other ON other.call_id = one.call_id AND other.pair = one.pair
        JOIN custodian_key second_key ON second_key.id = other.custodian_key_id AND second_key.account_id = NEW.second_by
        WHERE one.call_id = NEW.call_id) THEN
        RAISE EXCEPTION 'bids are opened by two custodians of the key of their call'
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_bid_opening BEFORE INSERT OR UPDATE OR DELETE ON bid_opening
      FOR EACH ROW EXECUTE FUNCTION keep_bid_opening();

    CREATE FUNCTION keep_sealed_price() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        IF NEW.price_opened_at IS NOT NULL THEN
          RAISE EXCEPTION 'a price is opened, never entered' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END IF;
      IF EXISTS (SELECT FROM request r WHERE r.id = OLD.request_id AND r.status <> 'draft') AND (TG_OP = 'DELETE'
        OR (NEW.request_id, NEW.lot_id, NEW.sealed_price) IS DISTINCT FROM (OLD.request_id, OLD.lot_id, OLD.sealed_price)) THEN
        RAISE EXCEPTION 'a sealed price is kept as it was received' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END $$;
    CREATE TRIGGER keep_sealed_price BEFORE INSERT OR UPDATE OR DELETE ON request_lot
      FOR EACH ROW EXECUTE FUNCTION keep_sealed_price();

    CREATE TABLE service_heartbeat (
      id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
      last_at timestamptz NOT NULL
    );
    CREATE TABLE outage (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      began_at timestamptz NOT NULL,
      ended_at timestamptz NOT NULL CHECK (ended_at > began_at),
      source text NOT NULL CHECK (source IN ('heartbeat', 'office')),
      note text,
      recorded_by uuid REFERENCES account (id),
      recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK ((source = 'office') = (recorded_by IS NOT NULL))
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON outage
      FOR EACH ROW EXECUTE FUNCTION forbid_change();

    ALTER TABLE request_completion
      ADD COLUMN paused_at timestamptz,
      ADD COLUMN pause_reason text,
      ADD COLUMN paused_days integer NOT NULL DEFAULT 0,
      ADD CONSTRAINT request_completion_pause CHECK ((paused_at IS NULL) = (pause_reason IS NULL));
    COMMENT ON COLUMN request_completion.paused_days IS 'days by which suspensions that are over have moved the last day';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE request_completion DROP CONSTRAINT request_completion_pause;
    ALTER TABLE request_completion DROP COLUMN paused_at, DROP COLUMN pause_reason, DROP COLUMN paused_days;
    DROP TRIGGER keep_sealed_price ON request_lot; DROP FUNCTION keep_sealed_price();
    DROP TABLE outage; DROP TABLE service_heartbeat; DROP TABLE bid_opening; DROP FUNCTION keep_bid_opening();
    DROP TABLE call_key_share; DROP TABLE call_key; DROP FUNCTION keep_call_key(); DROP TABLE custodian_key;
    ALTER TABLE request_lot DROP CONSTRAINT request_lot_opened, DROP CONSTRAINT request_lot_one_price;
    ALTER TABLE request_lot DROP COLUMN project, DROP COLUMN sealed_price, DROP COLUMN paper_price,
      DROP COLUMN price_eur_year, DROP COLUMN price_problem, DROP COLUMN price_opened_at;
    DROP INDEX request_stamp;
    ALTER TABLE request_file DROP COLUMN document;
    ALTER TABLE grouping_member DROP COLUMN representative_fiscal_code;
    ALTER TABLE party DROP COLUMN representative_fiscal_code;
    ${subjectCodes(ownCodes)} ${keepParty('')} ${keepReceived('')}
    ALTER TABLE request DROP CONSTRAINT request_sender, ADD CONSTRAINT request_sender
      CHECK (erased_at IS NOT NULL OR (account_id IS NOT NULL AND party_id IS NOT NULL));
    ALTER TABLE request DROP CONSTRAINT request_entered;
    ALTER TABLE request DROP COLUMN channel, DROP COLUMN entered_by, DROP COLUMN entered_at,
      DROP COLUMN arrival_note, DROP COLUMN is_late, DROP COLUMN reused_from;
  `)
}

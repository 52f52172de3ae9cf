import type { Knex } from 'knex'

/**
 * How requests are judged: commission, conflicts, scores, rankings, draws, reviews. Scores are added, never
 * changed, and none after the technical ranking is signed; a ranking is published by other eyes than those
 * that proposed it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE commission_member (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      account_id uuid NOT NULL REFERENCES account (id),
      position text NOT NULL CHECK (position IN ('president', 'member')),
      act_number text NOT NULL CHECK (btrim(act_number) <> ''),
      act_date date NOT NULL,
      appointed_by uuid NOT NULL REFERENCES account (id),
      appointed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      declared_at timestamptz,
      relations jsonb NOT NULL DEFAULT '[]',
      replaced_at timestamptz,
      replaced_reason text,
      CHECK ((replaced_at IS NULL) = (replaced_reason IS NULL)),
      CHECK (account_id <> appointed_by)
    );
    CREATE UNIQUE INDEX commission_member_once ON commission_member (call_id, account_id) WHERE replaced_at IS NULL;
    CREATE UNIQUE INDEX commission_president ON commission_member (call_id)
      WHERE position = 'president' AND replaced_at IS NULL;
    COMMENT ON COLUMN commission_member.relations IS 'declared before any name is seen: [{name, code, kind}]';

    CREATE TABLE evaluation_conflict (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      member_id integer NOT NULL REFERENCES commission_member (id),
      request_id uuid NOT NULL REFERENCES request (id),
      source text NOT NULL CHECK (source IN ('declared', 'recognised')),
      reason text NOT NULL,
      found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (member_id, request_id)
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON evaluation_conflict
      FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE ranking (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      kind text NOT NULL CHECK (kind IN ('technical', 'provisional', 'final')),
      number integer NOT NULL DEFAULT 1 CHECK (number > 0),
      call_version_id integer NOT NULL REFERENCES call_version (id),
      content jsonb NOT NULL,
      content_hash text NOT NULL,
      proposed_by uuid NOT NULL REFERENCES account (id),
      proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      signed_by uuid REFERENCES account (id),
      signed_at timestamptz,
      published_by uuid REFERENCES account (id),
      published_at timestamptz,
      review_until timestamptz,
      dropped_by uuid REFERENCES account (id),
      dropped_at timestamptz,
      dropped_reason text,
      UNIQUE (call_id, kind, number),
      CHECK ((signed_by IS NULL) = (signed_at IS NULL)),
      CHECK ((published_by IS NULL) = (published_at IS NULL)),
      CHECK (published_by IS NULL OR published_by <> proposed_by),
      CHECK (published_at IS NULL OR signed_at IS NOT NULL),
      CHECK (kind <> 'technical' OR published_at IS NULL),
      CHECK (dropped_at IS NULL OR published_at IS NULL),
      CHECK ((dropped_at IS NULL) = (dropped_by IS NULL) AND (dropped_at IS NULL) = (dropped_reason IS NULL)),
      CHECK (review_until IS NULL OR kind = 'provisional')
    );
    CREATE UNIQUE INDEX ranking_under_way ON ranking (call_id, kind)
      WHERE dropped_at IS NULL AND published_at IS NULL;
    CREATE UNIQUE INDEX ranking_final ON ranking (call_id) WHERE kind = 'final' AND published_at IS NOT NULL;
    COMMENT ON COLUMN ranking.content_hash IS 'SHA-256 of the canonical JSON of content';
    COMMENT ON COLUMN ranking.dropped_at IS 'proposed, then taken back before it was published';

    CREATE TABLE ranking_entry (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      ranking_id integer NOT NULL REFERENCES ranking (id),
      lot_id integer NOT NULL REFERENCES lot (id),
      request_id uuid NOT NULL REFERENCES request (id),
      rank integer CHECK (rank > 0),
      technical_points numeric NOT NULL,
      price_points numeric,
      total_points numeric,
      price_eur_year numeric,
      parted_by text CHECK (parted_by IN ('technicalPoints', 'improvedOffers', 'draw')),
      reason text CHECK (reason IN ('belowCriterion', 'belowTechnical', 'noBid', 'bidBelowBase')),
      criterion text,
      wins boolean NOT NULL DEFAULT false,
      UNIQUE (ranking_id, lot_id, request_id),
      CHECK ((rank IS NULL) = (reason IS NOT NULL)),
      CHECK (NOT wins OR rank IS NOT NULL)
    );
    CREATE UNIQUE INDEX ranking_entry_winner ON ranking_entry (ranking_id, lot_id) WHERE wins;
    CREATE INDEX ranking_entry_request ON ranking_entry (request_id);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ranking_entry
      FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE FUNCTION refuse_early_ranking(published ranking) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM ranking r WHERE r.call_id = published.call_id AND r.kind = 'technical'
        AND r.signed_at IS NOT NULL AND r.dropped_at IS NULL) THEN
        RAISE EXCEPTION 'a ranking follows the signed technical one' USING ERRCODE = 'restrict_violation';
      END IF;
      IF published.kind = 'final' AND (
        NOT EXISTS (SELECT FROM ranking r WHERE r.call_id = published.call_id AND r.kind = 'provisional'
          AND r.published_at IS NOT NULL)
        OR EXISTS (SELECT FROM ranking r WHERE r.call_id = published.call_id AND r.kind = 'provisional'
          AND r.published_at IS NOT NULL AND r.review_until >= clock_timestamp())
        OR EXISTS (SELECT FROM ranking_review w JOIN ranking r ON r.id = w.ranking_id
          WHERE r.call_id = published.call_id AND w.answered_at IS NULL)) THEN
        RAISE EXCEPTION 'a final ranking follows a provisional one whose term is over and whose reviews are answered'
          USING ERRCODE = 'restrict_violation';
      END IF;
    END $$;
    CREATE FUNCTION keep_ranking() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.call_id, NEW.kind, NEW.number, NEW.call_version_id, NEW.content, NEW.content_hash, NEW.proposed_by, NEW.proposed_at)
        IS DISTINCT FROM
        (OLD.call_id, OLD.kind, OLD.number, OLD.call_version_id, OLD.content, OLD.content_hash, OLD.proposed_by, OLD.proposed_at)
        OR (OLD.signed_at IS NOT NULL AND (NEW.signed_by, NEW.signed_at) IS DISTINCT FROM (OLD.signed_by, OLD.signed_at))
        OR (OLD.published_at IS NOT NULL AND (NEW.published_by, NEW.published_at, NEW.review_until)
          IS DISTINCT FROM (OLD.published_by, OLD.published_at, OLD.review_until)) THEN
        RAISE EXCEPTION 'a ranking is kept as it was proposed, signed and published'
          USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.dropped_at IS NOT NULL AND OLD.dropped_at IS NULL AND NEW.kind = 'technical' AND EXISTS (
        SELECT FROM bid_opening o WHERE o.call_id = NEW.call_id AND o.opened_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the technical ranking stands once prices are known' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.published_at IS NOT NULL AND OLD.published_at IS NULL THEN PERFORM refuse_early_ranking(NEW); END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_ranking BEFORE UPDATE ON ranking FOR EACH ROW EXECUTE FUNCTION keep_ranking();
    CREATE TRIGGER keep_rows BEFORE DELETE ON ranking FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE score (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      member_id integer NOT NULL REFERENCES commission_member (id),
      request_id uuid NOT NULL REFERENCES request (id),
      lot_id integer REFERENCES lot (id),
      criterion text NOT NULL,
      revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
      points numeric NOT NULL CHECK (points >= 0),
      purposes text[],
      note text NOT NULL,
      call_version_id integer NOT NULL REFERENCES call_version (id),
      given_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE UNIQUE INDEX score_revision ON score (member_id, request_id, coalesce(lot_id, 0), criterion, revision);
    CREATE INDEX score_request ON score (request_id);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON score
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
    COMMENT ON COLUMN score.call_version_id IS 'the version of the criteria it was given by';

    CREATE TABLE score_submission (
      member_id integer NOT NULL REFERENCES commission_member (id),
      request_id uuid NOT NULL REFERENCES request (id),
      submitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (member_id, request_id)
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON score_submission
      FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE FUNCTION refuse_late_score() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE member commission_member;
    BEGIN
      SELECT * INTO member FROM commission_member m WHERE m.id = NEW.member_id;
      PERFORM FROM call c WHERE c.id = member.call_id FOR SHARE;
      IF EXISTS (SELECT FROM ranking r WHERE r.call_id = member.call_id AND r.kind = 'technical'
        AND r.signed_at IS NOT NULL AND r.dropped_at IS NULL) THEN
        RAISE EXCEPTION 'no score is given after the technical ranking is signed' USING ERRCODE = 'restrict_violation';
      END IF;
      IF member.declared_at IS NULL OR member.replaced_at IS NOT NULL
        OR EXISTS (SELECT FROM evaluation_conflict x WHERE x.member_id = NEW.member_id AND x.request_id = NEW.request_id) THEN
        RAISE EXCEPTION 'this commissioner may not score this request' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse_late_score BEFORE INSERT ON score FOR EACH ROW EXECUTE FUNCTION refuse_late_score();
    CREATE TRIGGER refuse_late_score BEFORE INSERT ON score_submission
      FOR EACH ROW EXECUTE FUNCTION refuse_late_score();

    CREATE FUNCTION open_prices_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.price_opened_at IS NOT NULL AND (NEW.price_eur_year, NEW.price_problem, NEW.price_opened_at, NEW.sealed_price)
        IS DISTINCT FROM (OLD.price_eur_year, OLD.price_problem, OLD.price_opened_at, OLD.sealed_price) THEN
        RAISE EXCEPTION 'a price that was opened is kept' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.price_opened_at IS NOT NULL AND OLD.price_opened_at IS NULL AND NOT EXISTS (
        SELECT FROM request q
        JOIN ranking r ON r.call_id = q.call_id AND r.kind = 'technical' AND r.signed_at IS NOT NULL AND r.dropped_at IS NULL
        JOIN bid_opening o ON o.call_id = q.call_id AND o.opened_at IS NOT NULL AND o.round_id IS NULL
        WHERE q.id = NEW.request_id) THEN
        RAISE EXCEPTION 'prices are opened by two people after the technical ranking is signed'
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER open_prices_in_order BEFORE UPDATE ON request_lot
      FOR EACH ROW EXECUTE FUNCTION open_prices_in_order();

    CREATE TABLE commission_session (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      number integer NOT NULL CHECK (number > 0),
      kind text NOT NULL CHECK (kind IN ('opening', 'formal', 'technical', 'prices', 'ranking')),
      is_public boolean NOT NULL DEFAULT false,
      place text NOT NULL,
      began_at timestamptz NOT NULL,
      ended_at timestamptz CHECK (ended_at > began_at),
      present jsonb NOT NULL DEFAULT '[]',
      note text,
      opened_by uuid NOT NULL REFERENCES account (id),
      content jsonb,
      content_hash text,
      closed_by uuid REFERENCES account (id),
      closed_at timestamptz,
      UNIQUE (call_id, number),
      CHECK ((closed_at IS NULL) = (content IS NULL)),
      CHECK ((closed_at IS NULL) = (content_hash IS NULL)),
      CHECK (closed_at IS NULL OR ended_at IS NOT NULL)
    );
    CREATE FUNCTION keep_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'minutes that were closed are kept' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_minutes BEFORE UPDATE ON commission_session FOR EACH ROW EXECUTE FUNCTION keep_minutes();
    COMMENT ON COLUMN commission_session.content IS 'the minutes as they were closed: what happened, from the records';

    CREATE TABLE improved_round (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      lot_id integer NOT NULL REFERENCES lot (id),
      request_ids uuid[] NOT NULL CHECK (cardinality(request_ids) > 1),
      asked_by uuid NOT NULL REFERENCES account (id),
      asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      due_at timestamptz NOT NULL CHECK (due_at > asked_at),
      opened_at timestamptz
    );
    CREATE INDEX improved_round_call ON improved_round (call_id);
    CREATE TABLE improved_offer (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      round_id integer NOT NULL REFERENCES improved_round (id),
      request_id uuid NOT NULL REFERENCES request (id),
      sealed_price bytea NOT NULL,
      received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      sent_by uuid NOT NULL REFERENCES account (id),
      price_eur_year numeric CHECK (price_eur_year >= 0),
      price_problem text CHECK (price_problem IN ('unreadable', 'notANumber', 'otherLot')),
      UNIQUE (round_id, request_id)
    );
    CREATE FUNCTION keep_improved_offer() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE asked improved_round;
    BEGIN
      SELECT * INTO asked FROM improved_round w WHERE w.id = NEW.round_id;
      IF TG_OP = 'INSERT' THEN
        IF clock_timestamp() > asked.due_at OR asked.opened_at IS NOT NULL OR NOT NEW.request_id = ANY (asked.request_ids) THEN
          RAISE EXCEPTION 'an improved offer comes from who was asked, in time' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END IF;
      IF OLD.price_eur_year IS NOT NULL OR OLD.price_problem IS NOT NULL
        OR (NEW.round_id, NEW.request_id, NEW.sealed_price, NEW.received_at)
          IS DISTINCT FROM (OLD.round_id, OLD.request_id, OLD.sealed_price, OLD.received_at) THEN
        RAISE EXCEPTION 'an improved offer is kept as it was received and opened' USING ERRCODE = 'restrict_violation';
      END IF;
      IF clock_timestamp() <= asked.due_at OR NOT EXISTS (
        SELECT FROM bid_opening o WHERE o.round_id = NEW.round_id AND o.opened_at IS NOT NULL) THEN
        RAISE EXCEPTION 'improved offers are opened by two people after their term' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_improved_offer BEFORE INSERT OR UPDATE ON improved_offer
      FOR EACH ROW EXECUTE FUNCTION keep_improved_offer();
    ALTER TABLE bid_opening ADD CONSTRAINT bid_opening_round FOREIGN KEY (round_id) REFERENCES improved_round (id);

    CREATE TABLE draw (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      lot_id integer NOT NULL REFERENCES lot (id),
      numbers text[] NOT NULL CHECK (cardinality(numbers) > 1),
      request_ids uuid[] NOT NULL,
      list_hash text NOT NULL,
      seed_rule text NOT NULL,
      seed_due_at timestamptz NOT NULL,
      frozen_by uuid NOT NULL REFERENCES account (id),
      frozen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      seed text,
      seed_source text,
      seed_by uuid REFERENCES account (id),
      seed_at timestamptz,
      tickets jsonb,
      CHECK (cardinality(numbers) = cardinality(request_ids)),
      CHECK (seed_due_at > frozen_at),
      CHECK (seed_at >= seed_due_at),
      CHECK ((seed IS NULL) = (seed_at IS NULL) AND (seed IS NULL) = (tickets IS NULL)
        AND (seed IS NULL) = (seed_source IS NULL) AND (seed IS NULL) = (seed_by IS NULL))
    );
    CREATE FUNCTION keep_draw() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.seed IS NOT NULL OR (NEW.call_id, NEW.lot_id, NEW.numbers, NEW.request_ids, NEW.list_hash, NEW.seed_rule,
        NEW.seed_due_at, NEW.frozen_by, NEW.frozen_at) IS DISTINCT FROM (OLD.call_id, OLD.lot_id, OLD.numbers,
        OLD.request_ids, OLD.list_hash, OLD.seed_rule, OLD.seed_due_at, OLD.frozen_by, OLD.frozen_at) THEN
        RAISE EXCEPTION 'a list that was frozen and a draw that was made are kept' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE INDEX draw_call ON draw (call_id);
    COMMENT ON COLUMN draw.seed_rule IS 'where the public number will come from, written down before it exists';
    COMMENT ON COLUMN draw.seed_due_at IS 'when the public number is known: nobody enters one before';
    CREATE TRIGGER keep_draw BEFORE UPDATE ON draw FOR EACH ROW EXECUTE FUNCTION keep_draw();
    CREATE TRIGGER keep_rows BEFORE DELETE ON draw FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE ranking_review (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      ranking_id integer NOT NULL REFERENCES ranking (id),
      request_id uuid NOT NULL REFERENCES request (id),
      text text NOT NULL,
      sent_by uuid REFERENCES account (id),
      received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      outcome text CHECK (outcome IN ('accepted', 'partlyAccepted', 'rejected', 'inadmissible')),
      answer text,
      answered_by uuid REFERENCES account (id),
      answered_at timestamptz,
      UNIQUE (ranking_id, request_id),
      CHECK ((outcome IS NULL) = (answer IS NULL) AND (outcome IS NULL) = (answered_at IS NULL))
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE ranking_review; DROP TABLE draw; DROP FUNCTION keep_draw();
    ALTER TABLE bid_opening DROP CONSTRAINT bid_opening_round;
    DROP TABLE improved_offer; DROP FUNCTION keep_improved_offer(); DROP TABLE improved_round;
    DROP TABLE commission_session; DROP FUNCTION keep_minutes();
    DROP TRIGGER open_prices_in_order ON request_lot; DROP FUNCTION open_prices_in_order();
    DROP TABLE score_submission; DROP TABLE score; DROP FUNCTION refuse_late_score();
    DROP TRIGGER keep_ranking ON ranking; DROP FUNCTION keep_ranking(); DROP FUNCTION refuse_early_ranking(ranking);
    DROP TABLE ranking_entry; DROP TABLE ranking;
    DROP TABLE evaluation_conflict; DROP TABLE commission_member;
  `)
}

import type { Knex } from 'knex'

/**
 * From the award to what came of it, and what private operators have bound themselves to offer. An
 * application of a call that is not a standing one is awarded only what a published final ranking gives it;
 * agreements of one space never overlap; temporary use lasts no longer than the law allows (LR 12/2005
 * art. 51-bis: three years, and two more by an act of extension).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE request DROP CONSTRAINT request_status_check;
    ALTER TABLE request ADD CONSTRAINT request_status_check CHECK (status IN ('draft', 'submitted', 'formalCheck',
      'completionRequested', 'admitted', 'excluded', 'evaluated', 'ranked', 'awarded', 'declined', 'forfeited',
      'accepted', 'agreement', 'withdrawn', 'noted', 'answered', 'closed'));

    ALTER TABLE award
      ADD COLUMN first_id uuid REFERENCES award (id),
      ADD COLUMN lot_id integer REFERENCES lot (id),
      ADD COLUMN ranking_id integer REFERENCES ranking (id),
      ADD COLUMN rank integer,
      ADD COLUMN de_minimis_eur numeric CHECK (de_minimis_eur >= 0),
      ADD COLUMN rna_code text,
      ADD COLUMN answer text CHECK (answer IN ('accepted', 'declined')),
      ADD COLUMN answered_at timestamptz,
      ADD COLUMN revoked_reason text CHECK (revoked_reason IN ('declined', 'forfeited', 'checkFailed', 'annulled')),
      ADD COLUMN revoked_note text,
      ADD COLUMN revoked_act text,
      ADD CONSTRAINT award_first CHECK (first_id <> id),
      ADD CONSTRAINT award_answered CHECK ((answer IS NULL) = (answered_at IS NULL)),
      ADD CONSTRAINT award_revoked CHECK (revoked_reason IS NULL OR revoked_at IS NOT NULL);
    COMMENT ON COLUMN award.first_id IS
      'the award of the first space of its lot, made by the same act; null where it is that one';
    CREATE UNIQUE INDEX award_lot ON award (lot_id) WHERE revoked_at IS NULL AND first_id IS NULL;

    CREATE FUNCTION award_by_ranking() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM request q JOIN call c ON c.id = q.call_id WHERE q.id = NEW.request_id AND NOT c.standing)
        AND NOT EXISTS (
          SELECT FROM ranking r JOIN ranking_entry e ON e.ranking_id = r.id
          WHERE r.id = NEW.ranking_id AND r.kind = 'final' AND r.published_at IS NOT NULL
            AND e.lot_id = NEW.lot_id AND e.request_id = NEW.request_id AND e.rank IS NOT NULL)
      THEN
        RAISE EXCEPTION 'an application is awarded by a published final ranking' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER award_by_ranking BEFORE INSERT ON award FOR EACH ROW EXECUTE FUNCTION award_by_ranking();

    CREATE TABLE award_check (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      award_id uuid NOT NULL REFERENCES award (id),
      item text NOT NULL,
      asked_on date,
      outcome text NOT NULL DEFAULT 'pending' CHECK (outcome IN ('pending', 'passed', 'failed', 'notApplicable')),
      checked_on date,
      note text,
      checked_by uuid REFERENCES account (id),
      UNIQUE (award_id, item),
      CHECK ((outcome = 'pending') = (checked_on IS NULL))
    );

    CREATE SEQUENCE agreement_number;
    CREATE TABLE agreement (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      number text NOT NULL UNIQUE,
      award_id uuid NOT NULL REFERENCES award (id),
      request_id uuid REFERENCES request (id),
      lot_id integer REFERENCES lot (id),
      party_id uuid NOT NULL REFERENCES party (id),
      instrument text NOT NULL CHECK (instrument IN ('lease', 'concession', 'loanForUse', 'temporaryConcession')),
      period daterange NOT NULL CHECK (NOT isempty(period) AND NOT lower_inf(period) AND NOT upper_inf(period)),
      rent_eur_year numeric NOT NULL CHECK (rent_eur_year >= 0),
      deposit_eur numeric CHECK (deposit_eur >= 0),
      guarantee jsonb,
      obligations jsonb NOT NULL DEFAULT '[]',
      act_number text NOT NULL CHECK (btrim(act_number) <> ''),
      act_date date NOT NULL,
      signed_on date,
      registration text,
      extension_act text,
      extension_date date,
      status text NOT NULL DEFAULT 'prepared' CHECK (status IN ('prepared', 'signed', 'handedOver', 'ended', 'terminated', 'cancelled')),
      ended_on date,
      end_reason text CHECK (end_reason IN ('term', 'withdrawal', 'agreed', 'breach', 'idle', 'publicInterest')),
      end_note text,
      version integer NOT NULL DEFAULT 1,
      made_by uuid NOT NULL REFERENCES account (id),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      CHECK (status IN ('prepared', 'cancelled') OR signed_on IS NOT NULL),
      CHECK ((status IN ('ended', 'terminated')) = (ended_on IS NOT NULL)),
      CHECK (status <> 'terminated' OR end_reason IS NOT NULL),
      CHECK ((extension_act IS NULL) = (extension_date IS NULL)),
      CONSTRAINT agreement_temporary CHECK (instrument <> 'temporaryConcession'
        OR upper(period) <= (lower(period) + interval '3 years')::date
        OR (extension_act IS NOT NULL AND upper(period) <= (lower(period) + interval '5 years')::date))
    );
    CREATE UNIQUE INDEX agreement_award ON agreement (award_id) WHERE status <> 'cancelled';
    CREATE INDEX agreement_request ON agreement (request_id);
    CREATE INDEX agreement_party ON agreement (party_id);

    CREATE TABLE agreement_space (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      agreement_id uuid NOT NULL REFERENCES agreement (id),
      space_id integer NOT NULL REFERENCES space (id),
      period daterange NOT NULL CHECK (NOT isempty(period)),
      is_live boolean NOT NULL DEFAULT true,
      UNIQUE (agreement_id, space_id),
      CONSTRAINT agreement_no_overlap EXCLUDE USING gist (space_id WITH =, period WITH &&) WHERE (is_live)
    );
    CREATE FUNCTION follow_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE agreement_space s SET
        period = CASE WHEN NEW.ended_on IS NULL THEN NEW.period
          ELSE daterange(lower(NEW.period), greatest(NEW.ended_on, lower(NEW.period)) + 1) END,
        is_live = NEW.status <> 'cancelled'
        WHERE s.agreement_id = NEW.id;
      RETURN NULL;
    END $$;
    CREATE TRIGGER follow_agreement AFTER UPDATE OF period, status, ended_on ON agreement
      FOR EACH ROW EXECUTE FUNCTION follow_agreement();

    CREATE FUNCTION keep_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.status <> OLD.status AND NOT (OLD.status, NEW.status) IN (('prepared', 'signed'), ('prepared', 'cancelled'),
        ('signed', 'handedOver'), ('signed', 'cancelled'), ('handedOver', 'ended'), ('handedOver', 'terminated')) THEN
        RAISE EXCEPTION 'an agreement does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
      END IF;
      IF OLD.status <> 'prepared' AND (NEW.number, NEW.award_id, NEW.party_id, NEW.instrument, NEW.rent_eur_year,
        NEW.act_number, NEW.act_date, NEW.signed_on, NEW.obligations) IS DISTINCT FROM (OLD.number, OLD.award_id, OLD.party_id,
        OLD.instrument, OLD.rent_eur_year, OLD.act_number, OLD.act_date, OLD.signed_on, OLD.obligations) THEN
        RAISE EXCEPTION 'what was signed is kept' USING ERRCODE = 'restrict_violation';
      END IF;
      IF OLD.status <> 'prepared' AND NEW.period <> OLD.period
        AND NEW.extension_act IS NOT DISTINCT FROM OLD.extension_act THEN
        RAISE EXCEPTION 'a signed agreement is extended by an act' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_agreement BEFORE UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION keep_agreement();
    CREATE TRIGGER keep_rows BEFORE DELETE ON agreement FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE agreement_alert (
      agreement_id uuid NOT NULL REFERENCES agreement (id),
      until date NOT NULL,
      months integer NOT NULL CHECK (months > 0),
      sent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (agreement_id, until, months)
    );
    COMMENT ON COLUMN agreement_alert.until IS 'the last day that was told: one that is extended is told of again';

    CREATE TABLE agreement_handover (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      agreement_id uuid NOT NULL REFERENCES agreement (id),
      kind text NOT NULL CHECK (kind IN ('handover', 'return')),
      happened_on date NOT NULL,
      note text,
      meter_readings text,
      recorded_by uuid NOT NULL REFERENCES account (id),
      recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (agreement_id, kind)
    );

    CREATE VIEW space_handover AS
      SELECT a.id AS agreement_id, a.request_id, a.party_id, x.space_id, h.happened_on AS handed_over_on,
        a.status = 'handedOver' AS in_use
      FROM agreement a
      JOIN agreement_space x ON x.agreement_id = a.id
      JOIN agreement_handover h ON h.agreement_id = a.id AND h.kind = 'handover';
    COMMENT ON VIEW space_handover IS 'every space that was ever handed over; the figures of the public page count these';

    CREATE TABLE milestone (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      agreement_id uuid NOT NULL REFERENCES agreement (id),
      kind text NOT NULL CHECK (kind IN ('opening', 'residentHours', 'jobs', 'investment', 'other')),
      title text NOT NULL,
      title_en text,
      target numeric,
      unit text,
      due_on date NOT NULL,
      source text NOT NULL
    );
    CREATE INDEX milestone_agreement ON milestone (agreement_id);
    CREATE TABLE milestone_fact (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      milestone_id integer NOT NULL REFERENCES milestone (id),
      value numeric,
      met boolean NOT NULL,
      observed_on date NOT NULL,
      source text NOT NULL,
      note text,
      entered_by uuid NOT NULL REFERENCES account (id),
      entered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      told_at timestamptz
    );
    CREATE INDEX milestone_fact_milestone ON milestone_fact (milestone_id, observed_on);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON milestone_fact
      FOR EACH ROW EXECUTE FUNCTION forbid_change();
    CREATE TABLE milestone_reply (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      fact_id integer NOT NULL UNIQUE REFERENCES milestone_fact (id),
      text text NOT NULL,
      sent_by uuid REFERENCES account (id),
      received_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );

    CREATE TABLE yearly_report (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      agreement_id uuid NOT NULL REFERENCES agreement (id),
      year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
      jobs numeric NOT NULL CHECK (jobs >= 0),
      opening_hours_week numeric NOT NULL CHECK (opening_hours_week BETWEEN 0 AND 168),
      resident_hours numeric NOT NULL DEFAULT 0 CHECK (resident_hours >= 0),
      text text NOT NULL,
      sent_by uuid REFERENCES account (id),
      received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (agreement_id, year)
    );

    CREATE TABLE private_agreement (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      kind text NOT NULL CHECK (kind IN ('planningConvention', 'unilateralDeed', 'conventionedPermit',
        'serviceConvention', 'temporaryUseConvention', 'programmeAgreement', 'memorandum', 'collaborationPact')),
      title text NOT NULL,
      title_en text,
      operator text NOT NULL,
      city_body text NOT NULL,
      summary text,
      summary_en text,
      deed_number text,
      deed_date date,
      starts_on date,
      expires_on date CHECK (expires_on > starts_on),
      guarantee_eur numeric CHECK (guarantee_eur >= 0),
      contact jsonb,
      status text NOT NULL CHECK (status IN ('negotiating', 'inForce', 'fulfilled', 'breached', 'expired')),
      audience text NOT NULL DEFAULT 'internal' CHECK (audience IN ('public', 'internal')),
      source text NOT NULL,
      source_date date,
      address text,
      geom geometry(Geometry, 4326) CHECK (ST_IsValid(geom)),
      point geometry(Point, 4326),
      district_id integer REFERENCES district (id),
      neighbourhood_id integer REFERENCES neighbourhood (id),
      version integer NOT NULL DEFAULT 1,
      internal_notes text,
      CHECK (status IN ('negotiating') OR deed_date IS NOT NULL OR kind IN ('memorandum', 'collaborationPact')),
      CHECK (kind <> 'planningConvention' OR expires_on IS NULL OR starts_on IS NULL
        OR expires_on <= (starts_on + interval '10 years')::date),
      CHECK (kind <> 'temporaryUseConvention' OR expires_on IS NULL OR starts_on IS NULL
        OR expires_on <= (starts_on + interval '5 years')::date)
    );
    CREATE INDEX private_agreement_geom ON private_agreement USING gist (geom);
    SELECT follow_changes('private_agreement');
    CREATE FUNCTION place_private_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.point := CASE
        WHEN NEW.geom IS NULL OR ST_IsEmpty(NEW.geom) THEN NULL
        WHEN GeometryType(NEW.geom) = 'POINT' THEN NEW.geom
        ELSE ST_PointOnSurface(NEW.geom) END;
      NEW.district_id := (SELECT d.id FROM district d WHERE ST_Intersects(d.geom, NEW.point) ORDER BY d.id LIMIT 1);
      NEW.neighbourhood_id := (SELECT n.id FROM neighbourhood n WHERE ST_Intersects(n.geom, NEW.point) ORDER BY n.id LIMIT 1);
      RETURN NEW;
    END $$;
    CREATE TRIGGER place_private_agreement BEFORE INSERT OR UPDATE OF geom ON private_agreement
      FOR EACH ROW EXECUTE FUNCTION place_private_agreement();

    CREATE TABLE private_obligation (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      agreement_id integer NOT NULL REFERENCES private_agreement (id),
      title text NOT NULL,
      title_en text,
      area_m2 numeric CHECK (area_m2 > 0),
      rent_cap_eur_m2_year numeric CHECK (rent_cap_eur_m2_year >= 0),
      hours text,
      years integer CHECK (years > 0),
      for_whom text,
      offers_space boolean NOT NULL DEFAULT false,
      due_on date,
      met_on date,
      state_note text
    );
    CREATE INDEX private_obligation_agreement ON private_obligation (agreement_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE private_obligation; DROP TABLE private_agreement; DROP FUNCTION place_private_agreement();
    DROP TABLE yearly_report; DROP TABLE milestone_reply; DROP TABLE milestone_fact; DROP TABLE milestone;
    DROP VIEW space_handover; DROP TABLE agreement_handover; DROP TABLE agreement_alert; DROP TABLE agreement_space;
    DROP TABLE agreement; DROP FUNCTION follow_agreement(); DROP FUNCTION keep_agreement();
    DROP SEQUENCE agreement_number; DROP TABLE award_check;
    DROP TRIGGER award_by_ranking ON award; DROP FUNCTION award_by_ranking();
    ALTER TABLE award DROP CONSTRAINT award_revoked, DROP CONSTRAINT award_answered, DROP CONSTRAINT award_first;
    UPDATE request SET status = 'declined' WHERE status = 'forfeited';
    ALTER TABLE request DROP CONSTRAINT request_status_check;
    ALTER TABLE request ADD CONSTRAINT request_status_check CHECK (status IN ('draft', 'submitted', 'formalCheck',
      'completionRequested', 'admitted', 'excluded', 'evaluated', 'ranked', 'awarded', 'declined',
      'accepted', 'agreement', 'withdrawn', 'noted', 'answered', 'closed'));
    ALTER TABLE award DROP COLUMN first_id, DROP COLUMN lot_id, DROP COLUMN ranking_id, DROP COLUMN rank, DROP COLUMN de_minimis_eur,
      DROP COLUMN rna_code, DROP COLUMN answer, DROP COLUMN answered_at, DROP COLUMN revoked_reason,
      DROP COLUMN revoked_note, DROP COLUMN revoked_act;
  `)
}

import type { Knex } from 'knex'

/**
 * Requests (applications on a lot, expressions of interest on a space) and awards. Two awards of
 * one space for overlapping dates, and an award without a procedure and an act, cannot be stored.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE SEQUENCE request_number;

    CREATE TABLE request (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      number text UNIQUE,
      kind text NOT NULL CHECK (kind IN ('application', 'expressionOfInterest')),
      call_id integer REFERENCES call (id),
      account_id uuid NOT NULL REFERENCES account (id),
      party_id uuid REFERENCES party (id),
      status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'submitted', 'formalCheck',
        'completionRequested', 'admitted', 'excluded', 'evaluated', 'ranked', 'awarded', 'declined',
        'accepted', 'agreement', 'withdrawn', 'noted', 'answered', 'closed')),
      content jsonb NOT NULL DEFAULT '{}',
      version integer NOT NULL DEFAULT 1,
      identified_by text NOT NULL DEFAULT 'local'
        CHECK (identified_by IN ('spid', 'cie', 'cns', 'signedFile', 'pec', 'paper', 'local')),
      idempotency_key text,
      content_hash text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      received_at timestamptz,
      assigned_to uuid REFERENCES account (id),
      reason_code text,
      reason text,
      answer text,
      UNIQUE (account_id, idempotency_key),
      CHECK ((kind = 'application') = (call_id IS NOT NULL)),
      CHECK (status = 'draft' OR (number IS NOT NULL AND received_at IS NOT NULL
        AND content_hash IS NOT NULL AND party_id IS NOT NULL)),
      CHECK (status NOT IN ('excluded', 'closed') OR (reason_code IS NOT NULL AND reason IS NOT NULL))
    );
    CREATE INDEX request_account ON request (account_id);
    CREATE INDEX request_queue ON request (status, received_at);

    CREATE TABLE request_lot (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      request_id uuid NOT NULL REFERENCES request (id),
      lot_id integer REFERENCES lot (id),
      space_id integer REFERENCES space (id),
      preference integer NOT NULL DEFAULT 1 CHECK (preference > 0),
      CHECK ((lot_id IS NULL) <> (space_id IS NULL)),
      UNIQUE (request_id, preference)
    );
    CREATE INDEX request_lot_lot ON request_lot (lot_id);
    CREATE INDEX request_lot_space ON request_lot (space_id);

    CREATE TABLE request_completion (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      request_id uuid NOT NULL REFERENCES request (id),
      items text[] NOT NULL CHECK (cardinality(items) > 0),
      message text NOT NULL,
      asked_by uuid NOT NULL REFERENCES account (id),
      asked_at timestamptz NOT NULL DEFAULT now(),
      due_on date NOT NULL,
      answer text,
      answered_at timestamptz,
      CHECK ((answer IS NULL) = (answered_at IS NULL))
    );
    CREATE UNIQUE INDEX request_completion_open ON request_completion (request_id)
      WHERE answered_at IS NULL;

    CREATE TABLE request_file (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      request_id uuid NOT NULL REFERENCES request (id),
      completion_id uuid REFERENCES request_completion (id),
      name text NOT NULL,
      media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
      size_bytes integer NOT NULL CHECK (size_bytes > 0),
      sha256 text NOT NULL,
      content bytea NOT NULL,
      added_at timestamptz NOT NULL DEFAULT now(),
      removed_at timestamptz
    );
    CREATE INDEX request_file_request ON request_file (request_id);

    CREATE FUNCTION keep_received_request() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status <> 'draft' AND (NEW.content, NEW.content_hash, NEW.number, NEW.received_at, NEW.kind)
        IS DISTINCT FROM (OLD.content, OLD.content_hash, OLD.number, OLD.received_at, OLD.kind) THEN
        RAISE EXCEPTION 'a request is kept as it was received' USING ERRCODE = 'restrict_violation';
      END IF;
      IF NEW.status = 'awarded' AND OLD.status <> 'awarded' AND NOT EXISTS (
        SELECT FROM award a WHERE a.request_id = NEW.id AND a.revoked_at IS NULL) THEN
        RAISE EXCEPTION 'a request is awarded by an award with a procedure and an act'
          USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_received_request BEFORE UPDATE ON request
      FOR EACH ROW EXECUTE FUNCTION keep_received_request();

    CREATE TABLE award (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      space_id integer NOT NULL REFERENCES space (id),
      request_id uuid REFERENCES request (id),
      party_id uuid NOT NULL REFERENCES party (id),
      period daterange NOT NULL CHECK (NOT isempty(period) AND NOT lower_inf(period) AND NOT upper_inf(period)),
      procedure text NOT NULL CHECK (procedure IN ('publicCall', 'publicAuction', 'competingOffersNotice',
        'codedLegalBasis')),
      legal_basis text,
      act_number text NOT NULL CHECK (btrim(act_number) <> ''),
      act_date date NOT NULL,
      awarded_by uuid NOT NULL REFERENCES account (id),
      awarded_at timestamptz NOT NULL DEFAULT now(),
      revoked_at timestamptz,
      CHECK (procedure <> 'codedLegalBasis' OR coalesce(btrim(legal_basis), '') <> ''),
      CONSTRAINT award_no_overlap EXCLUDE USING gist (space_id WITH =, period WITH &&)
        WHERE (revoked_at IS NULL)
    );
    CREATE INDEX award_request ON award (request_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE award; DROP TABLE request_file; DROP TABLE request_completion; DROP TABLE request_lot; DROP TABLE request;
    DROP FUNCTION keep_received_request(); DROP SEQUENCE request_number;
  `)
}

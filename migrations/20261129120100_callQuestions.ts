import type { Knex } from 'knex'

/** Questions about a call, asked by one and answered to all, and visits to its spaces with a waiting list. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE call ADD COLUMN questions_until timestamptz;

    CREATE TABLE call_question (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      call_id integer NOT NULL REFERENCES call (id),
      account_id uuid REFERENCES account (id),
      text text NOT NULL,
      asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      public_question text,
      answer text,
      declined_reason text,
      answered_by uuid REFERENCES account (id),
      answered_at timestamptz,
      CHECK (answer IS NULL OR public_question IS NOT NULL),
      CHECK ((answer IS NULL AND declined_reason IS NULL) = (answered_at IS NULL)),
      CHECK (answer IS NULL OR declined_reason IS NULL)
    );
    CREATE INDEX call_question_call ON call_question (call_id, answered_at);
    CREATE INDEX call_question_account ON call_question (account_id);
    COMMENT ON COLUMN call_question.public_question IS 'as everybody reads it, without what tells who asked';

    CREATE TABLE visit_slot (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      lot_id integer REFERENCES lot (id),
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 200),
      meeting_point text NOT NULL,
      cancelled_at timestamptz,
      CHECK (ends_at > starts_at)
    );
    CREATE INDEX visit_slot_call ON visit_slot (call_id, starts_at);

    CREATE TABLE visit_booking (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      slot_id integer NOT NULL REFERENCES visit_slot (id),
      account_id uuid REFERENCES account (id),
      party_id uuid REFERENCES party (id),
      visitor_name text NOT NULL,
      people integer NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 5),
      status text NOT NULL DEFAULT 'booked' CHECK (status IN ('booked', 'waiting', 'cancelled', 'attended', 'missed')),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      decided_by uuid REFERENCES account (id),
      decided_at timestamptz,
      certificate text UNIQUE,
      CHECK ((certificate IS NULL) = (status <> 'attended'))
    );
    CREATE UNIQUE INDEX visit_booking_once ON visit_booking (slot_id, coalesce(party_id, account_id))
      WHERE status IN ('booked', 'waiting', 'attended');
    CREATE INDEX visit_booking_account ON visit_booking (account_id);

    CREATE FUNCTION keep_visit_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE places integer;
    BEGIN
      SELECT s.capacity INTO places FROM visit_slot s WHERE s.id = NEW.slot_id FOR NO KEY UPDATE;
      IF NEW.people + (SELECT coalesce(sum(b.people), 0) FROM visit_booking b WHERE b.slot_id = NEW.slot_id
        AND b.id <> NEW.id AND b.status IN ('booked', 'attended', 'missed')) > places THEN
        RAISE EXCEPTION 'visit % has no place left', NEW.slot_id USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_visit_capacity BEFORE INSERT OR UPDATE OF status, people ON visit_booking
      FOR EACH ROW WHEN (NEW.status = 'booked') EXECUTE FUNCTION keep_visit_capacity();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE visit_booking; DROP FUNCTION keep_visit_capacity(); DROP TABLE visit_slot; DROP TABLE call_question;
    ALTER TABLE call DROP COLUMN questions_until;
  `)
}

import type { Knex } from 'knex'

/** Photos of labs, who asks to keep a profile, what the city granted, and reminders to confirm what is written. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE lab_photo (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      lab_id integer NOT NULL REFERENCES lab (id),
      name text NOT NULL,
      media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')),
      size_bytes integer NOT NULL CHECK (size_bytes > 0),
      sha256 text NOT NULL REFERENCES stored_file (sha256),
      alt text CHECK (btrim(alt) <> ''),
      alt_en text CHECK (btrim(alt_en) <> ''),
      added_by uuid REFERENCES account (id),
      added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      removed_at timestamptz
    );
    COMMENT ON COLUMN lab_photo.alt IS 'what it shows, in words; without it nobody but its keepers sees the photo';
    CREATE INDEX lab_photo_lab ON lab_photo (lab_id);
    CREATE INDEX lab_photo_stored ON lab_photo (sha256);

    CREATE TABLE lab_claim (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      lab_id integer NOT NULL REFERENCES lab (id),
      party_id uuid NOT NULL REFERENCES party (id),
      account_id uuid NOT NULL REFERENCES account (id),
      reason text NOT NULL CHECK (btrim(reason) <> ''),
      state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'granted', 'refused')),
      asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      decided_by uuid REFERENCES account (id),
      decided_at timestamptz,
      note text,
      CHECK ((state = 'waiting') = (decided_at IS NULL)),
      CHECK (state <> 'refused' OR btrim(note) <> '')
    );
    CREATE UNIQUE INDEX lab_claim_waiting ON lab_claim (lab_id, party_id) WHERE state = 'waiting';
    CREATE INDEX lab_claim_party ON lab_claim (party_id);

    CREATE TABLE lab_grant (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      lab_id integer NOT NULL REFERENCES lab (id),
      measure text,
      title text NOT NULL CHECK (btrim(title) <> ''),
      year integer NOT NULL CHECK (year BETWEEN 1990 AND 2100),
      act_number text,
      act_date date,
      amount_eur numeric(12, 2) NOT NULL CHECK (amount_eur > 0),
      state text NOT NULL CHECK (state IN ('granted', 'paid', 'revoked')),
      state_on date,
      source text NOT NULL CHECK (btrim(source) <> ''),
      version integer NOT NULL DEFAULT 1,
      entered_by uuid REFERENCES account (id),
      entered_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    COMMENT ON COLUMN lab_grant.measure IS 'code of the city pack';
    CREATE INDEX lab_grant_lab ON lab_grant (lab_id);
    CREATE TRIGGER keep_rows BEFORE DELETE ON lab_grant FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE TABLE lab_reminder (
      lab_id integer NOT NULL REFERENCES lab (id),
      due_on date NOT NULL,
      round integer NOT NULL CHECK (round IN (1, 2)),
      told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (lab_id, due_on, round)
    );
    COMMENT ON COLUMN lab_reminder.due_on IS 'when what is written became too old';

    CREATE TABLE lab_confirm_link (
      token_hash bytea PRIMARY KEY,
      lab_id integer NOT NULL REFERENCES lab (id),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      used_at timestamptz
    );
    CREATE INDEX lab_confirm_link_lab ON lab_confirm_link (lab_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE lab_confirm_link;
    DROP TABLE lab_reminder;
    DROP TABLE lab_grant;
    DROP TABLE lab_claim;
    DROP TABLE lab_photo;
  `)
}

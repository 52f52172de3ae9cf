import type { Knex } from 'knex'

/** What firms need made, the labs they wrote to, and what those said; letters that are answered to somebody else. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE mail_outbox ADD COLUMN reply_to text;
    COMMENT ON COLUMN mail_outbox.reply_to IS 'whom an answer goes to, where it is not who sends';

    CREATE SEQUENCE need_number;
    CREATE TABLE need (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      party_id uuid NOT NULL REFERENCES party (id),
      account_id uuid NOT NULL REFERENCES account (id),
      acts_for text NOT NULL CHECK (acts_for IN ('itself', 'prisonFirm')),
      firm_name text,
      firm_shown boolean NOT NULL DEFAULT false,
      title text NOT NULL,
      description text NOT NULL,
      process text NOT NULL,
      material text,
      size_x_mm integer CHECK (size_x_mm > 0),
      size_y_mm integer CHECK (size_y_mm > 0),
      size_z_mm integer CHECK (size_z_mm > 0),
      quantity integer NOT NULL CHECK (quantity > 0),
      due_on date NOT NULL,
      ends_on date NOT NULL,
      place text,
      audience text NOT NULL CHECK (audience IN ('public', 'matched')),
      reply_to text NOT NULL,
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      closed_at timestamptz,
      CHECK (acts_for = 'prisonFirm' OR firm_name IS NULL),
      CHECK (firm_shown = false OR firm_name IS NOT NULL)
    );
    COMMENT ON COLUMN need.firm_name IS 'of a firm inside a prison; told to nobody unless firm_shown';
    COMMENT ON COLUMN need.place IS 'code of a district or of a place of the city pack';
    COMMENT ON COLUMN need.ends_on IS 'last day on which it is looked for';
    CREATE INDEX need_party ON need (party_id);

    CREATE TABLE need_file (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      need_id integer NOT NULL REFERENCES need (id),
      name text NOT NULL,
      media_type text NOT NULL,
      size_bytes integer NOT NULL,
      sha256 text NOT NULL REFERENCES stored_file (sha256),
      added_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX need_file_need ON need_file (need_id);
    CREATE INDEX need_file_sha256 ON need_file (sha256);

    CREATE TABLE need_contact (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      need_id integer NOT NULL REFERENCES need (id),
      lab_id integer NOT NULL REFERENCES lab (id),
      account_id uuid NOT NULL REFERENCES account (id),
      message text NOT NULL,
      letters integer NOT NULL CHECK (letters > 0),
      sent_on date NOT NULL,
      sent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (need_id, lab_id, sent_on)
    );
    CREATE INDEX need_contact_account ON need_contact (account_id, sent_on);

    CREATE TABLE need_answer (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      need_id integer NOT NULL REFERENCES need (id),
      lab_id integer NOT NULL REFERENCES lab (id),
      can boolean NOT NULL,
      note text,
      account_id uuid NOT NULL REFERENCES account (id),
      said_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (need_id, lab_id)
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE need_answer;
    DROP TABLE need_contact;
    DROP TABLE need_file;
    DROP TABLE need;
    DROP SEQUENCE need_number;
    ALTER TABLE mail_outbox DROP COLUMN reply_to;
  `)
}

import type { Knex } from 'knex'

/**
 * Letters in text and HTML by ordinary or certified mail (PEC), what came back of them, notices whose
 * delivery starts a legal clock, notifications in the application, and which letters people want.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE mail_outbox ADD COLUMN body_html text;
    ALTER TABLE mail_outbox ADD COLUMN channel text NOT NULL DEFAULT 'mail' CHECK (channel IN ('mail', 'pec'));
    ALTER TABLE mail_outbox ADD COLUMN holds_secret boolean NOT NULL DEFAULT false;
    ALTER TABLE mail_outbox ADD COLUMN accepted_at timestamptz;
    ALTER TABLE mail_outbox ADD COLUMN delivered_at timestamptz;
    ALTER TABLE mail_outbox ADD COLUMN failed_at timestamptz;
    COMMENT ON COLUMN mail_outbox.holds_secret IS 'holds a link that signs in: never shown on a page';
    CREATE INDEX mail_outbox_account ON mail_outbox (account_id, created_at);

    CREATE TABLE pec_receipt (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      letter_id uuid REFERENCES mail_outbox (id),
      message_id text NOT NULL UNIQUE,
      kind text NOT NULL CHECK (kind IN ('acceptance', 'notAccepted', 'delivery', 'notDelivered', 'warning')),
      at timestamptz,
      recipient text,
      refusal text,
      signature_checked boolean NOT NULL DEFAULT false,
      source bytea NOT NULL,
      sha256 text NOT NULL,
      received_at timestamptz NOT NULL DEFAULT now(),
      CHECK ((letter_id IS NULL) = (refusal IS NOT NULL)),
      CHECK (letter_id IS NULL OR at IS NOT NULL)
    );
    COMMENT ON COLUMN pec_receipt.source IS 'the receipt as it came, with its signature';
    COMMENT ON COLUMN pec_receipt.refusal IS 'why it counts for nothing';
    CREATE INDEX pec_receipt_letter ON pec_receipt (letter_id);

    CREATE TABLE pec_mailbox (
      address text PRIMARY KEY,
      uid_validity bigint NOT NULL,
      last_uid bigint NOT NULL
    );
    COMMENT ON TABLE pec_mailbox IS 'how far each certified mailbox has been read';

    CREATE TABLE notice (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      object_kind text NOT NULL,
      object_id text NOT NULL,
      kind text NOT NULL,
      channel text NOT NULL CHECK (channel IN ('pec', 'registeredPost', 'byHand')),
      address text,
      letter_id uuid REFERENCES mail_outbox (id),
      tracking_number text,
      created_at timestamptz NOT NULL DEFAULT now(),
      sent_on date,
      delivered_at timestamptz,
      failed_at timestamptz,
      recorded_by uuid REFERENCES account (id),
      recorded_at timestamptz,
      CHECK ((channel = 'pec') = (letter_id IS NOT NULL)),
      CHECK ((recorded_by IS NULL) = (recorded_at IS NULL)),
      CHECK (channel = 'pec' OR delivered_at IS NULL OR (recorded_by IS NOT NULL AND sent_on IS NOT NULL)),
      CHECK (delivered_at IS NULL OR failed_at IS NULL)
    );
    COMMENT ON TABLE notice IS 'what the law counts as told: its clock starts at delivered_at, never by ordinary mail';
    CREATE INDEX notice_object ON notice (object_kind, object_id);
    CREATE INDEX notice_letter ON notice (letter_id);

    ALTER TABLE request_completion ALTER COLUMN due_on DROP NOT NULL;
    ALTER TABLE request_completion ADD COLUMN term_days integer CHECK (term_days > 0);

    CREATE TABLE letter_choice (
      account_id uuid NOT NULL REFERENCES account (id),
      kind text NOT NULL,
      wanted boolean NOT NULL,
      chosen_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (account_id, kind)
    );

    CREATE TABLE notification (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      account_id uuid NOT NULL REFERENCES account (id),
      kind text NOT NULL,
      object_kind text NOT NULL,
      object_id text NOT NULL,
      facts jsonb NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      read_at timestamptz
    );
    CREATE INDEX notification_unread ON notification (account_id, created_at) WHERE read_at IS NULL;
    CREATE INDEX notification_account ON notification (account_id, created_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE notification; DROP TABLE letter_choice;
    ALTER TABLE request_completion DROP COLUMN term_days;
    UPDATE request_completion SET due_on = asked_at::date WHERE due_on IS NULL;
    ALTER TABLE request_completion ALTER COLUMN due_on SET NOT NULL;
    DROP TABLE notice; DROP TABLE pec_mailbox; DROP TABLE pec_receipt;
    DROP INDEX mail_outbox_account;
    ALTER TABLE mail_outbox DROP COLUMN failed_at, DROP COLUMN delivered_at, DROP COLUMN accepted_at,
      DROP COLUMN holds_secret, DROP COLUMN channel, DROP COLUMN body_html;
  `)
}

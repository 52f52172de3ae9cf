import type { Knex } from 'knex'

/**
 * Where letters on paper go, and their text: kept in the outbox like those by mail, for the office to print;
 * no worker sends them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE party ADD COLUMN address text;
    COMMENT ON COLUMN party.address IS 'home or registered office, for letters on paper';
    ALTER TABLE mail_outbox DROP CONSTRAINT mail_outbox_channel_check;
    ALTER TABLE mail_outbox ADD CONSTRAINT mail_outbox_channel_check CHECK (channel IN ('mail', 'pec', 'post'));
    ALTER TABLE notice DROP CONSTRAINT notice_check;
    ALTER TABLE notice ADD CONSTRAINT notice_check CHECK (channel <> 'pec' OR letter_id IS NOT NULL);
    COMMENT ON COLUMN notice.letter_id IS
      'the certified letter that carries it; of one on paper the text to print, null in those written before it was kept';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    UPDATE notice SET letter_id = NULL WHERE channel <> 'pec';
    ALTER TABLE notice DROP CONSTRAINT notice_check;
    ALTER TABLE notice ADD CONSTRAINT notice_check CHECK ((channel = 'pec') = (letter_id IS NOT NULL));
    DELETE FROM mail_outbox WHERE channel = 'post';
    ALTER TABLE mail_outbox DROP CONSTRAINT mail_outbox_channel_check;
    ALTER TABLE mail_outbox ADD CONSTRAINT mail_outbox_channel_check CHECK (channel IN ('mail', 'pec'));
    ALTER TABLE party DROP COLUMN address;
  `)
}

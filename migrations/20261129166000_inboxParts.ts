import type { Knex } from 'knex'

/** The parts of a message that came in, each kept by its hash with the words it holds; and the mailbox a message lay in. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE inbox_part (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      item_id uuid NOT NULL REFERENCES inbox_item (id),
      position integer NOT NULL CHECK (position > 0),
      purpose text NOT NULL CHECK (purpose IN ('attachment', 'certificate', 'signature')),
      name text NOT NULL,
      media_type text NOT NULL,
      size_bytes integer NOT NULL CHECK (size_bytes > 0),
      sha256 text NOT NULL REFERENCES stored_file (sha256),
      extracted_text text,
      UNIQUE (item_id, position)
    );
    CREATE INDEX inbox_part_stored ON inbox_part (sha256);
    COMMENT ON COLUMN inbox_part.extracted_text IS 'of a PDF, also inside its signature: a working copy';

    ALTER TABLE inbox_item ADD COLUMN mailbox_sha256 text REFERENCES stored_file (sha256);
    CREATE INDEX inbox_item_mailbox ON inbox_item (mailbox_sha256);
    COMMENT ON COLUMN inbox_item.mailbox_sha256 IS 'the mailbox it was taken out of, kept as it came';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE inbox_item DROP COLUMN mailbox_sha256; DROP TABLE inbox_part')
}

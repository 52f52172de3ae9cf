import type { Knex } from 'knex'

/**
 * Files lie in VAR_DIR/files under the hash of their bytes; a row says what they are and whether they have
 * been checked. A request's file from before lies in its row until it has been moved there.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE stored_file (
      sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
      media_type text NOT NULL,
      size_bytes integer NOT NULL CHECK (size_bytes > 0),
      scan_state text NOT NULL DEFAULT 'notScanned'
        CHECK (scan_state IN ('notScanned', 'waiting', 'clean', 'infected')),
      scanned_at timestamptz,
      stored_at timestamptz NOT NULL DEFAULT now(),
      claimed_at timestamptz NOT NULL DEFAULT now(),
      CHECK ((scan_state IN ('clean', 'infected')) = (scanned_at IS NOT NULL))
    );
    COMMENT ON COLUMN stored_file.claimed_at IS 'last time an upload brought these bytes: what is unused is kept an hour from then';
    CREATE INDEX stored_file_unscanned ON stored_file (stored_at) WHERE scan_state IN ('waiting', 'notScanned');

    ALTER TABLE request_file ALTER COLUMN content DROP NOT NULL;
    ALTER TABLE request_file ADD COLUMN stored_sha256 text REFERENCES stored_file (sha256);
    ALTER TABLE request_file ADD COLUMN received_sha256 text;
    COMMENT ON COLUMN request_file.received_sha256 IS 'of the bytes as they came, before metadata was removed';
    ALTER TABLE request_file ADD COLUMN purpose text NOT NULL DEFAULT 'attachment'
      CHECK (purpose IN ('attachment', 'signedCopy'));
    ALTER TABLE request_file DROP CONSTRAINT request_file_media_type_check;
    ALTER TABLE request_file ADD CONSTRAINT request_file_media_type_check
      CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'application/pkcs7-mime'));
    CREATE INDEX request_file_stored ON request_file (stored_sha256);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE request_file DROP CONSTRAINT request_file_media_type_check;
    ALTER TABLE request_file ADD CONSTRAINT request_file_media_type_check
      CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png'));
    ALTER TABLE request_file DROP COLUMN purpose, DROP COLUMN received_sha256, DROP COLUMN stored_sha256;
    ALTER TABLE request_file ALTER COLUMN content SET NOT NULL;
    DROP TABLE stored_file;
  `)
}

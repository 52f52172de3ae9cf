import type { Knex } from 'knex'

/**
 * A registration holds an address and nothing that its sender says of themselves: name, password and language
 * come from whoever opens the letter. Links that are under way keep working.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE account_registration DROP COLUMN name, DROP COLUMN password_hash, DROP COLUMN language,
      ADD COLUMN asked_at timestamptz NOT NULL DEFAULT clock_timestamp();
    UPDATE account_registration SET asked_at = expires_at - interval '1 day';
    CREATE INDEX account_registration_email ON account_registration (email);
    COMMENT ON TABLE account_registration IS 'addresses that were sent a link to open an account';
  `)
}

/** Links that are under way are lost: the rows lack what the former table must have. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DELETE FROM account_registration;
    DROP INDEX account_registration_email;
    ALTER TABLE account_registration DROP COLUMN asked_at,
      ADD COLUMN name text NOT NULL,
      ADD COLUMN password_hash text NOT NULL,
      ADD COLUMN language text NOT NULL CHECK (language IN ('it', 'en'));
    COMMENT ON TABLE account_registration IS 'accounts that wait for the link of their letter';
  `)
}

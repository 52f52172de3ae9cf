import type { Knex } from 'knex'

/** People who sign in, what they may do and until when, and the parties they act for. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE account (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      email citext NOT NULL UNIQUE,
      name text NOT NULL,
      password_hash text NOT NULL,
      language text NOT NULL DEFAULT 'it' CHECK (language IN ('it', 'en')),
      demo boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT now(),
      disabled_at timestamptz
    );

    CREATE TABLE account_role (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      account_id uuid NOT NULL REFERENCES account (id),
      role text NOT NULL CHECK (role IN ('applicant', 'planner', 'districtCouncillor', 'propertyOffice',
        'administrator')),
      district_code text,
      valid_from timestamptz NOT NULL DEFAULT now(),
      valid_until timestamptz,
      granted_by uuid REFERENCES account (id),
      CHECK (valid_until IS NULL OR valid_until > valid_from)
    );
    CREATE INDEX account_role_account ON account_role (account_id);

    CREATE TABLE account_registration (
      token_hash bytea PRIMARY KEY,
      email citext NOT NULL,
      name text NOT NULL,
      password_hash text NOT NULL,
      language text NOT NULL CHECK (language IN ('it', 'en')),
      expires_at timestamptz NOT NULL
    );
    COMMENT ON TABLE account_registration IS 'accounts that wait for the link of their letter';

    CREATE TABLE session (
      id_hash bytea PRIMARY KEY,
      account_id uuid NOT NULL REFERENCES account (id),
      csrf_token text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      last_seen_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL
    );
    COMMENT ON COLUMN session.id_hash IS 'SHA-256 of the cookie value, which is never stored';
    CREATE INDEX session_account ON session (account_id);

    CREATE TABLE party (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      account_id uuid NOT NULL REFERENCES account (id),
      kind text NOT NULL CHECK (kind IN ('person', 'organisation')),
      name text NOT NULL,
      fiscal_code text,
      vat_number text,
      email text NOT NULL,
      phone text,
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (account_id, fiscal_code)
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'DROP TABLE party; DROP TABLE session; DROP TABLE account_registration; DROP TABLE account_role; DROP TABLE account;',
  )
}

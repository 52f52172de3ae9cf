import type { Knex } from 'knex'

const roles = `'applicant', 'evaluator', 'planner', 'planningHead', 'councilSecretary', 'propertyOffice',
  'caseOfficer', 'districtOffice', 'districtCouncillor', 'dataEditor', 'administrator', 'auditor'`
const formerRoles = `'applicant', 'planner', 'districtCouncillor', 'propertyOffice', 'administrator'`
const methods = `'spid', 'cie', 'cns', 'signedFile', 'pec', 'paper', 'local'`

/**
 * How people prove who they are: by a password, or by the city's identity provider. A fiscal number is
 * kept on an account only once it has been verified, and belongs to one account.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL, ALTER COLUMN email DROP NOT NULL,
      ADD CHECK (password_hash IS NULL OR email IS NOT NULL);
    ALTER TABLE account DROP CONSTRAINT account_email_key;
    CREATE UNIQUE INDEX account_password_email ON account (email) WHERE password_hash IS NOT NULL;
    ALTER TABLE account ADD COLUMN phone text;
    ALTER TABLE account ADD COLUMN fiscal_code text;
    ALTER TABLE account ADD COLUMN fiscal_code_verified_at timestamptz;
    ALTER TABLE account ADD COLUMN erased_at timestamptz;
    ALTER TABLE account ADD CHECK ((fiscal_code IS NULL) = (fiscal_code_verified_at IS NULL));
    CREATE UNIQUE INDEX account_fiscal_code ON account (fiscal_code);
    COMMENT ON COLUMN account.fiscal_code IS 'of a person, verified by an identity provider or an officer';

    CREATE TABLE account_identity (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      account_id uuid NOT NULL REFERENCES account (id),
      issuer text NOT NULL,
      subject text NOT NULL,
      method text NOT NULL CHECK (method IN (${methods})),
      created_at timestamptz NOT NULL DEFAULT now(),
      last_used_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (issuer, subject)
    );
    CREATE INDEX account_identity_account ON account_identity (account_id);

    ALTER TABLE session ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;
    ALTER TABLE session ADD COLUMN identified_by text NOT NULL DEFAULT 'local'
      CHECK (identified_by IN (${methods}));
    ALTER TABLE session ADD COLUMN user_agent text;

    CREATE TABLE password_reset (
      token_hash bytea PRIMARY KEY,
      email citext NOT NULL,
      account_id uuid REFERENCES account (id),
      asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      expires_at timestamptz NOT NULL
    );
    COMMENT ON COLUMN password_reset.account_id IS 'null where no account with a password has the address';
    CREATE INDEX password_reset_email ON password_reset (email, asked_at);
    CREATE INDEX password_reset_account ON password_reset (account_id);

    CREATE TABLE email_change (
      token_hash bytea PRIMARY KEY,
      account_id uuid NOT NULL REFERENCES account (id),
      email citext NOT NULL,
      asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX email_change_account ON email_change (account_id);

    CREATE TABLE sign_in_failure (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      email citext NOT NULL,
      device_hash bytea,
      failed_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    COMMENT ON COLUMN sign_in_failure.device_hash IS 'of a browser the owner signed in with before, else null';
    CREATE INDEX sign_in_failure_email ON sign_in_failure (email, failed_at);
    CREATE INDEX sign_in_failure_age ON sign_in_failure (failed_at);

    CREATE TABLE oidc_attempt (
      state_hash bytea PRIMARY KEY,
      nonce text NOT NULL,
      code_verifier text NOT NULL,
      method text NOT NULL CHECK (method IN (${methods})),
      return_to text NOT NULL,
      expires_at timestamptz NOT NULL
    );

    ALTER TABLE account_role DROP CONSTRAINT account_role_role_check;
    ALTER TABLE account_role ADD CONSTRAINT account_role_role_check CHECK (role IN (${roles}));
    ALTER TABLE account_role ADD COLUMN ended_by uuid REFERENCES account (id);
    UPDATE account_role SET valid_until = greatest(valid_from, now()) + interval '1 year'
      WHERE role <> 'applicant' AND valid_until IS NULL;
    ALTER TABLE account_role ADD CONSTRAINT account_role_ends
      CHECK (role = 'applicant' OR valid_until IS NOT NULL);
    -- NOT VALID: councillors entered before may lack their district; the next change must name it.
    ALTER TABLE account_role ADD CONSTRAINT account_role_district
      CHECK ((role IN ('districtOffice', 'districtCouncillor')) = (district_code IS NOT NULL)) NOT VALID;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE account_role DROP CONSTRAINT account_role_district;
    ALTER TABLE account_role DROP CONSTRAINT account_role_ends;
    ALTER TABLE account_role DROP COLUMN ended_by;
    ALTER TABLE account_role DROP CONSTRAINT account_role_role_check;
    ALTER TABLE account_role ADD CONSTRAINT account_role_role_check CHECK (role IN (${formerRoles}));
    DROP TABLE oidc_attempt; DROP TABLE sign_in_failure; DROP TABLE email_change;
    DROP TABLE password_reset; DROP TABLE account_identity;
    ALTER TABLE session DROP COLUMN user_agent, DROP COLUMN identified_by, DROP COLUMN id;
    DROP INDEX account_fiscal_code; DROP INDEX account_password_email;
    ALTER TABLE account DROP COLUMN erased_at, DROP COLUMN fiscal_code_verified_at,
      DROP COLUMN fiscal_code, DROP COLUMN phone;
    ALTER TABLE account ADD CONSTRAINT account_email_key UNIQUE (email);
    ALTER TABLE account ALTER COLUMN password_hash SET NOT NULL, ALTER COLUMN email SET NOT NULL;
  `)
}

import type { Knex } from 'knex'

/** Figures of coverage as they were told on a day: written once, and never changed nor deleted. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE coverage_run (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      date date NOT NULL,
      computed_at timestamptz NOT NULL,
      reason text NOT NULL CHECK (reason IN ('monthly', 'asked')),
      asked_by uuid REFERENCES account (id),
      month text CHECK (month ~ '^\\d{4}-\\d{2}$'),
      data_version text NOT NULL,
      method text NOT NULL,
      told jsonb NOT NULL,
      CHECK ((reason = 'monthly') = (month IS NOT NULL)),
      CHECK ((reason = 'asked') = (asked_by IS NOT NULL))
    );
    COMMENT ON COLUMN coverage_run.told IS 'all of it but areas: travel, census, facilities, definitions as they read';
    CREATE UNIQUE INDEX coverage_run_month ON coverage_run (month);

    CREATE TABLE coverage_area (
      run_id integer NOT NULL REFERENCES coverage_run (id),
      position integer NOT NULL,
      kind text NOT NULL,
      code text NOT NULL,
      told jsonb NOT NULL,
      PRIMARY KEY (run_id, kind, code)
    );
    COMMENT ON COLUMN coverage_area.told IS 'the area without its values';

    CREATE TABLE coverage_value (
      run_id integer NOT NULL,
      kind text NOT NULL,
      code text NOT NULL,
      indicator text NOT NULL,
      value float8,
      state text NOT NULL,
      count integer,
      PRIMARY KEY (run_id, kind, code, indicator),
      FOREIGN KEY (run_id, kind, code) REFERENCES coverage_area (run_id, kind, code)
    );

    CREATE FUNCTION forbid_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% of % is not allowed: a figure that was told stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
    END $$;
  `)
  for (const table of tables) {
    await knex.raw(`
      CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION forbid_rewriting();
      CREATE TRIGGER keep_table BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION forbid_rewriting();`)
  }
}

const tables = ['coverage_run', 'coverage_area', 'coverage_value']

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'DROP TABLE coverage_value; DROP TABLE coverage_area; DROP TABLE coverage_run; DROP FUNCTION forbid_rewriting();',
  )
}

import type { Knex } from 'knex'

/**
 * Files of the register of replies are made in the background: one server takes a job for as long as it says that it
 * lives, and two people who ask for the same get one job.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE register_job ADD COLUMN claimed_until timestamptz;
    ALTER TABLE register_job ADD COLUMN attempts integer NOT NULL DEFAULT 0;
    ALTER TABLE register_job ADD CHECK (ended_at IS NOT NULL OR (sha256 IS NULL AND problem IS NULL));
    ALTER TABLE register_job ADD CHECK ((sha256 IS NULL) = (size_bytes IS NULL));
    CREATE UNIQUE INDEX register_job_open ON register_job (fingerprint) WHERE ended_at IS NULL;
    CREATE INDEX register_job_plan ON register_job (plan_id, edition, asked_at);
    COMMENT ON COLUMN register_job.claimed_until IS 'the server that makes it puts this off while it lives; later another takes it';
    COMMENT ON COLUMN register_job.started_at IS 'what was withdrawn later than this may stand in the file';
    COMMENT ON COLUMN register_job.problem IS 'template, failed, changing; withdrawn: words in it were taken back and it was let go of';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX register_job_plan; DROP INDEX register_job_open;
    ALTER TABLE register_job DROP CONSTRAINT register_job_check, DROP CONSTRAINT register_job_check1;
    ALTER TABLE register_job DROP COLUMN claimed_until, DROP COLUMN attempts;
    COMMENT ON COLUMN register_job.started_at IS NULL; COMMENT ON COLUMN register_job.problem IS NULL;
  `)
}

import type { Knex } from 'knex'

/**
 * City plans that people write to: their windows, what can be aimed at in them, how points are examined. A
 * plan is not approved while a point of it has no decision of the Council: the trigger comes with the points.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE plan (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
      title text NOT NULL,
      title_en text,
      summary text,
      summary_en text,
      kind text NOT NULL CHECK (kind IN ('plan', 'variant', 'programme')),
      version_name text,
      status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'initiated', 'adopted', 'deposited',
        'observations', 'examining', 'voting', 'approved', 'inForce', 'withdrawn')),
      registry text NOT NULL DEFAULT 'PG',
      office text NOT NULL,
      office_phone text NOT NULL,
      office_hours text NOT NULL,
      office_email text,
      case_officer text,
      initiated_on date,
      adopted_on date,
      adopted_act text,
      deposit_from date,
      deposit_until date,
      term_days integer NOT NULL DEFAULT 90 CHECK (term_days BETWEEN 1 AND 400),
      approved_on date,
      approved_act text,
      in_force_on date,
      public_from timestamptz,
      published_at timestamptz,
      example boolean NOT NULL DEFAULT false,
      version integer NOT NULL DEFAULT 1,
      CHECK (deposit_until >= deposit_from),
      CHECK (status NOT IN ('approved', 'inForce') OR (approved_on IS NOT NULL AND approved_act IS NOT NULL))
    );
    CREATE TRIGGER keep_rows BEFORE DELETE ON plan FOR EACH ROW EXECUTE FUNCTION forbid_change();
    COMMENT ON COLUMN plan.registry IS 'name of the protocol registry (AOO) its numbers are of';
    COMMENT ON COLUMN plan.term_days IS 'days from the end of the window to decide (LR 12/2005 art. 13 c. 7; c. 7-bis with elections)';
    COMMENT ON COLUMN plan.public_from IS 'when the plan itself is shown to everybody; null while it is prepared';
    COMMENT ON COLUMN plan.published_at IS 'when the register of replies became public: a second clock beside what was decided';

    CREATE TABLE plan_window (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      kind text NOT NULL CHECK (kind IN ('proposal', 'observation', 'opinion')),
      opens_at timestamptz NOT NULL,
      closes_at timestamptz NOT NULL CHECK (closes_at > opens_at),
      act_number text,
      act_date date,
      UNIQUE (plan_id, kind)
    );
    COMMENT ON COLUMN plan_window.closes_at IS 'as printed in the notice, to the minute; one second later is late';

    CREATE TABLE plan_step (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      code text NOT NULL,
      title text NOT NULL,
      title_en text,
      due_on date NOT NULL,
      done_on date,
      note text,
      UNIQUE (plan_id, code)
    );
    COMMENT ON TABLE plan_step IS 'the calendar backwards from the last day: drafts, Giunta, commission, Council';

    CREATE TABLE plan_document (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      code text NOT NULL,
      title text NOT NULL,
      title_en text,
      version_name text NOT NULL,
      position integer NOT NULL DEFAULT 1,
      UNIQUE (plan_id, code, version_name)
    );
    COMMENT ON COLUMN plan_document.code IS 'DdP, PdS, PdR or VAS: art. 11 exists in two of them';

    CREATE TABLE plan_article (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      document_id integer NOT NULL REFERENCES plan_document (id),
      number text NOT NULL,
      title text,
      text text,
      position integer NOT NULL DEFAULT 1,
      UNIQUE (document_id, number)
    );

    CREATE TABLE plan_sheet (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      document_id integer NOT NULL REFERENCES plan_document (id),
      code text NOT NULL,
      title text NOT NULL,
      UNIQUE (document_id, code)
    );

    CREATE TABLE plan_theme (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      parent_id integer REFERENCES plan_theme (id),
      code text NOT NULL,
      title text NOT NULL,
      title_en text,
      position integer NOT NULL DEFAULT 1,
      retired_at timestamptz,
      UNIQUE (plan_id, code),
      CHECK (parent_id <> id)
    );

    CREATE TABLE workflow_place (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      code text NOT NULL,
      title text NOT NULL,
      title_en text,
      position integer NOT NULL,
      locks boolean NOT NULL DEFAULT false,
      solved boolean NOT NULL DEFAULT false,
      UNIQUE (plan_id, code)
    );
    COMMENT ON COLUMN workflow_place.locks IS 'points there are changed by nobody but who moves them back';

    CREATE TABLE reply_template (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      code text NOT NULL,
      title text NOT NULL,
      text text NOT NULL,
      checked_by uuid REFERENCES account (id),
      checked_at timestamptz,
      retired_at timestamptz,
      version integer NOT NULL DEFAULT 1,
      UNIQUE (plan_id, code),
      CHECK ((checked_by IS NULL) = (checked_at IS NULL))
    );
    COMMENT ON COLUMN reply_template.text IS 'with placeholders {number}, {article}, {district}';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE reply_template; DROP TABLE workflow_place; DROP TABLE plan_theme; DROP TABLE plan_sheet;
    DROP TABLE plan_article; DROP TABLE plan_document; DROP TABLE plan_step; DROP TABLE plan_window; DROP TABLE plan;
  `)
}

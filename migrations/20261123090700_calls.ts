import type { Knex } from 'knex'

/** Public calls and their lots. The Italian text is the authentic one. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE call (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      code text NOT NULL UNIQUE,
      title text NOT NULL,
      title_en text,
      summary text,
      summary_en text,
      status text NOT NULL CHECK (status IN ('draft', 'published', 'open', 'closed', 'evaluating',
        'provisionalRanking', 'finalRanking', 'awarded', 'concluded', 'noBids', 'revoked')),
      standing boolean NOT NULL DEFAULT false,
      procedure text NOT NULL CHECK (procedure IN ('publicCall', 'publicAuction', 'competingOffersNotice')),
      act_number text,
      act_date date,
      opens_at timestamptz,
      closes_at timestamptz,
      case_officer text,
      office text NOT NULL,
      office_email text,
      office_phone text NOT NULL,
      office_hours text NOT NULL,
      instrument text NOT NULL DEFAULT 'lease'
        CHECK (instrument IN ('lease', 'concession', 'loanForUse', 'temporaryConcession')),
      term_years integer CHECK (term_years > 0),
      technical_weight integer CHECK (technical_weight BETWEEN 0 AND 100),
      price_weight integer CHECK (price_weight BETWEEN 0 AND 100),
      eligibility jsonb NOT NULL DEFAULT '[]',
      documents jsonb NOT NULL DEFAULT '[]',
      excluded_activities text[] NOT NULL DEFAULT '{}',
      max_awards_per_applicant integer NOT NULL DEFAULT 1 CHECK (max_awards_per_applicant > 0),
      visits text,
      source text,
      created_at timestamptz NOT NULL DEFAULT now(),
      CHECK (closes_at > opens_at),
      CHECK (status = 'draft' OR (status = 'concluded' AND source IS NOT NULL)
        OR (act_number IS NOT NULL AND act_date IS NOT NULL AND opens_at IS NOT NULL))
    );
    SELECT follow_changes('call');

    CREATE TABLE lot (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      call_id integer NOT NULL REFERENCES call (id),
      number integer NOT NULL CHECK (number > 0),
      title text NOT NULL,
      base_rent_eur_year numeric CHECK (base_rent_eur_year >= 0),
      UNIQUE (call_id, number)
    );

    CREATE TABLE lot_space (
      lot_id integer NOT NULL REFERENCES lot (id),
      space_id integer NOT NULL REFERENCES space (id),
      PRIMARY KEY (lot_id, space_id)
    );
    CREATE INDEX lot_space_space ON lot_space (space_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE lot_space; DROP TABLE lot; DROP TABLE call;')
}

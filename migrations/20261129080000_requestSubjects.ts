import type { Knex } from 'knex'

/**
 * Who is behind a request that was sent: the codes of the applicant and of the members of a grouping, as
 * they were written in what was received. Limits and warnings about one applicant behind several names go by
 * these, and not by what a party says of itself later.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE request_subject (
      request_id uuid NOT NULL REFERENCES request (id),
      code text NOT NULL,
      PRIMARY KEY (request_id, code)
    );
    CREATE INDEX request_subject_code ON request_subject (code);

    CREATE FUNCTION subject_codes(content jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
      SELECT DISTINCT upper(regexp_replace(code, '\\s', '', 'g'))
      FROM (SELECT content -> 'applicant' UNION ALL
        SELECT jsonb_array_elements(CASE jsonb_typeof(content #> '{applicant,members}')
          WHEN 'array' THEN content #> '{applicant,members}' ELSE '[]' END)) subject (data)
      CROSS JOIN LATERAL unnest(ARRAY[data ->> 'fiscalCode', data ->> 'vatNumber']) code
      WHERE regexp_replace(code, '\\s', '', 'g') <> ''
    $$;
    CREATE FUNCTION keep_request_subjects() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      DELETE FROM request_subject WHERE request_id = NEW.id;
      IF NEW.status <> 'draft' THEN
        INSERT INTO request_subject SELECT NEW.id, code FROM subject_codes(NEW.content) code;
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER keep_request_subjects AFTER INSERT OR UPDATE OF status, content ON request
      FOR EACH ROW EXECUTE FUNCTION keep_request_subjects();
    INSERT INTO request_subject
      SELECT r.id, code FROM request r CROSS JOIN LATERAL subject_codes(r.content) code WHERE r.status <> 'draft';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER keep_request_subjects ON request; DROP FUNCTION keep_request_subjects();
    DROP FUNCTION subject_codes(jsonb); DROP TABLE request_subject;
  `)
}

import type { Knex } from 'knex'

/**
 * What the public may read of points: lists, maps, statistics, exports and searches of the register read this view
 * and so cannot find what is not published. Only the signed copies are in it, and the place as near as its copy
 * allows. A copy made of other words than the point has now counts as not signed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION words_hash(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT encode(sha256(convert_to(words, 'UTF8')), 'hex')
    $$;
    COMMENT ON FUNCTION words_hash IS 'SHA-256 of words in UTF-8; always the same in a database of that encoding';
    CREATE FUNCTION fold_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT btrim(regexp_replace(lower(regexp_replace(normalize(words, NFKD),
        '[\\u0300-\\u036f''’‘\`´ʼ]', '', 'g')), '\\s+', ' ', 'g'))
    $$;
    COMMENT ON FUNCTION fold_words IS 'small letters without accents and apostrophes, blanks as one: what a search compares';

    ALTER TABLE point ADD COLUMN words_hash text GENERATED ALWAYS AS (words_hash(text)) STORED;
    ALTER TABLE public_text ADD COLUMN search text
      GENERATED ALWAYS AS (fold_words(text || ' ' || synthesis)) STORED;
    ALTER TABLE public_reply ADD COLUMN search text GENERATED ALWAYS AS (fold_words(text)) STORED;
    CREATE INDEX public_text_trigrams ON public_text USING gin (search gin_trgm_ops) WHERE replaced_at IS NULL;
    CREATE INDEX public_reply_trigrams ON public_reply USING gin (search gin_trgm_ops) WHERE replaced_at IS NULL;

    CREATE VIEW published_point AS
    SELECT p.id, p.plan_id, s.id AS submission_id, s.number, p.position, s.kind, s.received_at,
      CASE WHEN s.submitter_kind IN ('publicBody', 'district') AND coalesce(s.submitter ->> 'onBehalfOf', '') = ''
        THEN s.submitter ->> 'name' END AS submitter,
      p.target, p.document_id, p.article_id, p.paragraph, p.letter, p.sheet_id, p.group_id,
      t.synthesis, t.text, t.search, coalesce(t.place, 'hidden') AS place,
      CASE t.place WHEN 'exact' THEN p.geom END AS geom,
      CASE t.place WHEN 'exact' THEN p.point WHEN 'neighbourhood' THEN n.label_point END AS point,
      CASE WHEN t.place IN ('exact', 'neighbourhood') THEN p.district_id END AS district_id,
      CASE WHEN t.place IN ('exact', 'neighbourhood') THEN p.neighbourhood_id END AS neighbourhood_id,
      CASE p.stage WHEN 'council' THEN p.outcome END AS outcome,
      (SELECT d.id FROM decision d WHERE d.stage = 'council' AND d.replaced_at IS NULL
        AND (d.point_id = p.id OR d.group_id = p.group_id)) AS decision_id
    FROM point p
    JOIN submission s ON s.id = p.submission_id
    JOIN plan pl ON pl.id = p.plan_id
    LEFT JOIN late_act l ON l.id = s.late_act
    LEFT JOIN public_text t ON t.point_id = p.id AND t.replaced_at IS NULL AND t.signed_at IS NOT NULL
      AND t.source_hash = p.words_hash
    LEFT JOIN neighbourhood n ON n.id = p.neighbourhood_id
    WHERE pl.published_at <= clock_timestamp() AND pl.public_from <= clock_timestamp() AND p.removed_at IS NULL
      AND s.status NOT IN ('draft', 'withdrawn', 'merged', 'inadmissible')
      AND (l.examined IS DISTINCT FROM false OR NOT s.is_late);
    CREATE VIEW published_decision AS
    SELECT d.id, d.point_id, d.group_id, d.decided_on, d.act_number, d.reason IS NOT NULL AS has_reply, r.text, r.search
    FROM decision d
    LEFT JOIN public_reply r ON r.decision_id = d.id AND r.replaced_at IS NULL AND r.signed_at IS NOT NULL
    WHERE d.stage = 'council' AND d.replaced_at IS NULL AND EXISTS (
      SELECT FROM plan pl WHERE pl.published_at <= clock_timestamp() AND pl.public_from <= clock_timestamp()
        AND pl.id = coalesce((SELECT p.plan_id FROM point p WHERE p.id = d.point_id),
          (SELECT g.plan_id FROM point_group g WHERE g.id = d.group_id)));
    COMMENT ON VIEW published_decision IS 'what the Council decided on them, with the signed copy of its reason; text is null where there is none';
    COMMENT ON VIEW published_point IS 'points of published plans as everybody reads them; synthesis and text are null while their copy is revised';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP VIEW published_decision; DROP VIEW published_point;
    ALTER TABLE public_reply DROP COLUMN search;
    ALTER TABLE public_text DROP COLUMN search;
    ALTER TABLE point DROP COLUMN words_hash;
    DROP FUNCTION fold_words(text); DROP FUNCTION words_hash(text);
  `)
}

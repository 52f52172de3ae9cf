import type { Knex } from 'knex'

/**
 * The points a submission is split into, and how they are decided. A group has one target, one reason and one
 * outcome: a point in a group has no decision of its own. A plan is not approved while a point has no decision
 * of the Council (LR 12/2005 art. 13 c. 7; TAR Lombardia 1623/2018 on groups).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE point_group (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      title text NOT NULL,
      document_id integer REFERENCES plan_document (id),
      article_id integer REFERENCES plan_article (id),
      paragraph text,
      letter text,
      sheet_id integer REFERENCES plan_sheet (id),
      made_by uuid NOT NULL REFERENCES account (id),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      dissolved_at timestamptz,
      version integer NOT NULL DEFAULT 1
    );
    CREATE INDEX point_group_plan ON point_group (plan_id);

    CREATE TABLE point (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      submission_id uuid NOT NULL REFERENCES submission (id),
      plan_id integer NOT NULL REFERENCES plan (id),
      position integer NOT NULL CHECK (position > 0),
      text text NOT NULL,
      span_start integer NOT NULL CHECK (span_start >= 0),
      span_end integer NOT NULL CHECK (span_end > span_start),
      synthesis text,
      target text NOT NULL DEFAULT 'plan' CHECK (target IN ('place', 'article', 'sheet', 'plan')),
      document_id integer REFERENCES plan_document (id),
      article_id integer REFERENCES plan_article (id),
      paragraph text,
      letter text,
      sheet_id integer REFERENCES plan_sheet (id),
      parcels jsonb NOT NULL DEFAULT '[]',
      geom geometry(Geometry, 4326) CHECK (ST_IsValid(geom)),
      point geometry(Point, 4326),
      district_id integer REFERENCES district (id),
      neighbourhood_id integer REFERENCES neighbourhood (id),
      concerns_vas boolean NOT NULL DEFAULT false,
      assignee_id uuid REFERENCES account (id),
      workflow_place_id integer NOT NULL REFERENCES workflow_place (id),
      due_on date,
      group_id integer REFERENCES point_group (id),
      stage text CHECK (stage IN ('technical', 'giunta', 'council')),
      outcome text,
      removed_at timestamptz,
      removed_reason text,
      version integer NOT NULL DEFAULT 1,
      made_by uuid NOT NULL REFERENCES account (id),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (submission_id, position),
      CHECK ((removed_at IS NULL) = (removed_reason IS NULL)),
      CHECK (removed_at IS NULL OR group_id IS NULL),
      CHECK ((stage IS NULL) = (outcome IS NULL))
    );
    SELECT follow_changes('point');
    CREATE INDEX point_plan ON point (plan_id) WHERE removed_at IS NULL;
    CREATE INDEX point_group_members ON point (group_id);
    CREATE INDEX point_assignee ON point (assignee_id, workflow_place_id);
    CREATE INDEX point_geom ON point USING gist (geom);
    COMMENT ON COLUMN point.text IS 'its words in the submission: submission.text from span_start to span_end';
    COMMENT ON COLUMN point.stage IS 'the last stage in which it, or its group, was decided, with its outcome: kept by trigger';
    COMMENT ON COLUMN point.geom IS 'the working copy of where it is; what its author drew lies in submission_target';

    CREATE FUNCTION place_point() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.point := CASE
        WHEN NEW.geom IS NULL OR ST_IsEmpty(NEW.geom) THEN NULL
        WHEN GeometryType(NEW.geom) = 'POINT' THEN NEW.geom
        ELSE ST_PointOnSurface(NEW.geom) END;
      NEW.district_id := (SELECT d.id FROM district d WHERE ST_Intersects(d.geom, NEW.point) ORDER BY d.id LIMIT 1);
      NEW.neighbourhood_id := (SELECT n.id FROM neighbourhood n WHERE ST_Intersects(n.geom, NEW.point) ORDER BY n.id LIMIT 1);
      RETURN NEW;
    END $$;
    CREATE TRIGGER place_point BEFORE INSERT OR UPDATE OF geom ON point
      FOR EACH ROW EXECUTE FUNCTION place_point();

    CREATE FUNCTION keep_point_words() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE received text;
    BEGIN
      SELECT s.text INTO received FROM submission s WHERE s.id = NEW.submission_id;
      IF NEW.text IS DISTINCT FROM substr(received, NEW.span_start + 1, NEW.span_end - NEW.span_start) THEN
        RAISE EXCEPTION 'a point has the words of its place in the submission' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_point_words BEFORE INSERT OR UPDATE OF text, span_start, span_end, submission_id ON point
      FOR EACH ROW EXECUTE FUNCTION keep_point_words();

    CREATE TABLE point_theme (
      point_id integer NOT NULL REFERENCES point (id),
      theme_id integer NOT NULL REFERENCES plan_theme (id),
      PRIMARY KEY (point_id, theme_id)
    );
    CREATE INDEX point_theme_theme ON point_theme (theme_id);

    CREATE TABLE point_relation (
      point_id integer NOT NULL REFERENCES point (id),
      other_id integer NOT NULL REFERENCES point (id),
      kind text NOT NULL CHECK (kind IN ('examinedTogether', 'identical', 'integrates', 'duplicate')),
      made_by uuid NOT NULL REFERENCES account (id),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (point_id, other_id, kind),
      CHECK (point_id <> other_id)
    );
    CREATE INDEX point_relation_other ON point_relation (other_id);

    CREATE TABLE point_comment (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      point_id integer NOT NULL REFERENCES point (id),
      text text NOT NULL,
      written_by uuid NOT NULL REFERENCES account (id),
      written_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX point_comment_point ON point_comment (point_id);

    CREATE TABLE office_opinion (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      point_id integer NOT NULL REFERENCES point (id),
      office text NOT NULL,
      question text NOT NULL,
      due_on date NOT NULL,
      asked_by uuid NOT NULL REFERENCES account (id),
      asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      answer text CHECK (answer IN ('favourable', 'unfavourable')),
      answer_text text,
      answered_at timestamptz,
      answered_by uuid REFERENCES account (id),
      CHECK ((answer IS NULL) = (answered_at IS NULL))
    );
    CREATE INDEX office_opinion_point ON office_opinion (point_id);

    CREATE TABLE decision (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      point_id integer REFERENCES point (id),
      group_id integer REFERENCES point_group (id),
      stage text NOT NULL CHECK (stage IN ('technical', 'giunta', 'council')),
      outcome text NOT NULL CHECK (outcome IN ('accepted', 'partlyAccepted', 'rejected', 'notPertinent',
        'inadmissible', 'noted', 'noAction', 'alreadySatisfied')),
      reason text,
      template_id integer REFERENCES reply_template (id),
      act_number text,
      decided_on date NOT NULL,
      decided_by uuid NOT NULL REFERENCES account (id),
      decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      replaced_at timestamptz,
      CHECK ((point_id IS NULL) <> (group_id IS NULL)),
      CHECK (outcome = 'accepted' OR (reason IS NOT NULL AND btrim(reason) <> '')),
      CHECK (stage = 'technical' OR act_number IS NOT NULL)
    );
    CREATE UNIQUE INDEX decision_of_point ON decision (point_id, stage) WHERE replaced_at IS NULL;
    CREATE UNIQUE INDEX decision_of_group ON decision (group_id, stage) WHERE replaced_at IS NULL;
    CREATE INDEX decision_template ON decision (template_id);
    COMMENT ON COLUMN decision.replaced_at IS 'a later decision of the same stage stands in its place; none is changed';

    CREATE FUNCTION keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR OLD.replaced_at IS NOT NULL
        OR (NEW.point_id, NEW.group_id, NEW.stage, NEW.outcome, NEW.reason, NEW.act_number, NEW.decided_on,
          NEW.decided_by, NEW.decided_at) IS DISTINCT FROM (OLD.point_id, OLD.group_id, OLD.stage, OLD.outcome,
          OLD.reason, OLD.act_number, OLD.decided_on, OLD.decided_by, OLD.decided_at) THEN
        RAISE EXCEPTION 'a decision is never changed: a later one replaces it' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_decision BEFORE UPDATE OR DELETE ON decision
      FOR EACH ROW EXECUTE FUNCTION keep_decision();

    CREATE FUNCTION one_decision_per_group() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_TABLE_NAME = 'decision' THEN
        IF NEW.point_id IS NOT NULL THEN
          PERFORM FROM point p WHERE p.id = NEW.point_id AND p.group_id IS NULL AND p.removed_at IS NULL FOR SHARE;
          IF NOT FOUND THEN
            RAISE EXCEPTION 'a point in a group is decided with its group' USING ERRCODE = 'restrict_violation';
          END IF;
        ELSE
          PERFORM FROM point_group g WHERE g.id = NEW.group_id AND g.dissolved_at IS NULL FOR NO KEY UPDATE;
          IF NOT FOUND THEN
            RAISE EXCEPTION 'a group that was dissolved decides nothing' USING ERRCODE = 'restrict_violation';
          END IF;
        END IF;
      ELSIF NEW.group_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.group_id IS DISTINCT FROM OLD.group_id) THEN
        PERFORM FROM point_group g
          WHERE g.id = NEW.group_id AND g.plan_id = NEW.plan_id AND g.dissolved_at IS NULL FOR SHARE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'a point enters a group of its own plan' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT FROM decision d WHERE d.point_id = NEW.id AND d.replaced_at IS NULL) THEN
          RAISE EXCEPTION 'a point with a decision of its own enters no group' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT FROM decision d
          WHERE d.group_id = NEW.group_id AND d.stage = 'council' AND d.replaced_at IS NULL) THEN
          RAISE EXCEPTION 'a group the Council has decided takes no more points' USING ERRCODE = 'restrict_violation';
        END IF;
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER one_decision_per_group BEFORE INSERT ON decision
      FOR EACH ROW EXECUTE FUNCTION one_decision_per_group();
    CREATE TRIGGER one_decision_per_group BEFORE INSERT OR UPDATE OF group_id ON point
      FOR EACH ROW EXECUTE FUNCTION one_decision_per_group();

    CREATE FUNCTION last_decision(of_point integer, of_group integer, OUT stage text, OUT outcome text)
    LANGUAGE sql STABLE AS $$
      SELECT d.stage, d.outcome FROM decision d
      WHERE d.replaced_at IS NULL AND (d.point_id = of_point OR d.group_id = of_group)
      ORDER BY array_position(ARRAY['council', 'giunta', 'technical'], d.stage) LIMIT 1
    $$;
    CREATE FUNCTION stand_as_decided() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_TABLE_NAME = 'decision' THEN
        UPDATE point p SET (stage, outcome) = (SELECT l.stage, l.outcome FROM last_decision(NEW.point_id, NEW.group_id) l)
        WHERE p.id = NEW.point_id OR p.group_id = NEW.group_id;
      ELSE
        SELECT l.stage, l.outcome INTO NEW.stage, NEW.outcome FROM last_decision(NEW.id, NEW.group_id) l;
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER stand_as_decided AFTER INSERT OR UPDATE OF replaced_at ON decision
      FOR EACH ROW EXECUTE FUNCTION stand_as_decided();
    CREATE TRIGGER stand_as_decided BEFORE INSERT OR UPDATE OF group_id ON point
      FOR EACH ROW EXECUTE FUNCTION stand_as_decided();

    CREATE FUNCTION keep_locked_points() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.workflow_place_id = OLD.workflow_place_id AND EXISTS (
        SELECT FROM workflow_place w WHERE w.id = OLD.workflow_place_id AND w.locks)
        AND (NEW.synthesis, NEW.target, NEW.document_id, NEW.article_id, NEW.paragraph, NEW.letter, NEW.sheet_id,
          NEW.geom::text, NEW.span_start, NEW.span_end, NEW.group_id, NEW.removed_at) IS DISTINCT FROM
          (OLD.synthesis, OLD.target, OLD.document_id, OLD.article_id, OLD.paragraph, OLD.letter, OLD.sheet_id,
          OLD.geom::text, OLD.span_start, OLD.span_end, OLD.group_id, OLD.removed_at) THEN
        RAISE EXCEPTION 'a point in this place of the workflow is locked' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER keep_locked_points BEFORE UPDATE ON point FOR EACH ROW EXECUTE FUNCTION keep_locked_points();

    CREATE FUNCTION refuse_open_points() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.status IN ('approved', 'inForce') AND OLD.status NOT IN ('approved', 'inForce') THEN
        IF EXISTS (SELECT FROM submission s LEFT JOIN late_act l ON l.id = s.late_act
          WHERE s.plan_id = NEW.id AND s.kind IN ('observation', 'opinion')
            AND s.status NOT IN ('draft', 'withdrawn', 'merged', 'inadmissible')
            AND (l.examined IS DISTINCT FROM false OR NOT s.is_late)
            AND NOT EXISTS (SELECT FROM point p WHERE p.submission_id = s.id AND p.removed_at IS NULL)) THEN
          RAISE EXCEPTION 'a submission has not been split into points' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT FROM point p JOIN submission s ON s.id = p.submission_id
          LEFT JOIN late_act l ON l.id = s.late_act
          WHERE p.plan_id = NEW.id AND p.removed_at IS NULL AND s.status NOT IN ('withdrawn', 'merged', 'inadmissible')
            AND (l.examined IS DISTINCT FROM false OR NOT s.is_late)
            AND NOT EXISTS (SELECT FROM decision d WHERE d.stage = 'council' AND d.replaced_at IS NULL
              AND (d.point_id = p.id OR d.group_id = p.group_id))) THEN
          RAISE EXCEPTION 'a point has no decision of the Council' USING ERRCODE = 'restrict_violation';
        END IF;
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse_open_points BEFORE UPDATE OF status ON plan
      FOR EACH ROW EXECUTE FUNCTION refuse_open_points();

    CREATE TABLE twin_suggestion (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      point_ids integer[] NOT NULL CHECK (cardinality(point_ids) > 1),
      reasons jsonb NOT NULL,
      found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      settled text CHECK (settled IN ('confirmed', 'dismissed')),
      settled_by uuid REFERENCES account (id),
      settled_at timestamptz,
      group_id integer REFERENCES point_group (id),
      CHECK ((settled IS NULL) = (settled_at IS NULL))
    );
    CREATE INDEX twin_suggestion_open ON twin_suggestion (plan_id) WHERE settled IS NULL;

    CREATE TABLE plan_change (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      plan_id integer NOT NULL REFERENCES plan (id),
      kind text NOT NULL CHECK (kind IN ('article', 'area')),
      title text NOT NULL,
      article_id integer REFERENCES plan_article (id),
      paragraph text,
      before_text text,
      after_text text,
      before_geom geometry(Geometry, 4326) CHECK (ST_IsValid(before_geom)),
      after_geom geometry(Geometry, 4326) CHECK (ST_IsValid(after_geom)),
      made_by uuid NOT NULL REFERENCES account (id),
      made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      dropped_at timestamptz,
      version integer NOT NULL DEFAULT 1,
      CHECK (kind <> 'article' OR (article_id IS NOT NULL AND after_text IS NOT NULL)),
      CHECK (kind <> 'area' OR after_geom IS NOT NULL)
    );
    CREATE TABLE plan_change_point (
      change_id integer NOT NULL REFERENCES plan_change (id),
      point_id integer NOT NULL REFERENCES point (id),
      PRIMARY KEY (change_id, point_id)
    );
    CREATE INDEX plan_change_point_point ON plan_change_point (point_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE plan_change_point; DROP TABLE plan_change; DROP TABLE twin_suggestion;
    DROP TRIGGER refuse_open_points ON plan; DROP FUNCTION refuse_open_points();
    DROP TABLE decision; DROP FUNCTION keep_decision();
    DROP TABLE office_opinion; DROP TABLE point_comment; DROP TABLE point_relation; DROP TABLE point_theme;
    DROP TABLE point; DROP FUNCTION keep_locked_points(); DROP FUNCTION one_decision_per_group();
    DROP FUNCTION stand_as_decided(); DROP FUNCTION last_decision(integer, integer);
    DROP FUNCTION keep_point_words(); DROP FUNCTION place_point(); DROP TABLE point_group;
  `)
}

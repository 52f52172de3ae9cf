import type { Knex } from 'knex'

/** SQL: the points of the plan `NEW` that count: received, neither withdrawn nor shut out, late only where examined. */
const counted = `p.plan_id = NEW.id AND p.removed_at IS NULL AND s.status NOT IN ('withdrawn', 'merged', 'inadmissible')
          AND (l.examined IS DISTINCT FROM false OR NOT s.is_late)`
const points = `point p JOIN submission s ON s.id = p.submission_id LEFT JOIN late_act l ON l.id = s.late_act`

/**
 * What the database refuses of public copies: one who wrote makes or signs none of their own, a signed one keeps
 * everything it was signed with, a register is published once, and only with copies of the words there are now.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION refuse_own_text() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM point p JOIN submission s ON s.id = p.submission_id
        WHERE p.id = NEW.point_id AND s.account_id IN (NEW.redacted_by, NEW.signed_by)) THEN
        RAISE EXCEPTION 'nobody makes or signs the public text of what they wrote' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse_own_text BEFORE INSERT OR UPDATE OF redacted_by, signed_by ON public_text
      FOR EACH ROW EXECUTE FUNCTION refuse_own_text();

    CREATE OR REPLACE FUNCTION keep_public_text() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.point_id, NEW.revision, NEW.redacted_by) IS DISTINCT FROM (OLD.point_id, OLD.revision, OLD.redacted_by)
        OR (OLD.signed_at IS NOT NULL AND (NEW.text, NEW.synthesis, NEW.place, NEW.source_hash, NEW.covers,
          NEW.looked_at, NEW.signed_by, NEW.signed_at) IS DISTINCT FROM (OLD.text, OLD.synthesis, OLD.place,
          OLD.source_hash, OLD.covers, OLD.looked_at, OLD.signed_by, OLD.signed_at))
        OR (OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS DISTINCT FROM OLD.replaced_at) THEN
        RAISE EXCEPTION 'a public text that was signed is replaced, not changed' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;

    CREATE OR REPLACE FUNCTION keep_public_reply() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.decision_id, NEW.revision, NEW.redacted_by)
        IS DISTINCT FROM (OLD.decision_id, OLD.revision, OLD.redacted_by)
        OR (OLD.signed_at IS NOT NULL AND (NEW.text, NEW.covers, NEW.looked_at, NEW.signed_by, NEW.signed_at)
          IS DISTINCT FROM (OLD.text, OLD.covers, OLD.looked_at, OLD.signed_by, OLD.signed_at))
        OR (OLD.replaced_at IS NOT NULL AND NEW.replaced_at IS DISTINCT FROM OLD.replaced_at) THEN
        RAISE EXCEPTION 'a public reply that was signed is replaced, not changed' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;

    CREATE OR REPLACE FUNCTION refuse_unsigned_register() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.published_at IS NOT NULL AND OLD.published_at IS NULL AND EXISTS (
        SELECT FROM ${points} WHERE ${counted}
          AND NOT EXISTS (SELECT FROM public_text t WHERE t.point_id = p.id AND t.replaced_at IS NULL
            AND t.signed_at IS NOT NULL
            AND t.source_hash = encode(sha256(convert_to(p.text, 'UTF8')), 'hex'))) THEN
        RAISE EXCEPTION 'a point has no public text signed by a second person' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;

    CREATE OR REPLACE FUNCTION refuse_unfit_register() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.published_at IS NOT NULL THEN
        IF NEW.published_at IS DISTINCT FROM OLD.published_at THEN
          RAISE EXCEPTION 'a register is published once' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END IF;
      IF NEW.published_at IS NULL THEN RETURN NEW; END IF;
      IF NEW.status NOT IN ('approved', 'inForce') THEN
        RAISE EXCEPTION 'a register is published once its plan is approved' USING ERRCODE = 'restrict_violation';
      END IF;
      IF EXISTS (SELECT FROM ${points} JOIN decision d ON d.point_id = p.id OR d.group_id = p.group_id
        WHERE ${counted} AND d.stage = 'council' AND d.replaced_at IS NULL AND d.reason IS NOT NULL
          AND NOT EXISTS (SELECT FROM public_reply r
            WHERE r.decision_id = d.id AND r.replaced_at IS NULL AND r.signed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'a reply has no public text signed by a second person' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
  `)
}

/** The functions as the tables were made with them. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER refuse_own_text ON public_text; DROP FUNCTION refuse_own_text();

    CREATE OR REPLACE FUNCTION keep_public_text() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.signed_at IS NOT NULL AND (NEW.text, NEW.synthesis, NEW.place, NEW.signed_by, NEW.signed_at)
        IS DISTINCT FROM (OLD.text, OLD.synthesis, OLD.place, OLD.signed_by, OLD.signed_at) THEN
        RAISE EXCEPTION 'a public text that was signed is replaced, not changed' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;

    CREATE OR REPLACE FUNCTION keep_public_reply() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.signed_at IS NOT NULL AND (NEW.decision_id, NEW.text, NEW.covers, NEW.signed_by, NEW.signed_at)
        IS DISTINCT FROM (OLD.decision_id, OLD.text, OLD.covers, OLD.signed_by, OLD.signed_at) THEN
        RAISE EXCEPTION 'a public reply that was signed is replaced, not changed' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;

    CREATE OR REPLACE FUNCTION refuse_unsigned_register() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.published_at IS NOT NULL AND OLD.published_at IS NULL AND EXISTS (
        SELECT FROM ${points} WHERE ${counted}
          AND NOT EXISTS (SELECT FROM public_text t WHERE t.point_id = p.id AND t.replaced_at IS NULL
            AND t.signed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'a point has no public text signed by a second person' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;

    CREATE OR REPLACE FUNCTION refuse_unfit_register() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.published_at IS NULL OR OLD.published_at IS NOT NULL THEN RETURN NEW; END IF;
      IF NEW.status NOT IN ('approved', 'inForce') THEN
        RAISE EXCEPTION 'a register is published once its plan is approved' USING ERRCODE = 'restrict_violation';
      END IF;
      IF EXISTS (SELECT FROM decision d
        WHERE d.stage = 'council' AND d.replaced_at IS NULL AND d.reason IS NOT NULL
          AND EXISTS (SELECT FROM point p WHERE p.plan_id = NEW.id AND p.removed_at IS NULL
            AND (p.id = d.point_id OR p.group_id = d.group_id))
          AND NOT EXISTS (SELECT FROM public_reply r
            WHERE r.decision_id = d.id AND r.replaced_at IS NULL AND r.signed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'a reply has no public text signed by a second person' USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END $$;
  `)
}

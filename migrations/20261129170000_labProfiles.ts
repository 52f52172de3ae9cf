import type { Knex } from 'knex'

/**
 * What a lab says of itself, its equipment as rows, and its activity as periods that are only ever added.
 *
 * `lab.activity` is what the periods say of today. Who writes it directly (a file, the city pack) adds a period;
 * a lab that is closed becomes active again only by a period of its own, with its day.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE lab
      ADD COLUMN version integer NOT NULL DEFAULT 1,
      ADD COLUMN description_en text,
      ADD COLUMN links text[] NOT NULL DEFAULT '{}',
      ADD COLUMN email text,
      ADD COLUMN phone text,
      ADD COLUMN area_m2 numeric CHECK (area_m2 > 0),
      ADD COLUMN workstations integer CHECK (workstations >= 0),
      ADD COLUMN step_free boolean,
      ADD COLUMN languages text[] NOT NULL DEFAULT '{}',
      ADD COLUMN hours jsonb CHECK (hours IS NULL OR jsonb_typeof(hours -> 'weekly') IS NOT DISTINCT FROM 'array'),
      ADD COLUMN prices jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(prices) = 'array'),
      ADD COLUMN confirmed_by uuid REFERENCES account (id);
    COMMENT ON COLUMN lab.hours IS 'weekly [{weekday 1-7, from, to}], exceptions by date, byAppointment; null: not known';
    COMMENT ON COLUMN lab.step_free IS 'null: not known';
    COMMENT ON COLUMN lab.email IS 'of the lab, not of a person';

    CREATE TABLE lab_equipment (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      lab_id integer NOT NULL REFERENCES lab (id),
      machine text NOT NULL,
      label text,
      brand text,
      working_x_mm integer CHECK (working_x_mm > 0),
      working_y_mm integer CHECK (working_y_mm > 0),
      working_z_mm integer CHECK (working_z_mm > 0),
      power_w integer CHECK (power_w > 0),
      materials text[] NOT NULL DEFAULT '{}',
      training boolean,
      bookable boolean,
      price_eur_hour numeric CHECK (price_eur_hour >= 0),
      state text CHECK (state IN ('working', 'outOfOrder')),
      position integer NOT NULL DEFAULT 0,
      CHECK (machine <> 'other' OR label IS NOT NULL)
    );
    COMMENT ON COLUMN lab_equipment.machine IS 'a code of the city pack; other: only its label is known';
    COMMENT ON COLUMN lab_equipment.materials IS 'none: those usual for the machine';
    COMMENT ON COLUMN lab_equipment.state IS 'null: not known';
    CREATE INDEX lab_equipment_lab ON lab_equipment (lab_id, machine);

    CREATE TABLE lab_activity (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      lab_id integer NOT NULL REFERENCES lab (id),
      activity text NOT NULL CHECK (activity IN ('planned', 'active', 'suspended', 'closed')),
      from_on date,
      note text,
      source text,
      entered_by uuid REFERENCES account (id),
      entered_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    COMMENT ON COLUMN lab_activity.from_on IS 'null: not known since when';
    CREATE INDEX lab_activity_lab ON lab_activity (lab_id, from_on);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON lab_activity
      FOR EACH ROW EXECUTE FUNCTION forbid_change();

    CREATE FUNCTION lab_period_on(lab integer, day date) RETURNS lab_activity LANGUAGE sql STABLE AS $$
      SELECT p FROM lab_activity p WHERE p.lab_id = lab AND (p.from_on IS NULL OR p.from_on <= day)
      ORDER BY p.from_on DESC NULLS LAST, p.id DESC LIMIT 1
    $$;

    CREATE FUNCTION lab_weekly_hours(hours jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
      SELECT round(sum(
        split_part(h ->> 'to', ':', 1)::numeric + split_part(h ->> 'to', ':', 2)::numeric / 60
        - split_part(h ->> 'from', ':', 1)::numeric - split_part(h ->> 'from', ':', 2)::numeric / 60
        + CASE WHEN h ->> 'to' <= h ->> 'from' THEN 24 ELSE 0 END), 2)
      FROM jsonb_array_elements(hours -> 'weekly') h
    $$;

    CREATE VIEW lab_state AS
      SELECT l.id AS lab_id, p.activity, p.from_on AS since, lab_weekly_hours(l.hours) AS weekly_hours
      FROM lab l LEFT JOIN LATERAL lab_period_on(l.id, current_date) p ON true;
    COMMENT ON VIEW lab_state IS 'as of today; activity null: not known; weekly_hours null: not known or by appointment';

    INSERT INTO lab_activity (lab_id, activity, from_on, source)
      SELECT l.id, 'active', l.active_from, l.source FROM lab l
      WHERE l.active_from IS NOT NULL AND l.activity IS DISTINCT FROM 'active';
    INSERT INTO lab_activity (lab_id, activity, from_on, source)
      SELECT l.id, l.activity, CASE l.activity WHEN 'active' THEN l.active_from WHEN 'closed' THEN l.closed_on END, l.source
      FROM lab l WHERE l.activity IS NOT NULL;
    INSERT INTO lab_activity (lab_id, activity, from_on, source)
      SELECT l.id, 'closed', l.closed_on, l.source FROM lab l
      WHERE l.closed_on IS NOT NULL AND l.activity IS DISTINCT FROM 'closed';

    INSERT INTO lab_equipment (lab_id, machine, label, position)
      SELECT l.id, CASE WHEN e.name ~ '^[a-z0-9_]+$' THEN e.name ELSE 'other' END,
        CASE WHEN e.name !~ '^[a-z0-9_]+$' THEN e.name END, e.position
      FROM lab l CROSS JOIN LATERAL unnest(l.equipment) WITH ORDINALITY e (name, position);

    CREATE FUNCTION add_lab_period() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      period lab_activity;
      place geometry;
    BEGIN
      period := lab_period_on(NEW.lab_id, current_date);
      UPDATE lab l SET activity = period.activity,
        active_from = (SELECT min(p.from_on) FROM lab_activity p WHERE p.lab_id = l.id AND p.activity = 'active'),
        closed_on = CASE WHEN period.activity = 'closed' THEN period.from_on END
      WHERE l.id = NEW.lab_id AND (l.activity IS DISTINCT FROM period.activity
        OR (period.activity = 'closed' AND l.closed_on IS DISTINCT FROM period.from_on))
      RETURNING l.geom INTO place;
      IF FOUND AND pg_trigger_depth() = 1 THEN
        PERFORM queue_derivation(place, true);
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER add_lab_period AFTER INSERT ON lab_activity
      FOR EACH ROW EXECUTE FUNCTION add_lab_period();

    CREATE FUNCTION keep_lab_activity() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      known text := (lab_period_on(NEW.id, current_date)).activity;
      was text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.activity END;
    BEGIN
      IF NEW.closed_on IS NOT NULL AND NOT EXISTS (SELECT FROM lab_activity p
          WHERE p.lab_id = NEW.id AND p.activity = 'closed' AND p.from_on IS NOT DISTINCT FROM NEW.closed_on) THEN
        INSERT INTO lab_activity (lab_id, activity, from_on, source)
          VALUES (NEW.id, 'closed', NEW.closed_on, NEW.source);
        known := (lab_period_on(NEW.id, current_date)).activity;
      END IF;
      IF NEW.activity IS NULL OR NEW.activity = known THEN
        IF NEW.activity IS NULL AND NEW.active_from IS NOT NULL AND NOT EXISTS (SELECT FROM lab_activity p
            WHERE p.lab_id = NEW.id AND p.activity = 'active' AND p.from_on = NEW.active_from) THEN
          INSERT INTO lab_activity (lab_id, activity, from_on, source)
            VALUES (NEW.id, 'active', NEW.active_from, NEW.source);
        END IF;
        RETURN NULL;
      END IF;
      IF known = 'closed' THEN
        RAISE EXCEPTION 'a closed lab becomes % by a period with its day', NEW.activity
          USING ERRCODE = 'check_violation', CONSTRAINT = 'lab_closed_stays_closed';
      END IF;
      INSERT INTO lab_activity (lab_id, activity, from_on, source) VALUES (NEW.id, NEW.activity,
        CASE NEW.activity
          WHEN 'active' THEN coalesce(NEW.active_from, CASE WHEN was IS NOT NULL THEN current_date END)
          ELSE CASE WHEN was IS NOT NULL THEN current_date END END, NEW.source);
      RETURN NULL;
    END $$;
    CREATE TRIGGER keep_lab_activity AFTER INSERT OR UPDATE OF activity, active_from, closed_on ON lab
      FOR EACH ROW EXECUTE FUNCTION keep_lab_activity();

    CREATE FUNCTION keep_lab_equipment() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      DELETE FROM lab_equipment e WHERE e.lab_id = NEW.id
        AND coalesce(CASE WHEN e.machine = 'other' THEN e.label END, e.machine) <> ALL (NEW.equipment);
      INSERT INTO lab_equipment (lab_id, machine, label, position)
        SELECT NEW.id, CASE WHEN given.name ~ '^[a-z0-9_]+$' THEN given.name ELSE 'other' END,
          CASE WHEN given.name !~ '^[a-z0-9_]+$' THEN given.name END, given.position
        FROM unnest(NEW.equipment) WITH ORDINALITY given (name, position)
        WHERE NOT EXISTS (SELECT FROM lab_equipment e WHERE e.lab_id = NEW.id
          AND coalesce(CASE WHEN e.machine = 'other' THEN e.label END, e.machine) = given.name);
      RETURN NULL;
    END $$;
    CREATE TRIGGER keep_lab_equipment AFTER INSERT OR UPDATE OF equipment ON lab
      FOR EACH ROW EXECUTE FUNCTION keep_lab_equipment();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER keep_lab_equipment ON lab;
    DROP TRIGGER keep_lab_activity ON lab;
    DROP FUNCTION keep_lab_equipment();
    DROP FUNCTION keep_lab_activity();
    DROP VIEW lab_state;
    DROP FUNCTION lab_weekly_hours(jsonb);
    DROP FUNCTION lab_period_on(integer, date);
    DROP TABLE lab_activity;
    DROP FUNCTION add_lab_period();
    DROP TABLE lab_equipment;
    ALTER TABLE lab DROP COLUMN version, DROP COLUMN description_en, DROP COLUMN links, DROP COLUMN email,
      DROP COLUMN phone, DROP COLUMN area_m2, DROP COLUMN workstations, DROP COLUMN step_free,
      DROP COLUMN languages, DROP COLUMN hours, DROP COLUMN prices, DROP COLUMN confirmed_by;
  `)
}

-- When an account was last in use, whether its end was announced, and whether it is over (C-80).
CREATE TABLE people.account_activity (
  person_id uuid PRIMARY KEY REFERENCES people.person,
  active_at timestamptz NOT NULL,
  warned_at timestamptz,                   -- null: not since it was last active
  closed_at timestamptz                    -- null: open
);
INSERT INTO people.account_activity (person_id, active_at) SELECT person_id, now() FROM people.person;

-- Up to which line of the audit activity has been taken over.
CREATE TABLE retention_mark (
  name text PRIMARY KEY,
  seq bigint NOT NULL
);
INSERT INTO retention_mark (name, seq) SELECT 'audit', coalesce(max(seq), 0) FROM audit;

-- How long a professional keeps files, where it is not as the charter says (C-85).
CREATE TABLE retention_setting (
  controller text PRIMARY KEY,
  active_years int NOT NULL CHECK (active_years BETWEEN 1 AND 50),
  archive_years int NOT NULL CHECK (archive_years BETWEEN 0 AND 50),
  set_at timestamptz NOT NULL
);

-- One professional's or establishment's file of one patient: active, archived, destroyed (C-86).
CREATE TABLE professional_file (
  patient_id uuid NOT NULL,                -- of somebody erased too
  controller text NOT NULL,
  last_consultation timestamptz NOT NULL,
  archived_at timestamptz,                 -- null: active, or destroyed without having been archived
  destroyed_at timestamptz,                -- null: not destroyed
  PRIMARY KEY (patient_id, controller)
);

-- The certificate of what was destroyed because its time was over.
CREATE TABLE destruction (
  destruction_id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  place text NOT NULL,                     -- the table, as in the register
  retention text NOT NULL,                 -- the rule, as in the register
  reason text NOT NULL,
  subject uuid,                            -- null: rows of many
  controller text,                         -- null: the platform
  destroyed_rows bigint NOT NULL
);
CREATE INDEX destruction_by_at ON destruction (at DESC);
CREATE TRIGGER destruction_append_only BEFORE UPDATE OR DELETE ON destruction
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

INSERT INTO schedule (name, last_run) VALUES ('retention', now());

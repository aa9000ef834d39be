-- What happened to a patient beside readings and alerts. Nothing is changed or taken out: an
-- amendment is a row of the next version.
CREATE TABLE clinical_event (
  patient_id uuid NOT NULL,                -- of somebody erased too, where it is a professional's file
  event_id uuid NOT NULL,                  -- given by who enters it, so that a repeat is no second
  version int NOT NULL CHECK (version >= 1),
  kind text NOT NULL,                      -- of vigie/event/kinds.csv
  content text NOT NULL,                   -- ContentKind: its row of the habilitation matrix
  status text NOT NULL,
  status_reason text,
  title text NOT NULL,
  body text,
  detail_names text[] NOT NULL,
  detail_values text[] NOT NULL,
  code_system text,
  code text,
  starts timestamptz NOT NULL,             -- effective time
  ends timestamptz,                        -- null: an instant, or still going on
  told_from timestamptz NOT NULL,          -- from here to told_until: what any version so far tells of
  told_until timestamptz NOT NULL,         -- infinity: still going on
  entered timestamptz NOT NULL,
  author uuid NOT NULL,
  author_role text NOT NULL,
  profession text,
  organisation text,
  on_behalf boolean NOT NULL,
  origin text NOT NULL,
  controller text NOT NULL,
  legal_basis text NOT NULL,
  PRIMARY KEY (patient_id, event_id, version),
  CHECK (num_nulls(code_system, code) IN (0, 2))
);
CREATE INDEX clinical_event_by_time ON clinical_event (patient_id, starts DESC, event_id DESC);

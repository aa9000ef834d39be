-- What a patient had frozen: kept, used by no rule, shown to the patient alone (C-69).
CREATE TABLE restriction (
  restriction_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  metric text NOT NULL,
  reason text NOT NULL,                    -- in the patient's words
  since timestamptz NOT NULL,
  actor uuid NOT NULL,
  ended timestamptz,                       -- null: in force
  ended_by uuid
);
CREATE UNIQUE INDEX restriction_current ON restriction (patient_id, metric) WHERE ended IS NULL;

-- An objection with its reason is a case that somebody decides with grounds (C-47, C-70).
CREATE TABLE objection (
  objection_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  scope text NOT NULL CHECK (scope IN ('FEEDING', 'PROCESSING')),
  reason text NOT NULL,                    -- in the patient's words
  at timestamptz NOT NULL,
  actor uuid NOT NULL,
  ended timestamptz,                       -- the patient objects no longer
  decided_at timestamptz,                  -- null: open
  decided_by uuid,
  upheld boolean,
  grounds text
);
CREATE INDEX objection_by_patient ON objection (patient_id, at DESC);
CREATE UNIQUE INDEX objection_open ON objection (patient_id, scope)
  WHERE ended IS NULL AND decided_at IS NULL;

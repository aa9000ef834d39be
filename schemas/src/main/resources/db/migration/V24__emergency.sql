-- Break-glass (C-44), and opposition to it beforehand (C-45).
CREATE TABLE emergency_opposition (
  emergency_opposition_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  since timestamptz NOT NULL,
  ended timestamptz,
  actor uuid NOT NULL
);
CREATE UNIQUE INDEX emergency_opposition_current ON emergency_opposition (patient_id)
  WHERE ended IS NULL;

CREATE TABLE emergency_access (
  emergency_access_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  actor uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('SAMU', 'VITAL')),
  reason text NOT NULL,
  at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  refused boolean NOT NULL,                -- the patient had opposed it
  told_at timestamptz,                     -- when the patient was told; null: not yet
  told_how text,
  reviewed_at timestamptz,                 -- by the data protection officer
  reviewer uuid,
  justified boolean,
  finding text
);
CREATE INDEX emergency_access_by_patient ON emergency_access (patient_id, at DESC);
CREATE INDEX emergency_access_by_at ON emergency_access (at DESC);
CREATE INDEX emergency_access_untold ON emergency_access (at) WHERE told_at IS NULL;

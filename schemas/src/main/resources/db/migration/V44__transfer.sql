-- Attempts to send a person's own data straight to another provider (C-73), and by what they might
-- leave the European Economic Area (C-97).
CREATE TABLE transfer (
  transfer_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  endpoint text NOT NULL,
  region text NOT NULL,                    -- ISO 3166, as the person said
  transfer_basis text,                     -- null: within the area
  asked_at timestamptz NOT NULL,
  asked_by uuid NOT NULL,
  progress_at timestamptz NOT NULL,
  resources bigint NOT NULL DEFAULT 0,     -- taken by the endpoint
  ended_at timestamptz,                    -- null: it runs, or was cut off
  accepted boolean,
  result text,
  CHECK (num_nulls(ended_at, accepted, result) IN (0, 3))
);
CREATE INDEX transfer_by_patient ON transfer (patient_id, asked_at DESC);
CREATE UNIQUE INDEX transfer_running ON transfer (patient_id) WHERE ended_at IS NULL;
CREATE TRIGGER transfer_not_erased BEFORE INSERT ON transfer FOR EACH ROW
  EXECUTE FUNCTION refuse_erased();

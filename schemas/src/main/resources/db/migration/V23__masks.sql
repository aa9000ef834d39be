-- What a patient hides from everybody but the treating physician (C-41).
CREATE TABLE mask (
  mask_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  kind text,                               -- one of kind, metric and item is there
  metric text,
  item uuid,
  starts timestamptz,                      -- effective time; null: since ever
  ends timestamptz,                        -- exclusive; null: for ever
  since timestamptz NOT NULL,
  ended timestamptz,                       -- null: in force
  actor uuid NOT NULL,
  CONSTRAINT mask_one CHECK (num_nonnulls(kind, metric, item) = 1)
);
CREATE INDEX mask_by_patient ON mask (patient_id) WHERE ended IS NULL;

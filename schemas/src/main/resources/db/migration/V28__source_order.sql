-- Which device stands for a metric when several measure it, the preferred one first.
CREATE TABLE source_order (
  source_order_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  metric smallint NOT NULL,
  devices text[] NOT NULL,
  since timestamptz NOT NULL,
  ended timestamptz,                       -- null: in force
  actor uuid NOT NULL
);
CREATE UNIQUE INDEX source_order_current ON source_order (patient_id, metric) WHERE ended IS NULL;

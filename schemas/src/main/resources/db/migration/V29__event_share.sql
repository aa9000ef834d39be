-- Events that a patient sent to one professional until a time (C-50).
CREATE TABLE event_share (
  share_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  recipient uuid NOT NULL,
  events uuid[] NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  ended timestamptz,                       -- by the patient; null: not
  actor uuid NOT NULL
);
CREATE INDEX event_share_by_patient ON event_share (patient_id, since DESC);

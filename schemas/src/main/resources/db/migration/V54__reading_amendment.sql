-- Which readings people amended, and why (C-68). The value itself goes the way of every reading.
CREATE TABLE reading_amendment (
  amendment_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  metric smallint NOT NULL,               -- number in the metric catalogue
  ts timestamptz NOT NULL,                -- effective time, or the interval's begin
  disc bigint NOT NULL,                   -- the reading's key with patient, metric and ts
  ts_end timestamptz,                     -- the interval's end
  device text NOT NULL,
  sequence bigint,
  was double precision NOT NULL,          -- the value that stood, in the metric's canonical unit
  value double precision,                 -- the value in its place; null: the reading is taken back
  reason text NOT NULL,                   -- in the person's words
  amended_at timestamptz NOT NULL,        -- the received time of the reading that amends
  amended_by uuid NOT NULL,
  request_id uuid                         -- the request of rectification that it answered
);
CREATE INDEX reading_amendment_by_reading ON reading_amendment (patient_id, metric, ts, disc);
CREATE TRIGGER reading_amendment_not_erased BEFORE INSERT ON reading_amendment FOR EACH ROW
  EXECUTE FUNCTION refuse_erased();

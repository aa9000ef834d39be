-- What a correction replaced and what was retracted, with the retraction; written by whoever writes
-- readings, who asks the ledger of erasures. A reading's key (disc) no longer depends on its value.
CREATE TABLE reading_former (
  patient_id uuid NOT NULL,
  metric smallint NOT NULL,               -- number in the metric catalogue
  ts timestamptz NOT NULL,                -- effective time, or the interval's begin
  disc bigint NOT NULL,                   -- the reading's key with patient, metric and ts
  value double precision NOT NULL,        -- the metric's canonical unit; of a retraction, what was sent
  ts_end timestamptz,                     -- the interval's end
  received timestamptz NOT NULL,          -- when this value first was
  device text NOT NULL,
  sequence bigint,
  zone_offset smallint,                   -- minutes east of UTC
  quality smallint NOT NULL,              -- number of Quality
  context smallint NOT NULL,              -- number of Context
  original_value double precision,
  original_unit text,
  retracts boolean NOT NULL,              -- it says that nothing was measured
  PRIMARY KEY (patient_id, metric, ts, disc, value, retracts)
);
CREATE INDEX reading_former_retracted ON reading_former (patient_id, ts) WHERE retracts;

-- Where a retraction came in this time: a writer of readings would otherwise not meet it. Writers hold
-- the lock shared until their transaction ends; who writes a retraction takes it alone, before.
CREATE FUNCTION retracted_of(patients uuid[], since timestamptz, until timestamptz)
  RETURNS TABLE (patient_id uuid, metric smallint, ts timestamptz, disc bigint)
  LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7310577365311121762);
  RETURN QUERY SELECT f.patient_id, f.metric, f.ts, f.disc FROM reading_former f
    WHERE f.retracts AND f.patient_id = ANY (patients) AND f.ts BETWEEN since AND until;
END $$;

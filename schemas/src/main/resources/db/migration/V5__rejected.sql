-- What was refused, to be searched: a copy of the topic vigie.rejected.v1, kept as long as that.
CREATE TABLE rejected_reading (
  rejected_id uuid PRIMARY KEY,           -- by the record's place on the topic
  device text NOT NULL,
  source text NOT NULL,                   -- MQTT topic, or method and path template with the format
  received timestamptz NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,                   -- for the patient; operators see it without what was sent
  path text NOT NULL,                     -- where in the payload; empty for the whole
  patient_id uuid,                        -- null: nobody's
  payload bytea NOT NULL,                 -- as sent; empty where it may not be kept
  replayed_at timestamptz,                -- when it was last put through intake again
  replay_outcome text,                    -- what came of that
  replay_accepted int                     -- how many readings of its message were taken then
);
CREATE INDEX rejected_reading_by_received ON rejected_reading (received DESC);
CREATE INDEX rejected_reading_by_device ON rejected_reading (device, received DESC);
CREATE INDEX rejected_reading_by_patient ON rejected_reading (patient_id, received DESC);

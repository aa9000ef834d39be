-- What TimelineJob writes and the API reads. Writers sort each batch by the primary key.
-- Only what TimescaleDB's Apache-2 edition has; no foreign key from a hypertable.

CREATE TABLE reading (
  patient_id uuid NOT NULL,
  metric smallint NOT NULL,               -- number in the metric catalogue
  ts timestamptz NOT NULL,                -- effective time, or the interval's begin
  disc bigint NOT NULL,                   -- low 64 bits of the reading's id: tells readings of one instant apart
  value double precision NOT NULL,        -- the metric's canonical unit
  ts_end timestamptz,                     -- the interval's end
  received timestamptz NOT NULL,
  device text NOT NULL,
  sequence bigint,
  zone_offset smallint,                   -- minutes east of UTC
  quality smallint NOT NULL,              -- number of Quality
  context smallint NOT NULL,              -- number of Context
  original_value double precision,
  original_unit text,
  PRIMARY KEY (patient_id, metric, ts, disc) INCLUDE (value)
);
SELECT create_hypertable('reading', by_range('ts', INTERVAL '7 days'), create_default_indexes => false);

CREATE TABLE reading_1m (
  patient_id uuid NOT NULL,
  metric smallint NOT NULL,
  bucket timestamptz NOT NULL,
  count bigint NOT NULL,
  sum double precision NOT NULL,
  min double precision NOT NULL,
  max double precision NOT NULL,
  first_ts timestamptz NOT NULL,
  first double precision NOT NULL,        -- earliest by (ts, disc)
  first_disc bigint NOT NULL,
  last_ts timestamptz NOT NULL,
  last double precision NOT NULL,         -- latest by (ts, disc)
  last_disc bigint NOT NULL,
  PRIMARY KEY (patient_id, metric, bucket)
);
CREATE TABLE reading_1h (LIKE reading_1m INCLUDING ALL);
CREATE TABLE reading_1d (LIKE reading_1m INCLUDING ALL);
SELECT create_hypertable('reading_1m', by_range('bucket', INTERVAL '7 days'), create_default_indexes => false);
SELECT create_hypertable('reading_1h', by_range('bucket', INTERVAL '30 days'), create_default_indexes => false);
SELECT create_hypertable('reading_1d', by_range('bucket', INTERVAL '365 days'), create_default_indexes => false);

-- One row per alert as it stands; every transition beside it.
CREATE TABLE alert (
  alert_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL,
  family text NOT NULL,
  sequence int NOT NULL,                  -- of the newest transition seen
  phase text NOT NULL,
  severity text NOT NULL,
  peak_severity text NOT NULL,
  rule_id text NOT NULL,
  rule_version int NOT NULL,
  metric text NOT NULL,
  onset timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,         -- event time of the transition that opened it
  changed_at timestamptz NOT NULL,        -- event time of the newest transition
  retrospective boolean NOT NULL,
  record bytea NOT NULL                   -- the newest transition whole, as on the topic
);
CREATE INDEX alert_by_patient ON alert (patient_id, onset DESC);
CREATE INDEX alert_open ON alert (patient_id) WHERE phase <> 'RESOLVED';

CREATE TABLE alert_transition (
  alert_id uuid NOT NULL,
  sequence int NOT NULL,
  patient_id uuid NOT NULL,
  phase text NOT NULL,
  cause text NOT NULL,
  severity text NOT NULL,
  at timestamptz NOT NULL,
  decided_at timestamptz NOT NULL,
  record bytea NOT NULL,
  PRIMARY KEY (alert_id, sequence)
);
CREATE INDEX alert_transition_by_patient ON alert_transition (patient_id);

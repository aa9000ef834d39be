-- What is done by the calendar; whoever moves the time on does it.
CREATE TABLE schedule (
  name text PRIMARY KEY,
  last_run timestamptz NOT NULL
);
INSERT INTO schedule (name, last_run) VALUES ('reach-check', now()), ('drill', now());

-- The last delivery to somebody is looked for every night.
CREATE INDEX delivery_by_at ON delivery (at);

-- Drills, and what came of the message to each recipient on each channel: apart from alerts'
-- notifications and deliveries, so that none of it is ever counted as one.
CREATE TABLE drill (
  drill_id uuid PRIMARY KEY,
  begun_at timestamptz NOT NULL,
  actor uuid,                             -- null: by the calendar
  finished_at timestamptz                 -- null: runs, or was broken off
);
CREATE TABLE drill_delivery (
  drill_id uuid NOT NULL REFERENCES drill,
  person_id uuid NOT NULL,
  channel text NOT NULL,
  mark text NOT NULL CHECK (mark = 'HTEST'),
  outcome text NOT NULL,
  at timestamptz NOT NULL,
  detail text NOT NULL,
  PRIMARY KEY (drill_id, person_id, channel)
);
CREATE INDEX drill_delivery_by_at ON drill_delivery (at);

-- What an alert's delay is made of; all null for a message that is late by intent, such as a repeat,
-- and for messages of before.
ALTER TABLE notification
  ADD COLUMN severity text,
  ADD COLUMN device_at timestamptz,       -- the deciding reading's effective time
  ADD COLUMN received_at timestamptz,
  ADD COLUMN alert_decided_at timestamptz;
CREATE INDEX notification_by_alert_decided_at ON notification (alert_decided_at);
CREATE INDEX notification_by_alert ON notification (alert_id);

-- Attempts are searched by whom they were for.
CREATE INDEX notification_by_recipient ON notification (recipient);

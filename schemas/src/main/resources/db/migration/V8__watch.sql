-- What is done by the calendar; whoever moves the time on does it.
CREATE TABLE schedule (
  name text PRIMARY KEY,
  last_run timestamptz NOT NULL
);
INSERT INTO schedule (name, last_run) VALUES ('reach-check', now());

-- The last delivery to somebody is looked for every night.
CREATE INDEX delivery_by_at ON delivery (at);

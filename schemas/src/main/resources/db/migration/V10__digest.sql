INSERT INTO schedule (name, last_run) VALUES ('digest', now());

-- Which alerts opened since yesterday's digest.
CREATE INDEX alert_transition_opening ON alert_transition (decided_at) WHERE sequence = 0;

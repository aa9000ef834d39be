INSERT INTO schedule (name, last_run) VALUES ('weekly-report', now());

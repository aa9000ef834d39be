-- Who opened an alert they were told of, and when first: a receipt that stops nothing.
CREATE TABLE alert_read (
  alert_id uuid NOT NULL,
  person_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (alert_id, person_id)
);
CREATE INDEX alert_read_by_patient ON alert_read (patient_id);
CREATE TRIGGER alert_read_not_erased BEFORE INSERT ON alert_read FOR EACH ROW
  EXECUTE FUNCTION refuse_erased();

-- Of a patient: under 16 no rule for adults may fire (C-17: who somebody is stands by itself).
ALTER TABLE people.person ADD COLUMN birth_date date; -- null: not said, counts as adult
INSERT INTO schedule (name, last_run) VALUES ('coming-of-age', now());

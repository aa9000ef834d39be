-- The key of each patient, with which what lies about them on the topics kept by time is sealed.
-- Whoever deletes the row, and with it the record on the topic of keys, has made all that noise.
CREATE TABLE people.patient_key (
  patient_id uuid PRIMARY KEY REFERENCES patient,
  wrapped bytea NOT NULL                  -- sealed with a master key that lies outside the database
);
CREATE TRIGGER patient_key_not_erased BEFORE INSERT ON people.patient_key
  FOR EACH ROW EXECUTE FUNCTION refuse_erased();

-- What people ask for of their rights, each with its term (C-77). Restrictions and objections are
-- also here, as what they ask for is kept in tables of their own.
CREATE TABLE rights_request (
  request_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  kind text NOT NULL,
  text text NOT NULL,                      -- in the person's words
  about text,                              -- an event, an objection, a metric; null: nothing
  filed_at timestamptz NOT NULL,
  filed_by uuid NOT NULL,
  term timestamptz NOT NULL,               -- the first instant that is too late
  passed_to uuid,                          -- a professional, whose file it is about
  passed_at timestamptz,
  extended_at timestamptz,
  extended_by uuid,
  extension_reason text,
  answered_at timestamptz,
  answered_by uuid,                        -- null with an answer: the program
  granted boolean,
  grounds text,
  withdrawn timestamptz,                   -- the person took it back
  told text,                               -- state of the clock that was told of last
  CHECK (num_nulls(passed_to, passed_at) IN (0, 2)),
  CHECK (num_nulls(extended_at, extended_by, extension_reason) IN (0, 3)),
  CHECK (num_nulls(answered_at, granted, grounds) IN (0, 3)),
  CHECK (answered_at IS NULL OR withdrawn IS NULL)
);
CREATE INDEX rights_request_by_patient ON rights_request (patient_id, filed_at DESC);
CREATE INDEX rights_request_passed ON rights_request (passed_to) WHERE passed_to IS NOT NULL;
CREATE INDEX rights_request_open ON rights_request (term)
  WHERE answered_at IS NULL AND withdrawn IS NULL;
CREATE TRIGGER rights_request_not_erased BEFORE INSERT ON rights_request FOR EACH ROW
  EXECUTE FUNCTION refuse_erased();

-- Objections that are open get the clock that they lacked; it has run since they came.
INSERT INTO rights_request (request_id, patient_id, kind, text, about, filed_at, filed_by, term)
SELECT gen_random_uuid(), patient_id, 'OBJECTION', reason, objection_id::text, at, actor,
  ((at AT TIME ZONE 'UTC')::date + INTERVAL '1 month' + INTERVAL '1 day') AT TIME ZONE 'UTC'
FROM objection
WHERE ended IS NULL AND decided_at IS NULL;

INSERT INTO schedule (name, last_run) VALUES ('request-clock', now());

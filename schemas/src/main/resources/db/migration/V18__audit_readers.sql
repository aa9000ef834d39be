-- Who reads the audit: the patient, who may report a line, and the data protection officer.
ALTER TABLE people.person DROP CONSTRAINT person_role_check;
ALTER TABLE people.person ADD CONSTRAINT person_role_check CHECK (role IN
  ('PATIENT', 'PHYSICIAN', 'PROFESSIONAL', 'EMERGENCY_CONTACT', 'REPRESENTATIVE', 'OPERATOR', 'DPO'));

-- Who was seen by an account, from the index alone.
CREATE INDEX audit_seen ON audit (actor, patient_id, at)
  WHERE allowed AND patient_id IS NOT NULL AND actor <> patient_id;

CREATE TABLE audit_report (
  audit_report_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seq bigint NOT NULL,                    -- the line of the audit
  patient_id uuid NOT NULL REFERENCES patient,
  at timestamptz NOT NULL,
  note text NOT NULL,
  answered_at timestamptz,                -- null: not answered
  answered_by uuid,
  answer text,
  UNIQUE (patient_id, seq)
);

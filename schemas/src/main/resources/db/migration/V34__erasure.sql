CREATE TRIGGER notification_not_erased BEFORE INSERT ON notification
  FOR EACH ROW EXECUTE FUNCTION skip_erased();
CREATE TRIGGER rejected_reading_not_erased BEFORE INSERT ON rejected_reading
  FOR EACH ROW EXECUTE FUNCTION skip_erased();

-- To close an account stops intake and other people's reading; to destroy is something else.
ALTER TABLE patient ADD COLUMN closed_at timestamptz; -- null: open

-- Why and until when a patient's data may not be erased (C-72); shown to the patient.
CREATE TABLE legal_hold (
  legal_hold_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  reason text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  actor uuid NOT NULL,
  lifted timestamptz                      -- null: holds until its end
);
CREATE INDEX legal_hold_by_patient ON legal_hold (patient_id);

-- For what a person does: an act that was under way while its patient was erased fails whole.
CREATE FUNCTION refuse_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_erased(NEW.patient_id) THEN
    RAISE EXCEPTION 'the patient of this row of % is erased', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['care_team', 'consent', 'access_grant', 'patient_limit',
    'patient_flags', 'device_binding', 'mandate', 'episode', 'mask', 'emergency_opposition',
    'emergency_access', 'audit_report', 'legal_hold']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW'
      ' EXECUTE FUNCTION refuse_erased()', name || '_not_erased', name);
  END LOOP;
END $$;
-- A new profile version would follow the tombstone and bring the patient back to the stream.
CREATE TRIGGER patient_not_erased BEFORE UPDATE ON patient
  FOR EACH ROW EXECUTE FUNCTION refuse_erased();

-- Consents are never changed, and deleted with the patient only.
CREATE FUNCTION refuse_change_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND is_erased(OLD.patient_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME;
END $$;
DROP TRIGGER IF EXISTS consent_append_only ON consent;
CREATE TRIGGER consent_append_only BEFORE UPDATE OR DELETE ON consent
  FOR EACH ROW EXECUTE FUNCTION refuse_change_unless_erased();

-- Every erasure, and which of its steps are done: what remains of a patient, by ids only.
CREATE TABLE erasure (
  erasure_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  receipt text NOT NULL,                  -- SHA-256 of what opens the certificate, hex
  again_at timestamptz,                   -- when it was applied again, after a restore
  done_at timestamptz,                    -- null: under way
  certificate text                        -- signed; null: not yet
);
CREATE UNIQUE INDEX erasure_by_patient ON erasure (patient_id);
CREATE TABLE erasure_step (
  erasure_id uuid NOT NULL REFERENCES erasure,
  place int NOT NULL,                     -- in the order in which they are done
  name text NOT NULL,
  rows_gone bigint NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (erasure_id, name)
);

-- The ledger of erasures: who was erased, for ever. Every row that is written about a patient from
-- the stream is asked after here first, so that readings and alerts which Kafka still has, or has
-- again after a replay, bring nothing back.
CREATE TABLE erased_patient (
  patient_id uuid PRIMARY KEY,
  erasure_id uuid NOT NULL,
  at timestamptz NOT NULL
);

-- Those of these who are erased. Writers hold the lock shared until their transaction ends; who
-- enters somebody into the ledger takes it alone. So whatever was written before is there to be
-- deleted, and whatever is written after knows. The table is read by a statement of its own, after
-- the lock.
CREATE FUNCTION erased_of(patients uuid[]) RETURNS SETOF uuid LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7310577365311121761);
  RETURN QUERY SELECT patient_id FROM erased_patient WHERE patient_id = ANY (patients);
END $$;

CREATE FUNCTION is_erased(patient uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7310577365311121761);
  RETURN EXISTS (SELECT 1 FROM erased_patient WHERE patient_id = patient);
END $$;

-- For what comes from the stream: left out, and the rest of the batch goes on.
CREATE FUNCTION skip_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_erased(NEW.patient_id) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER alert_not_erased BEFORE INSERT ON alert
  FOR EACH ROW EXECUTE FUNCTION skip_erased();
CREATE TRIGGER alert_transition_not_erased BEFORE INSERT ON alert_transition
  FOR EACH ROW EXECUTE FUNCTION skip_erased();
-- Readings and rollups have no trigger, which would halve the speed of COPY: their writer asks
-- erased_of once per batch.

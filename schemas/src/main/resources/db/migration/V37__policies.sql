-- The policy's versions, and the proof that each patient was told of each before its day (C-89).
CREATE TABLE policy_version (
  version text PRIMARY KEY,
  effective timestamptz NOT NULL,
  published_at timestamptz NOT NULL,
  published_by uuid,                       -- null: came with the program
  french text NOT NULL,                    -- what changes, in words
  english text NOT NULL,
  new_consent text[] NOT NULL              -- categories whose purpose changes
);
CREATE TRIGGER policy_version_append_only BEFORE UPDATE OR DELETE ON policy_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
INSERT INTO policy_version (version, effective, published_at, french, english, new_consent) VALUES
  ('1', '2026-11-22T00:00:00Z', '2026-11-22T00:00:00Z', 'Première version.', 'First version.', '{}');

CREATE TABLE policy_notice (
  version text NOT NULL REFERENCES policy_version,
  patient_id uuid NOT NULL REFERENCES patient,
  tried_at timestamptz NOT NULL,           -- last
  told_at timestamptz,                     -- null: no channel has taken it yet
  how text NOT NULL,                       -- without address
  PRIMARY KEY (version, patient_id)
);
INSERT INTO schedule (name, last_run) VALUES ('policy-notice', now());

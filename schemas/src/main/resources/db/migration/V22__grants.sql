-- A grantee is a person's id or PROFESSION@ORGANISATION; to read and to feed are granted apart.
ALTER TABLE access_grant ALTER COLUMN grantee TYPE text USING grantee::text;
ALTER TABLE access_grant
  ADD COLUMN verbs text[] NOT NULL DEFAULT '{READ}',
  ADD COLUMN starts timestamptz;           -- null: since it was made

-- Who acts in a patient's place (C-28).
CREATE TABLE mandate (
  mandate_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  representative uuid NOT NULL,
  scopes text[] NOT NULL,
  proof text NOT NULL,                     -- which document shows it
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  ended timestamptz,
  actor uuid NOT NULL
);
CREATE UNIQUE INDEX mandate_current ON mandate (patient_id, representative) WHERE ended IS NULL;

-- An episode of care and its team: a grant to the team once the patient accepts it (C-26).
CREATE TABLE episode (
  episode_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  name text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  categories text[] NOT NULL DEFAULT '{}', -- what the patient opened
  verbs text[] NOT NULL DEFAULT '{}',
  accepted_at timestamptz,                 -- null: the team sees nothing
  accepted_by uuid,
  ended timestamptz
);
CREATE INDEX episode_by_patient ON episode (patient_id);
CREATE TABLE episode_member (
  episode_id uuid NOT NULL REFERENCES episode,
  person_id uuid NOT NULL,
  PRIMARY KEY (episode_id, person_id)
);

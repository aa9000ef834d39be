-- What the API owns: people, rights, devices, messages, audit.
-- Who somebody is stands apart from what was measured (C-17): names, addresses and secrets lie in
-- the schema "people"; everything else knows a person only by id.

CREATE SCHEMA people;

CREATE TABLE people.person (
  person_id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE,
  password_hash text,                     -- bcrypt; null: cannot sign in
  role text NOT NULL CHECK (role IN ('PATIENT', 'PHYSICIAN', 'EMERGENCY_CONTACT', 'OPERATOR')),
  first_name text NOT NULL,
  last_name text NOT NULL,
  email text,                             -- null: not reached by mail
  webhook_url text,                       -- null: not reached by webhook
  webhook_secret text,                    -- signs the webhook's body
  created_at timestamptz NOT NULL,
  created_by uuid                         -- null: by the program itself
);

-- One row per patient; a change of anything below locks it, so that changes of one patient follow
-- one another and their records leave in that order.
CREATE TABLE patient (
  patient_id uuid PRIMARY KEY,
  profile_version bigint NOT NULL DEFAULT 0
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME;
END $$;

-- At most one current treating physician and one emergency contact (C-22).
CREATE TABLE care_team (
  care_team_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  treating_physician uuid,
  emergency_contact uuid,
  since timestamptz NOT NULL,
  ended timestamptz,
  actor uuid NOT NULL
);
CREATE UNIQUE INDEX care_team_current ON care_team (patient_id) WHERE ended IS NULL;

-- Every giving and withdrawing of consent (C-35); the newest row of a category is in force.
CREATE TABLE consent (
  consent_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  category text NOT NULL,
  given boolean NOT NULL,                 -- false: withdrawn
  at timestamptz NOT NULL,
  text_version text NOT NULL,             -- of the wording that was shown
  text_hash text NOT NULL,                -- SHA-256 of that wording, hex
  language text NOT NULL,
  channel text NOT NULL,                  -- how it was collected
  actor uuid NOT NULL
);
CREATE INDEX consent_newest ON consent (patient_id, category, consent_id DESC);
CREATE TRIGGER consent_append_only BEFORE UPDATE OR DELETE ON consent
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE access_grant (
  grant_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  grantee uuid NOT NULL,
  categories text[] NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,                      -- null: until ended
  ended timestamptz,
  actor uuid NOT NULL
);
CREATE UNIQUE INDEX access_grant_current ON access_grant (patient_id, grantee) WHERE ended IS NULL;

-- Every version of a patient's own limit for a rule; the newest is in force unless it is removed.
CREATE TABLE patient_limit (
  patient_id uuid NOT NULL REFERENCES patient,
  rule_id text NOT NULL,
  version int NOT NULL,
  enabled boolean NOT NULL,
  limit_value double precision,           -- the metric's canonical unit
  clear_value double precision,           -- the metric's canonical unit
  hold_millis bigint,
  clear_hold_millis bigint,
  author uuid NOT NULL,
  set_at timestamptz NOT NULL,
  reason text NOT NULL,
  removed boolean NOT NULL,
  PRIMARY KEY (patient_id, rule_id, version)
);

CREATE TABLE patient_flags (
  patient_flags_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patient,
  flags text[] NOT NULL,
  since timestamptz NOT NULL,
  ended timestamptz,
  author uuid NOT NULL
);
CREATE UNIQUE INDEX patient_flags_current ON patient_flags (patient_id) WHERE ended IS NULL;

-- Every binding a device ever had; the one without an end is in force.
CREATE TABLE device_binding (
  device_binding_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device text NOT NULL,
  patient_id uuid NOT NULL REFERENCES patient,
  kind text NOT NULL,
  expected_interval_seconds int NOT NULL, -- 0: not said
  salt bytea NOT NULL,
  hash bytea NOT NULL,
  bound_at timestamptz NOT NULL,
  ended timestamptz,
  actor uuid NOT NULL
);
CREATE UNIQUE INDEX device_binding_current ON device_binding (device) WHERE ended IS NULL;
CREATE INDEX device_binding_by_patient ON device_binding (patient_id);

CREATE TABLE notification (
  notification_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL,
  recipient uuid NOT NULL,
  role text NOT NULL,
  step int NOT NULL,
  reason text NOT NULL,
  alert_id uuid NOT NULL,
  record bytea NOT NULL,                  -- the notification whole, as on the topic
  decided_at timestamptz NOT NULL
);
CREATE INDEX notification_by_patient ON notification (patient_id, decided_at);

-- One row per attempt.
CREATE TABLE delivery (
  notification_id uuid NOT NULL,
  channel text NOT NULL,
  attempt int NOT NULL,
  outcome text NOT NULL,
  at timestamptz NOT NULL,
  detail text NOT NULL,
  PRIMARY KEY (notification_id, channel, attempt)
);

-- What must reach Kafka, written with the change that it tells; deleted once Kafka has it.
CREATE TABLE outbox (
  outbox_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  key text NOT NULL,
  value bytea,                            -- null: a tombstone
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Every allowed and refused access, one line each.
CREATE TABLE audit (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor uuid,                             -- null: nobody proved who they are
  role text,
  action text NOT NULL,
  patient_id uuid,                        -- null: no patient's data was asked for
  allowed boolean NOT NULL,
  reason text NOT NULL,
  route text NOT NULL,
  request_id text NOT NULL
);
CREATE INDEX audit_by_patient ON audit (patient_id, seq DESC);
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

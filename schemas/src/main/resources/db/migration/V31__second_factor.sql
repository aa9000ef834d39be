-- A person's second factor: the secret of a generator of codes (RFC 6238).
CREATE TABLE people.second_factor (
  person_id uuid PRIMARY KEY REFERENCES people.person ON DELETE CASCADE,
  secret bytea NOT NULL,                  -- sealed with a key that lies outside the database
  made_at timestamptz NOT NULL,
  confirmed_at timestamptz,               -- null: no code has come back yet, and none is asked for
  last_step bigint NOT NULL               -- of the newest code that was taken: no code holds twice
);

-- For who has lost the generator; each holds once.
CREATE TABLE people.recovery_code (
  person_id uuid NOT NULL REFERENCES people.second_factor ON DELETE CASCADE,
  hash bytea NOT NULL,                    -- SHA-256 of 80 random bits
  used_at timestamptz,
  PRIMARY KEY (person_id, hash)
);

-- Failed attempts to sign in, by account name and by address. A row is deleted a day after its
-- last failure: an address is kept no longer than it protects (C-19).
CREATE TABLE people.sign_in_failure (
  kind text NOT NULL CHECK (kind IN ('ACCOUNT', 'ADDRESS')),
  subject text NOT NULL,                  -- the name as it was sent, or the address
  failures int NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (kind, subject)
);
CREATE INDEX sign_in_failure_age ON people.sign_in_failure (last_at);

-- Sessions: each token belongs to one. What is kept of where a person signs in from is coarse from
-- the first moment, and goes 30 days after the session began.
CREATE TABLE people.session (
  session_id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  begun_at timestamptz NOT NULL,
  proved_at timestamptz NOT NULL,         -- when the person last proved who they are
  strong boolean NOT NULL,                -- with a second factor
  renewed_at timestamptz NOT NULL,        -- when its last token was given
  ends_at timestamptz NOT NULL,           -- whatever happens
  ended_at timestamptz,                   -- null: nobody ended it
  network text NOT NULL,                  -- 24 bits of IPv4, 48 of IPv6
  agent text NOT NULL                     -- what the client calls itself
);
CREATE INDEX session_by_person ON people.session (person_id, begun_at);
CREATE INDEX session_age ON people.session (begun_at);
CREATE INDEX session_ended ON people.session (ended_at) WHERE ended_at IS NOT NULL;

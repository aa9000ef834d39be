-- Which ways to a person are proven. An address that nobody has proven is sent codes and nothing
-- else; a change of the address ends the proof.
CREATE TABLE people.verified_channel (
  person_id uuid NOT NULL REFERENCES people.person,
  channel text NOT NULL,
  verified_at timestamptz NOT NULL,
  verified_by uuid NOT NULL,               -- who typed the code back
  PRIMARY KEY (person_id, channel)
);

-- Codes sent over a channel, to be typed back; kept for a day, to be counted.
CREATE TABLE people.channel_code (
  channel_code_id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people.person,
  channel text NOT NULL,
  hash text NOT NULL,                      -- bcrypt
  sent_at timestamptz NOT NULL,
  failed int NOT NULL DEFAULT 0,           -- wrong codes typed
  ended timestamptz                        -- used, replaced by a newer one, or the address changed
);
CREATE INDEX channel_code_by_person ON people.channel_code (person_id, sent_at);
CREATE UNIQUE INDEX channel_code_open ON people.channel_code (person_id, channel)
  WHERE ended IS NULL;

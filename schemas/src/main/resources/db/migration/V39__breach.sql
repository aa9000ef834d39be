-- Breaches of personal data, and when the authority was told of each (C-91). Who was affected is
-- not kept here: it is what the audit says of this account, route and period.
CREATE TABLE breach (
  breach_id uuid PRIMARY KEY,
  known_at timestamptz NOT NULL,           -- the 72 hours run from here
  begins timestamptz NOT NULL,             -- of the period in which data were touched
  ends timestamptz NOT NULL,               -- exclusive
  account uuid,                            -- whose account was used; null: any
  route text,                              -- as in the audit; null: any
  what text NOT NULL,
  noted_by uuid NOT NULL,
  noted_at timestamptz NOT NULL,
  told_at timestamptz,                     -- the authority; null: not yet
  reference text,                          -- of the authority
  told_by uuid,
  CHECK (begins < ends),
  CHECK (num_nulls(told_at, reference, told_by) IN (0, 3))
);
CREATE INDEX breach_by_known ON breach (known_at DESC);
INSERT INTO schedule (name, last_run) VALUES ('breach-clock', now());

-- When a treating physician is there and who stands in otherwise: part of the care team, and of its
-- history.
ALTER TABLE care_team
  ADD COLUMN hours_zone text,              -- null: always there
  ADD COLUMN hours_from time,
  ADD COLUMN hours_to time,
  ADD COLUMN hours_days text[];

CREATE TABLE care_team_absence (
  care_team_id bigint NOT NULL REFERENCES care_team,
  starts timestamptz NOT NULL,
  ends timestamptz NOT NULL,
  PRIMARY KEY (care_team_id, starts, ends)
);

CREATE TABLE care_team_substitute (
  care_team_id bigint NOT NULL REFERENCES care_team,
  place int NOT NULL,                      -- in this order they are told
  person_id uuid NOT NULL,
  starts timestamptz,                      -- null: since ever
  ends timestamptz,                        -- null: for ever
  hours_zone text,                         -- null: at all hours
  hours_from time,
  hours_to time,
  hours_days text[],
  PRIMARY KEY (care_team_id, place)
);

-- What is verified of a professional (C-25, C-40), and who else there is.
ALTER TABLE people.person DROP CONSTRAINT person_role_check;
ALTER TABLE people.person ADD CONSTRAINT person_role_check CHECK (role IN
  ('PATIENT', 'PHYSICIAN', 'PROFESSIONAL', 'EMERGENCY_CONTACT', 'REPRESENTATIVE', 'OPERATOR', 'DPO'));
ALTER TABLE people.person
  ADD COLUMN professional_id text UNIQUE,  -- RPPS; null: no health profession, or nothing known
  ADD COLUMN profession text,              -- null: lay, or a physician of whom nothing is known
  ADD COLUMN organisation_kind text,
  ADD COLUMN organisation text,            -- FINESS; null: none
  ADD CONSTRAINT person_professional_whole
    CHECK ((profession IS NULL) = (organisation_kind IS NULL));

-- What for, as the request says.
ALTER TABLE audit ADD COLUMN purpose text;

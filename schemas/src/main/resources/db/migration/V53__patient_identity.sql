-- Of a patient, told to the treating physician with an alert; C-17: who somebody is stands by itself.
ALTER TABLE people.person
  ADD COLUMN phone text                   -- E.164; null: not said
    CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  ADD COLUMN ins text                     -- qualified national health identity; null: none
    CHECK (CASE WHEN ins ~ '^[0-9]{5}([0-9]{2}|2[AB])[0-9]{8}$'
      -- Its check key; the departments of Corsica count as 19 and 18.
      THEN 97 - replace(replace(left(ins, 13), '2A', '19'), '2B', '18')::bigint % 97 = right(ins, 2)::int
      ELSE ins IS NULL END),
  ADD COLUMN ins_oid text                 -- which kind of number it is
    CHECK (ins_oid IN ('1.2.250.1.213.1.4.8', '1.2.250.1.213.1.4.9')),
  ADD CHECK ((ins IS NULL) = (ins_oid IS NULL));
-- Two files with one identity would be told apart by nobody.
CREATE UNIQUE INDEX person_ins ON people.person (ins) WHERE ins IS NOT NULL;

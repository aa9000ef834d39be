-- Of which day the extract of the national directory is that has this person under this number and
-- profession (C-25); null: an operator entered it, and nobody was asked.
ALTER TABLE people.person ADD COLUMN profession_verified date;

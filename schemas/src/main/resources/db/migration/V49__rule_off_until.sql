-- A rule that a patient's own limit switches off is on again by itself; limits of before have no end.
ALTER TABLE patient_limit ADD COLUMN off_until timestamptz;

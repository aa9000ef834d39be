-- Consent to a category from one device, or from all (C-34, C-74). What was decided before tells of
-- no device and holds for all of them.
ALTER TABLE consent ADD COLUMN source text;  -- a device's id; null: whatever the device
CREATE INDEX consent_newest_of_source ON consent (patient_id, category, source, consent_id DESC);

-- The newest row of a source is in force unless a newer one is about all sources.
CREATE VIEW consent_in_force AS
SELECT patient_id, category, source, given, at
FROM (
  SELECT DISTINCT ON (patient_id, category, source)
    patient_id, category, source, given, at, consent_id
  FROM consent
  ORDER BY patient_id, category, source, consent_id DESC
) newest
WHERE NOT EXISTS (
  SELECT FROM consent later
  WHERE later.patient_id = newest.patient_id AND later.category = newest.category
    AND later.source IS NULL AND later.consent_id > newest.consent_id);

-- The wording to which a patient opened the file to a care team (C-48); null before there was one.
ALTER TABLE episode
  ADD COLUMN text_version text,
  ADD COLUMN text_hash text,
  ADD COLUMN language text;

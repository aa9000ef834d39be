-- How much of an alert the emergency contact is told: nothing unless the patient says so (C-24).
ALTER TABLE care_team ADD COLUMN contact_level text NOT NULL DEFAULT 'NONE'
  CHECK (contact_level IN ('NONE', 'CATEGORY', 'VALUE'));

-- How long the appointments that a professional entered stay after they are over (C-16).
ALTER TABLE retention_setting
  ADD COLUMN appointment_months int        -- null: as long as the file that they are of
    CHECK (appointment_months BETWEEN 1 AND 600);

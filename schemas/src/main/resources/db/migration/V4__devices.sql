-- From when on a device's readings are the patient's: stated by the patient, or a little before the
-- binding was made, and never before somebody else's binding ended.
ALTER TABLE device_binding ADD COLUMN since timestamptz;
UPDATE device_binding SET since = bound_at;
ALTER TABLE device_binding ALTER COLUMN since SET NOT NULL;

-- The credential that has been replaced, and holds until then; all null when none does.
ALTER TABLE device_binding
  ADD COLUMN previous_salt bytea,
  ADD COLUMN previous_hash bytea,
  ADD COLUMN previous_until timestamptz,
  ADD CONSTRAINT device_binding_previous_whole
    CHECK (num_nulls(previous_salt, previous_hash, previous_until) IN (0, 3));
CREATE INDEX device_binding_by_device ON device_binding (device);

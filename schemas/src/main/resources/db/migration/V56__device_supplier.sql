-- Who made a device and what they call it, as whoever bound it said; null: not said (C-95).
ALTER TABLE device_binding
  ADD COLUMN manufacturer text,
  ADD COLUMN model text;

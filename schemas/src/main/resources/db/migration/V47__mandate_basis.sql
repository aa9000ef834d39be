-- What a mandate rests on (C-28).
ALTER TABLE mandate
  ADD COLUMN basis text;                   -- null: given before that was asked

-- The language in which a person is written to: fr or en.
ALTER TABLE people.person ADD COLUMN language text NOT NULL DEFAULT 'fr'
  CHECK (language IN ('fr', 'en'));

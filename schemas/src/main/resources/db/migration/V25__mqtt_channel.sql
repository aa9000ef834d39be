-- Whether a person is told over MQTT. Their topic follows from their id, so there is no address.
ALTER TABLE people.person ADD COLUMN mqtt boolean NOT NULL DEFAULT false;

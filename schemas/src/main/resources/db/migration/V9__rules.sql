-- Every version of every rule, as it went to the stream; the newest is in force.
CREATE TABLE rule_version (
  rule_id text NOT NULL,
  version int NOT NULL,
  author text NOT NULL,                   -- a person's id, or 'vigie defaults'
  set_at timestamptz NOT NULL,
  reason text NOT NULL,
  record bytea NOT NULL,                  -- the version whole, as on the topic
  PRIMARY KEY (rule_id, version)
);
CREATE TRIGGER rule_version_append_only BEFORE UPDATE OR DELETE ON rule_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

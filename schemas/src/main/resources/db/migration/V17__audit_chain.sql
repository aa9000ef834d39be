-- Each line of the audit carries a hash over itself and the hash of the line before, and every so
-- often the newest line's hash is signed (a head). Lines written before this migration have no
-- hash: the chain begins after them, and vouches for none of them.

-- The writer numbers lines itself, one after another without gaps, so that a missing one shows.
ALTER TABLE audit ALTER COLUMN seq DROP IDENTITY;
ALTER TABLE audit ADD COLUMN hash bytea CHECK (octet_length(hash) = 32);
CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE audit_head (
  head bigint PRIMARY KEY,                -- 1, 2, 3 ...
  at timestamptz NOT NULL,
  first_seq bigint NOT NULL,              -- the chain's first line
  seq bigint NOT NULL,                    -- the line whose hash is signed
  hash bytea NOT NULL,
  key_id text NOT NULL,                   -- first 16 hex digits of the public key's SHA-256
  signature bytea NOT NULL                -- Ed25519
);
CREATE TRIGGER audit_head_append_only BEFORE UPDATE OR DELETE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_not_emptied BEFORE TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who carries measures alone signs in as vigie_measures: it may not enter the schema "people", where
-- it stands who a patient is, and touches nothing but what is named here (C-17). Roles are the server's
-- and not a database's, so it is made beside (docs/operations.md); the API asks at each start, in case
-- it was made since. True: there is such a role, and it may do what it must.
CREATE FUNCTION grant_measures() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7310577365311121763);  -- several APIs may start at once
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vigie_measures') THEN
    RETURN false;
  END IF;
  -- All of it is given in one transaction; given again, every chunk would be locked in vain.
  IF NOT has_table_privilege('vigie_measures', 'erased_patient', 'SELECT') THEN
    GRANT SELECT, INSERT, DELETE ON reading, alert_transition TO vigie_measures;
    GRANT SELECT, INSERT, UPDATE, DELETE ON reading_former, reading_1m, reading_1h, reading_1d
      TO vigie_measures;
    GRANT SELECT, INSERT, UPDATE ON alert TO vigie_measures;
    GRANT SELECT ON erased_patient TO vigie_measures;
  END IF;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION grant_measures() FROM PUBLIC;
SELECT grant_measures();

-- The role under which the programs write the audit may add and read, nothing else. It owns the
-- tables, so it could give itself more: that would be an act of its own, and what it then changed
-- the chain and the signed heads would show. Against everybody else with rights stand the triggers.
REVOKE ALL ON audit, audit_head FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON audit, audit_head FROM CURRENT_USER;

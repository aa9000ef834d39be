-- Nothing is written about an erased patient, whoever writes it.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['clinical_event', 'event_share', 'source_order', 'restriction',
    'objection', 'policy_notice']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW'
      ' EXECUTE FUNCTION refuse_erased()', name || '_not_erased', name);
  END LOOP;
END $$;

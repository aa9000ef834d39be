-- Where a webhook is, and by what data may go there (C-97).
ALTER TABLE people.person
  ADD COLUMN webhook_region text,          -- ISO 3166-1 alpha-2; null: no webhook, or set before that was asked
  ADD COLUMN webhook_transfer_basis text;  -- null: within the European Economic Area

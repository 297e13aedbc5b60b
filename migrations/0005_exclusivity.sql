-- Exclusivity was free words until now and never evaluated. What was written stays in license_versions; a license in force
-- carries only what the gateway enforces.
UPDATE licenses SET terms = json_remove(terms, '$.exclusivity') WHERE json_extract(terms, '$.exclusivity') IS NOT NULL;

-- the id under which other partners meet the license's exclusivity; given with the first exclusivity and kept for good, so
-- that the log can always be read back
ALTER TABLE licenses ADD COLUMN exclusivity TEXT;
CREATE UNIQUE INDEX licenses_by_exclusivity ON licenses (exclusivity) WHERE exclusivity IS NOT NULL;

-- how often a license was stored, and how often an exclusive one: what a check of clashes was made on
INSERT INTO gateway_state (name, value) VALUES ('licenses', 1), ('exclusive_licenses', 1);

-- What a bill needs of each statement without its text; null where an earlier release closed it.
ALTER TABLE statements ADD COLUMN overage INTEGER;
ALTER TABLE statements ADD COLUMN shortfall INTEGER;
ALTER TABLE statements ADD COLUMN adjusted INTEGER;
-- a month of all licenses
CREATE INDEX statements_by_period ON statements (period, license);

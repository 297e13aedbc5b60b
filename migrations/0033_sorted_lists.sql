-- The orders that the desk's lists are read in, a page at a time.
CREATE INDEX partners_by_name ON partners (name COLLATE NOCASE, id);
CREATE INDEX licenses_by_reference ON licenses ((terms ->> '$.consent.reference') COLLATE NOCASE, id);
CREATE INDEX licenses_by_term_end ON licenses (unixepoch(terms ->> '$.ends'), id);
CREATE INDEX api_keys_by_name ON api_keys (name COLLATE NOCASE, id);
CREATE INDEX api_keys_by_use ON api_keys (coalesce(last_used, ''), id);

-- What a product selected and what a partner was when something was decided: as license_versions and restriction_versions, written
-- with the change and never changed. Of before this migration there is only the state that it found, from its last change on.
CREATE TABLE product_versions (
  product TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  selection TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (product, version)
) WITHOUT ROWID;
INSERT INTO product_versions (product, version, name, selection, at) SELECT id, version, name, selection, updated FROM products;

CREATE TABLE partner_versions (
  partner TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  titles TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (partner, version)
) WITHOUT ROWID;
INSERT INTO partner_versions (partner, version, name, status, titles, at) SELECT id, version, name, status, titles, updated FROM partners;

CREATE TABLE articles (id TEXT PRIMARY KEY, section TEXT NOT NULL, version INTEGER NOT NULL, document TEXT NOT NULL);
CREATE TABLE licenses (id TEXT PRIMARY KEY, partner TEXT NOT NULL, status TEXT NOT NULL, sections TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL);
CREATE TABLE usage (id TEXT PRIMARY KEY, license TEXT NOT NULL, article TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL);
CREATE INDEX usage_by_license ON usage (license, at);

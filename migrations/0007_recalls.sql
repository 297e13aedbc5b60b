-- Recalls: what was withdrawn or corrected, and what each holder has done about it. Derived from the notes of each shard, as they are
-- drained (src/audit/recalls/derive.ts); only the closing by the desk is written here first.
CREATE TABLE recalls (
  id TEXT PRIMARY KEY,
  -- of its events
  type TEXT NOT NULL,
  article TEXT NOT NULL,
  -- the version that the change has made
  version TEXT NOT NULL,
  -- of the change, ISO 8601 UTC
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'overdue', 'closed')),
  -- JSON, as of the last review: {holders, pages, dueAt}
  progress TEXT NOT NULL,
  -- JSON {at, how, operator, note, open}; null while it is not closed
  closed TEXT,
  -- when it is reviewed; null: not before something happens
  review_ms INTEGER
) WITHOUT ROWID;
CREATE INDEX recalls_by_time ON recalls (at, id);
CREATE INDEX recalls_by_article ON recalls (article, at, id);
CREATE INDEX recalls_by_state ON recalls (state, at, id);
CREATE INDEX recalls_to_review ON recalls (review_ms) WHERE review_ms IS NOT NULL;

-- a holder of what is recalled
CREATE TABLE recall_licenses (
  recall TEXT NOT NULL,
  license TEXT NOT NULL,
  article TEXT NOT NULL,
  -- the received item that contains the article, such as a package; null: the article itself was received
  within TEXT,
  event TEXT NOT NULL,
  -- entry of the notice, and its date
  notice TEXT NOT NULL,
  at TEXT NOT NULL,
  due_at TEXT,
  -- when it was escalated; null: it was not
  overdue_at TEXT,
  -- JSON: the first answer of an endpoint, and the partner's last report with its index in the log
  received TEXT,
  acknowledgement TEXT,
  PRIMARY KEY (recall, license)
) WITHOUT ROWID;
CREATE INDEX recall_licenses_by_event ON recall_licenses (license, event);
CREATE INDEX recall_licenses_by_article ON recall_licenses (license, article);
CREATE INDEX recall_licenses_within ON recall_licenses (license, within) WHERE within IS NOT NULL;

-- an address that a holder has reported. Later reports of the publication do not remove it
CREATE TABLE recall_pages (
  recall TEXT NOT NULL,
  license TEXT NOT NULL,
  -- of the publication
  ref TEXT NOT NULL,
  url TEXT NOT NULL,
  -- entry of the last report with this address, and its dates; article, title and version of the first one
  entry TEXT NOT NULL,
  article TEXT NOT NULL,
  title TEXT NOT NULL,
  version TEXT,
  published_at TEXT NOT NULL,
  withdrawn_at TEXT,
  -- 1: the publication has another address by now
  is_replaced INTEGER NOT NULL,
  -- what the schedule begins with: the event, the report, an acknowledgement or a reported withdrawal
  base_ms INTEGER NOT NULL,
  -- when it is read; null: not any more
  next_ms INTEGER,
  -- JSON: what was seen last, with the index of its entry
  reading TEXT,
  PRIMARY KEY (recall, license, ref, url)
) WITHOUT ROWID;
CREATE INDEX recall_pages_by_ref ON recall_pages (license, ref);
CREATE INDEX recall_pages_due ON recall_pages (next_ms) WHERE next_ms IS NOT NULL;

-- a title whose feed or sitemap names the pages that are watched
CREATE TABLE watched_titles (
  partner TEXT NOT NULL,
  title TEXT NOT NULL,
  -- when the feed, or the next pages that it names, are read
  due_ms INTEGER NOT NULL,
  -- JSON: addresses that this round has still to read
  waiting TEXT NOT NULL,
  PRIMARY KEY (partner, title)
) WITHOUT ROWID;
CREATE INDEX watched_titles_due ON watched_titles (due_ms);
CREATE INDEX partners_with_feed ON partners (id) WHERE instr(titles, '"feed":') > 0;

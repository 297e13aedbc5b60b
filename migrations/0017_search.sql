-- Full-text search. One row of search_words for each component of an item that may be found, of the item's current version: what is
-- withheld from a license must not match for it, so parts are found apart. Folded words, no text: the table has only the index.

-- the item that rows of search_words belong to. Row <place> * 256 + n is of component parts[n]; places ascend with the version's
-- time, so that the newest is found first without sorting.
CREATE TABLE search_items (
  place INTEGER PRIMARY KEY,
  item TEXT NOT NULL UNIQUE,
  parts TEXT NOT NULL,
  -- names one writing, so that words are only ever added to the row that they were made with
  written TEXT NOT NULL
);

-- words are split and folded before they come here (articles/search/words.ts): this tokenizer leaves everything but ASCII as it is
CREATE VIRTUAL TABLE search_words USING fts5(words, facets, content='', contentless_delete=1, tokenize='ascii');

-- items of before this migration, until their words are in; tries: how often that was begun
CREATE TABLE search_pending (
  item TEXT PRIMARY KEY,
  tries INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX search_pending_by_tries ON search_pending (tries, item);
INSERT INTO search_pending (item) SELECT id FROM items WHERE pub_status = 'usable';

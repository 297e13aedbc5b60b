-- The message that `detail` is the English of, as JSON: pages in other languages are written from it. Null: a release before stored it.
ALTER TABLE findings ADD COLUMN message TEXT;

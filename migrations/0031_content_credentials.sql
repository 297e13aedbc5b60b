-- Pictures that carry Content Credentials (C2PA) leave as the newsroom sent them: `digest` is `source` then, and nothing is stored for them.
ALTER TABLE stamped_pictures ADD COLUMN credentials INTEGER NOT NULL DEFAULT 0 CHECK (credentials IN (0, 1));

-- Of the newest token that was shown for an operator who signs in elsewhere: when its provider issued it (milliseconds UTC), and as what
-- it let in ('' for as nothing). An older token that says otherwise does not count any more. Null: none since this was noted.
ALTER TABLE operators ADD COLUMN decided_ms INTEGER;
ALTER TABLE operators ADD COLUMN decided_role TEXT;

-- The number of the last time that an object told D1 of a part of its archive, written with what it told: one that has told more since
-- knows that D1 was restored to before that, though nothing was drained since. Of a part whose row somebody deleted it does not say so.
ALTER TABLE drains ADD COLUMN parts INTEGER NOT NULL DEFAULT 0;

-- What partners follow. Each change keeps what the item was like with it, so that who may be told of it does not depend on
-- what has become of the item since. Null in rows of earlier releases: then the item's row says it.
ALTER TABLE changes ADD COLUMN item_type TEXT;
ALTER TABLE changes ADD COLUMN item_language TEXT;
ALTER TABLE changes ADD COLUMN item_sections TEXT;
ALTER TABLE changes ADD COLUMN item_subjects TEXT;
ALTER TABLE changes ADD COLUMN item_created_ms INTEGER;
ALTER TABLE changes ADD COLUMN item_status TEXT;
-- 1: under an embargo that had not lifted in the sequence
ALTER TABLE changes ADD COLUMN item_embargoed INTEGER;

-- the instant (ms) up to which embargoes have lifted in the sequence: each is a `release` there, written once
INSERT INTO gateway_state (name, value) VALUES ('lifted', 0);
CREATE INDEX items_by_embargo ON items (embargoed_until_ms) WHERE embargoed_until_ms IS NOT NULL;

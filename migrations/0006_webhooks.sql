-- Endpoints for the events of a license. Their secrets are in their own objects, never here. `types`: JSON
-- list of the pushed event types, null for all. `reason`: why the gateway disabled it
CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  license TEXT NOT NULL REFERENCES licenses (id),
  url TEXT NOT NULL,
  types TEXT,
  description TEXT,
  status TEXT NOT NULL,
  reason TEXT,
  version INTEGER NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX webhooks_by_license ON webhooks (license, id);
CREATE INDEX webhooks_disabled ON webhooks (changed) WHERE status = 'disabled' AND reason IS NOT NULL;

-- second contact of a partner, for recalls that are overdue
ALTER TABLE partners ADD COLUMN recall_contact TEXT;

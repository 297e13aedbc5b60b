-- The audit log without sign-ins and ingests, of which there are a thousand for each change
-- (src/audit/actions/store.ts has the same words).
CREATE INDEX entries_changes_by_operators ON entries (at, idx)
  WHERE license = 'operators'
    AND body ->> 'act' NOT IN ('operator.sign_in', 'session.open', 'session.end', 'article.ingest', 'article.bytes');

-- What the first page of the console tells at a glance: how much went out by the hour, which licenses end next, which restrictions wait.
CREATE TABLE log_hours (
  -- UTC, `2026-11-26T16`
  hour TEXT NOT NULL,
  segment INTEGER NOT NULL,
  deliveries INTEGER NOT NULL,
  refusals INTEGER NOT NULL,
  PRIMARY KEY (hour, segment)
) WITHOUT ROWID;
CREATE INDEX log_hours_by_segment ON log_hours (segment);

INSERT INTO log_hours (hour, segment, deliveries, refusals)
  SELECT substr(entries.at, 1, 13), log_segments.first, sum(entries.kind = 'delivery'), sum(entries.kind = 'refusal')
  FROM log_segments JOIN entries ON entries.n BETWEEN log_segments.first AND log_segments.last
  WHERE entries.again = 0 AND entries.kind IN ('delivery', 'refusal') AND entries.license <> 'operators'
  GROUP BY 1, 2;

CREATE INDEX licenses_by_end ON licenses (unixepoch(terms ->> '$.ends')) WHERE status = 'active';
CREATE INDEX restrictions_unreviewed ON restrictions (id) WHERE reviewed = 0 AND status = 'active';

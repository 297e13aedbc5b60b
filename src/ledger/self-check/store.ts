/** SQL of the self-check on the D1 side: reading the log back, and keeping what was found. */
import type { Finding } from '../findings.ts';
import { CHECK_KEPT_MAX, FINDINGS_OPEN_MAX } from '../limits.ts';
import { OPERATORS_LOG, OPERATORS_OBJECT } from '../names.ts';
import { storedMember, toStored } from '../stored-message.ts';
import type { Fault, FaultKind, LogRow, Range } from './types.ts';

/** A body that is no JSON must not fail the statement: it is what we are looking for. */
const AGREES = `CASE WHEN json_valid(entries.body) THEN
  entries.license IS entries.body ->> 'license' AND entries.idx IS entries.body ->> 'index' AND entries.id IS entries.body ->> 'id'
  AND entries.at IS entries.body ->> 'at' AND entries.kind IS entries.body ->> 'kind' AND entries.outcome IS entries.body ->> 'outcome'
  AND entries.code IS entries.body ->> 'code' AND entries.env IS entries.body ->> 'env' AND entries.partner IS entries.body ->> 'partner'
  AND entries.article IS entries.body ->> 'article' AND entries.billable IS entries.body ->> 'billable' ELSE 0 END`;

/** The rows in the ranges, in order, at most `limit`. */
export async function rowsIn(db: D1Database, ranges: Range[], limit: number): Promise<LogRow[]> {
  const { results } = await db
    .prepare(
      `SELECT entries.license, entries.idx, entries.leaf, entries.body, ${AGREES} AS agrees
       FROM (SELECT value ->> 'license' AS license, value ->> 'first' AS first, value ->> 'last' AS last FROM json_each(?)) AS wanted
       CROSS JOIN entries ON entries.license = wanted.license AND entries.idx >= wanted.first AND entries.idx <= wanted.last
       ORDER BY entries.license, entries.idx LIMIT ?`,
    )
    .bind(JSON.stringify(ranges), limit)
    .all<Omit<LogRow, 'agrees'> & { agrees: number }>();
  return results.map((row) => ({ ...row, agrees: row.agrees === 1 }));
}

/**
 * Licenses, after the given one, that D1's log has rows of, each with the object that its partner lives in; null: the
 * catalogue does not know it. One seek a license, however many rows it has.
 */
export async function loggedLicenses(
  db: D1Database,
  after: string,
  limit: number,
): Promise<{ license: string; object: string | null }[]> {
  const { results } = await db
    .prepare(
      `WITH RECURSIVE logged (license) AS (
         SELECT min(license) FROM entries WHERE license > ?1
         UNION ALL SELECT (SELECT min(license) FROM entries WHERE license > logged.license) FROM logged
           WHERE logged.license IS NOT NULL LIMIT ?2)
       SELECT logged.license,
         CASE logged.license WHEN '${OPERATORS_LOG}' THEN '${OPERATORS_OBJECT}' ELSE partners.ledger END AS object FROM logged
       LEFT JOIN licenses ON licenses.id = logged.license LEFT JOIN partners ON partners.id = licenses.partner
       WHERE logged.license IS NOT NULL ORDER BY logged.license`,
    )
    .bind(after, limit)
    .all<{ license: string; object: string | null }>();
  return results;
}

/** Rows of trees beside the places that their leaves have: before the first, from `size` on, and between. */
export async function strayRows(
  db: D1Database,
  trees: { license: string; size: number }[],
  limit: number,
): Promise<{ license: string; idx: number }[]> {
  if (trees.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT entries.license, entries.idx
       FROM (SELECT value ->> 'license' AS license, value ->> 'size' AS size FROM json_each(?)) AS tree
       CROSS JOIN entries ON entries.license = tree.license
         AND (entries.idx < 0 OR entries.idx >= tree.size OR entries.idx <> CAST(entries.idx AS INTEGER)) LIMIT ?`,
    )
    .bind(JSON.stringify(trees), limit)
    .all<{ license: string; idx: number }>();
  return results;
}

/** Keeps faults as open findings. One that was open before stays open since then, also when no more of them are taken. */
export function raiseStatement(
  db: D1Database,
  { faults, object, now }: { faults: Fault[]; object: string; now: string },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO findings (license, idx, kind, object, detail, message, since, seen)
       SELECT value ->> 'license', coalesce(value ->> 'index', -1), value ->> 'kind', ?1, value ->> 'detail', value ->> 'message', ?2, ?2
       FROM json_each(?3) WHERE (SELECT count(*) FROM findings WHERE settled IS NULL) < ${FINDINGS_OPEN_MAX}
         OR (value ->> 'license', coalesce(value ->> 'index', -1), value ->> 'kind') IN (SELECT license, idx, kind FROM findings)
       ON CONFLICT (license, idx, kind) DO UPDATE SET object = excluded.object, detail = excluded.detail, message = excluded.message, seen = excluded.seen,
         since = CASE WHEN settled IS NULL THEN since ELSE excluded.since END, settled = NULL`,
    )
    .bind(
      object,
      now,
      JSON.stringify(faults.map(({ detail, ...fault }) => ({ ...fault, ...toStored(detail) }))),
    );
}

/** Settles what was found before and not seen again since. */
export async function settleUnseen(
  db: D1Database,
  { object, sinceMs, nowMs }: { object: string; sinceMs: number; nowMs: number },
): Promise<void> {
  await db
    .prepare('UPDATE findings SET settled = ?1 WHERE settled IS NULL AND object = ?2 AND seen < ?3')
    .bind(new Date(nowMs).toISOString(), object, new Date(sinceMs).toISOString())
    .run();
}

type StoredFinding = Omit<Finding<FaultKind>, 'message'> & { message: string | null };

/** The newest open findings, and how many there are. */
export async function openFindings(
  db: D1Database,
  limit: number,
): Promise<{ findings: Finding<FaultKind>[]; count: number }> {
  const [rows, counted] = await db.batch([
    db
      .prepare(
        `SELECT kind, object, license, nullif(idx, -1) AS "index", since, detail, message FROM findings
         WHERE settled IS NULL ORDER BY since DESC, license, idx, kind LIMIT ?`,
      )
      .bind(limit),
    db.prepare('SELECT count(*) AS count FROM findings WHERE settled IS NULL'),
  ]);
  return {
    findings: ((rows?.results ?? []) as StoredFinding[]).map(({ message, ...one }) => ({
      ...one,
      ...storedMember(message),
    })),
    count: (counted?.results[0] as { count: number } | undefined)?.count ?? 0,
  };
}

/** Kept checkpoints of an origin whose size, as text, lies after `after` and not after `last` (null: to the end). */
export async function keptBetween(
  db: D1Database,
  origin: string,
  { after, last }: { after: string; last: string | null },
): Promise<{ size: number; note: string }[]> {
  const { results } = await db
    .prepare(
      `SELECT size, note FROM checkpoints WHERE origin = ?1 AND CAST(size AS TEXT) > ?2
       AND (?3 IS NULL OR CAST(size AS TEXT) <= ?3) ORDER BY size LIMIT ${CHECK_KEPT_MAX * 2}`,
    )
    .bind(origin, after, last)
    .all<{ size: number; note: string }>();
  return results;
}

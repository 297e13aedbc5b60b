/** SQL of the self-check in D1: reads the log back, and stores findings. */
import type { Finding } from '../findings.ts';
import { CHECK_CHECKPOINTS_MAX, FINDINGS_OPEN_MAX } from '../limits.ts';
import { storedMember, toStored } from '../stored-message.ts';
import type { Fault, FaultKind } from './types.ts';

/**
 * Stores faults as open findings. A finding that is already open retains its start, also beyond the limit.
 */
export function raiseStatement(
  db: D1Database,
  { faults, object, now }: { faults: Fault[]; object: string; now: string },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO findings (license, idx, kind, object, detail, message, since, seen)
       SELECT value ->> 'license', coalesce(value ->> 'index', -1), value ->> 'kind', ?1, value ->> 'detail',
         value ->> 'message', ?2, ?2
       FROM json_each(?3) WHERE (SELECT count(*) FROM findings WHERE settled IS NULL) < ${FINDINGS_OPEN_MAX}
         OR (value ->> 'license', coalesce(value ->> 'index', -1), value ->> 'kind', ?1)
           IN (SELECT license, idx, kind, object FROM findings)
       ON CONFLICT (license, idx, kind, object) DO UPDATE SET detail = excluded.detail,
         message = excluded.message, seen = excluded.seen,
         since = CASE WHEN settled IS NULL THEN since ELSE excluded.since END, settled = NULL`,
    )
    .bind(
      object,
      now,
      JSON.stringify(faults.map(({ detail, ...fault }) => ({ ...fault, ...toStored(detail) }))),
    );
}

/** Settles earlier findings that were not found again. */
export async function settleUnseen(
  db: D1Database,
  { object, sinceMs, nowMs }: { object: string; sinceMs: number; nowMs: number },
): Promise<void> {
  await db
    .prepare('UPDATE findings SET settled = ?1 WHERE settled IS NULL AND object = ?2 AND seen < ?3')
    .bind(new Date(nowMs).toISOString(), object, new Date(sinceMs).toISOString())
    .run();
}

/**
 * Lets open findings about the index count as found again in the walk that began then. False: there are none.
 */
export async function keepIndexFindings(db: D1Database, object: string, walkMs: number): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE findings SET seen = max(seen, ?1) WHERE settled IS NULL AND object = ?2
         AND kind IN ('places_changed', 'sums_changed')`,
    )
    .bind(new Date(walkMs).toISOString(), object)
    .run();
  return meta.changes > 0;
}

type StoredFinding = Omit<Finding<FaultKind>, 'message'> & { message: string | null };

/** Newest open findings, and their total number. */
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
    findings: ((rows?.results ?? []) as StoredFinding[]).map(({ message, ...finding }) => ({
      ...finding,
      ...storedMember(message),
    })),
    count: (counted?.results[0] as { count: number } | undefined)?.count ?? 0,
  };
}

/** Stored checkpoints of an origin with sizes, as text, after `after` up to `last` (null: all). */
export async function checkpointsBetween(
  db: D1Database,
  origin: string,
  { after, last }: { after: string; last: string | null },
): Promise<{ size: number; note: string }[]> {
  const { results } = await db
    .prepare(
      `SELECT size, note FROM checkpoints WHERE origin = ?1 AND CAST(size AS TEXT) > ?2
       AND (?3 IS NULL OR CAST(size AS TEXT) <= ?3) ORDER BY size LIMIT ${CHECK_CHECKPOINTS_MAX * 2}`,
    )
    .bind(origin, after, last)
    .all<{ size: number; note: string }>();
  return results;
}

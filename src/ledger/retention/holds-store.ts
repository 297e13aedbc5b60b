/** SQL of legal holds on the D1 side. */
import type { Hold } from '../types.ts';

interface HoldColumns {
  id: string;
  version: number;
  kind: Hold['kind'];
  target: string;
  reason: string;
  operator: string;
  since: string;
  released_at: string | null;
  released_by: string | null;
  released_reason: string | null;
}

const COLUMNS =
  'id, version, kind, target, reason, operator, since, released_at, released_by, released_reason';

const holdOf = ({ released_at: at, released_by: by, released_reason: why, ...hold }: HoldColumns): Hold => ({
  ...hold,
  ...(at !== null && { released: { at, operator: by ?? '', reason: why ?? '' } }),
});

/**
 * Writes holds over older versions. A released hold is never reopened, so late messages from the desk or a
 * shard have no effect.
 */
export function putHolds(db: D1Database, holds: Hold[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO legal_holds (${COLUMNS})
       SELECT value ->> 'id', value ->> 'version', value ->> 'kind', value ->> 'target', value ->> 'reason',
         value ->> 'operator',
         value ->> 'since', value ->> '$.released.at', value ->> '$.released.operator', value ->> '$.released.reason'
       FROM json_each(?) WHERE true
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, released_at = excluded.released_at,
         released_by = excluded.released_by, released_reason = excluded.released_reason
         WHERE excluded.version > version`,
    )
    .bind(JSON.stringify(holds));
}

/** Releases an active hold, or fails the batch (see platform/failure.ts `unlessChanged`). */
export function releaseHold(db: D1Database, { id, version, released }: Hold): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE legal_holds SET version = CASE WHEN version = ?2 - 1 THEN ?2 END, released_at = ?3, released_by = ?4,
         released_reason = ?5 WHERE id = ?1`,
    )
    .bind(id, version, released?.at ?? null, released?.operator ?? null, released?.reason ?? null);
}

export async function findHold(db: D1Database, id: string): Promise<Hold | null> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM legal_holds WHERE id = ?`)
    .bind(id)
    .first<HoldColumns>();
  return row && holdOf(row);
}

/** All active holds; there are few. */
export async function openHolds(db: D1Database): Promise<Hold[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM legal_holds WHERE released_at IS NULL ORDER BY id`)
    .all<HoldColumns>();
  return results.map(holdOf);
}

export interface HoldFilter {
  /** Only active, or only released ones. */
  open?: boolean;
  target?: string;
  /** Last id of the previous page. */
  after: string;
  limit: number;
}

/** Sorted by id: oldest first. */
export async function listHolds(db: D1Database, { open, target, after, limit }: HoldFilter): Promise<Hold[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM legal_holds WHERE id > ?1 AND (?2 IS NULL OR (released_at IS NULL) = ?2)
       AND (?3 IS NULL OR target = ?3) ORDER BY id LIMIT ?4`,
    )
    .bind(after, open === undefined ? null : Number(open), target ?? null, limit)
    .all<HoldColumns>();
  return results.map(holdOf);
}

/** Licenses under a hold, their own or their partner's, for statements that delete. */
export const HELD_LICENSES = `SELECT target FROM legal_holds WHERE released_at IS NULL AND kind = 'license'
  UNION SELECT licenses.id FROM legal_holds JOIN licenses ON licenses.partner = legal_holds.target
    WHERE released_at IS NULL AND kind = 'partner'`;

/** SQL of webhooks in the catalogue. */
import type { DisabledReason } from '../../ledger/events/types.ts';
import type { WebhookStatus } from './types.ts';

export interface WebhookRow {
  id: string;
  license: string;
  url: string;
  types: string[] | null;
  description: string | null;
  status: WebhookStatus;
  /** Why it is disabled; null if it is not. */
  reason: DisabledReason | null;
  version: number;
  /** ISO 8601 UTC. */
  created: string;
  changed: string;
}

type StoredRow = Omit<WebhookRow, 'types'> & { types: string | null };

const toRow = ({ types, ...row }: StoredRow): WebhookRow => ({
  ...row,
  types: types === null ? null : (JSON.parse(types) as string[]),
});

const storedTypes = ({ types }: Pick<WebhookRow, 'types'>) => types && JSON.stringify(types);

/** A batch with it fails if the license has `max` endpoints already: `version` would be null. */
export function insertWebhook(db: D1Database, row: WebhookRow, max: number): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO webhooks (id, license, url, types, description, status, version, created, changed)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6,
         CASE WHEN (SELECT count(*) FROM webhooks WHERE license = ?2) < ?7 THEN ?8 END, ?9, ?9)`,
    )
    .bind(
      row.id,
      row.license,
      row.url,
      storedTypes(row),
      row.description,
      row.status,
      max,
      row.version,
      row.created,
    );
}

/**
 * Versions are instants, so that a change after a restore of the database is newer than those that it lost,
 * and the shard has taken over.
 */
export const nextVersion = ({ version }: WebhookRow, nowMs: number): number => Math.max(version + 1, nowMs);

/** See `unlessChanged`: a batch with these fails if somebody else has changed the row, or deleted it. */
export function updateWebhook(db: D1Database, row: WebhookRow, next: WebhookRow): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO webhooks (id, license, url, types, description, status, reason, version, created, changed)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7,
         CASE WHEN (SELECT version FROM webhooks WHERE id = ?1) = ?8 THEN ?9 END, ?10, ?11
       WHERE true ON CONFLICT (id) DO UPDATE SET url = excluded.url, types = excluded.types,
         description = excluded.description, status = excluded.status, reason = excluded.reason,
         version = excluded.version, changed = excluded.changed`,
    )
    .bind(
      next.id,
      next.license,
      next.url,
      storedTypes(next),
      next.description,
      next.status,
      next.reason,
      row.version,
      next.version,
      next.created,
      next.changed,
    );
}

export function deleteWebhook(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare('DELETE FROM webhooks WHERE id = ?').bind(id);
}

export async function findWebhook(db: D1Database, id: string): Promise<WebhookRow | null> {
  const row = await db.prepare('SELECT * FROM webhooks WHERE id = ?').bind(id).first<StoredRow>();
  return row && toRow(row);
}

/** Oldest first, after the id `after`. `license` undefined: of all. */
export async function listWebhooks(
  db: D1Database,
  {
    license,
    status,
    after,
    limit,
  }: { license: string | undefined; status: string | undefined; after: string; limit: number },
): Promise<WebhookRow[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM webhooks WHERE ${license === undefined ? '?1 IS NULL' : 'license = ?1'}
         AND (?2 IS NULL OR status = ?2) AND id > ?3 ORDER BY id LIMIT ?4`,
    )
    .bind(license ?? null, status ?? null, after, limit)
    .all<StoredRow>();
  return results.map(toRow);
}

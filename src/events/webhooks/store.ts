/** SQL of webhooks in the catalogue. */
import { WEBHOOKS_LISTED_MAX } from './limits.ts';
import type { WebhookSettings, WebhookStatus } from './types.ts';

export interface WebhookRow {
  id: string;
  license: string;
  url: string;
  types: string[] | null;
  description: string | null;
  status: WebhookStatus;
  /** Why the gateway has disabled it; null if it has not. */
  reason: string | null;
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
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN (SELECT count(*) FROM webhooks WHERE license = ?2) < ?7 THEN ?8 END, ?9, ?9)`,
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

/** See `unlessChanged`: a batch with it fails if somebody else has changed the row. */
export function updateWebhook(db: D1Database, row: WebhookRow): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE webhooks SET version = CASE WHEN version = ? THEN ? END, url = ?, types = ?, description = ?,
         status = ?, reason = ?, changed = ? WHERE id = ?`,
    )
    .bind(
      row.version - 1,
      row.version,
      row.url,
      storedTypes(row),
      row.description,
      row.status,
      row.reason,
      row.changed,
      row.id,
    );
}

export function deleteWebhook(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare('DELETE FROM webhooks WHERE id = ?').bind(id);
}

export async function findWebhook(db: D1Database, id: string): Promise<WebhookRow | null> {
  const row = await db.prepare('SELECT * FROM webhooks WHERE id = ?').bind(id).first<StoredRow>();
  return row && toRow(row);
}

/** Oldest first. `license` undefined: of all. */
export async function listWebhooks(
  db: D1Database,
  { license, status }: { license: string | undefined; status: string | undefined },
): Promise<WebhookRow[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM webhooks WHERE (?1 IS NULL OR license = ?1) AND (?2 IS NULL OR status = ?2) ORDER BY id LIMIT ?3`,
    )
    .bind(license ?? null, status ?? null, WEBHOOKS_LISTED_MAX)
    .all<StoredRow>();
  return results.map(toRow);
}

export async function readWebhookSettings(db: D1Database, id: string): Promise<WebhookSettings | null> {
  const row = await db
    .prepare('SELECT url, types, status FROM webhooks WHERE id = ?')
    .bind(id)
    .first<Pick<StoredRow, 'url' | 'types' | 'status'>>();
  return row && { ...row, types: row.types === null ? null : (JSON.parse(row.types) as string[]) };
}

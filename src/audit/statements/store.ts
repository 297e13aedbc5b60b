/** Storage of statements: rows in D1, texts in R2 by digest; and queries of the log for a statement. */
import { createHash } from 'node:crypto';
import type { LogStore } from '../../ledger/blocks/files.ts';
import { whereOf } from '../../platform/conditions.ts';
import { namesOfOverlapping, type Period } from '../reports/period.ts';
import { searchLog } from '../search/search.ts';
import type { StatementHead } from './schemas.ts';

export type StatementRow = Omit<StatementHead, 'href'> & { operator: string };

const COLUMNS =
  'id, license, partner, period, closed, operator, size, units, billed, overage, shortfall, adjusted, sha256';

const keyOf = (sha256: string): string => `statements/${sha256}.json`;

/** Idempotent: the key is the digest of the text. */
export async function putText(
  bucket: R2Bucket,
  { text, sha256 }: { text: string; sha256: string },
): Promise<void> {
  await bucket.put(keyOf(sha256), text, { httpMetadata: { contentType: 'application/json' } });
}

/** Throws if the text is missing or differs from the digest in D1. */
export async function textOf(bucket: R2Bucket, { id, sha256 }: StatementRow): Promise<string> {
  const stored = await bucket.get(keyOf(sha256));
  if (!stored) throw new Error(`the text of statement ${id} is not in R2`);
  const text = await stored.text();
  if (createHash('sha256').update(text).digest('hex') !== sha256)
    throw new Error(`the text of statement ${id} in R2 is not the one that was closed`);
  return text;
}

/** Binds the license, and the names of the periods as JSON. */
const OVERLAPPING = 'statements WHERE license = ? AND period IN (SELECT value FROM json_each(?))';

/** A statement of the license with days of the period. */
export async function overlappingStatement(
  db: D1Database,
  license: string,
  period: Period,
): Promise<StatementRow | null> {
  return db
    .prepare(`SELECT ${COLUMNS} FROM ${OVERLAPPING} ORDER BY period LIMIT 1`)
    .bind(license, JSON.stringify(namesOfOverlapping(period)))
    .first<StatementRow>();
}

/** Fails if a statement has days of the period: the id would be null. */
export function insertStatement(db: D1Database, row: StatementRow, period: Period): D1PreparedStatement {
  const { id, license, partner, closed, operator, size, sha256 } = row;
  const { units, billed, overage, shortfall, adjusted } = row;
  const figures = [units, billed, overage, shortfall, adjusted];
  return db
    .prepare(
      `INSERT INTO statements (${COLUMNS})
       SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM ${OVERLAPPING}) THEN ? END, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?`,
    )
    .bind(
      ...[license, JSON.stringify(namesOfOverlapping(period))],
      ...[id, license, partner, period.name, closed, operator, size, ...figures, sha256],
    );
}

export async function findStatement(db: D1Database, id: string): Promise<StatementRow | null> {
  return db.prepare(`SELECT ${COLUMNS} FROM statements WHERE id = ?`).bind(id).first<StatementRow>();
}

export async function statementOf(
  db: D1Database,
  license: string,
  period: string,
): Promise<StatementRow | null> {
  return db
    .prepare(`SELECT ${COLUMNS} FROM statements WHERE license = ? AND period = ?`)
    .bind(license, period)
    .first<StatementRow>();
}

export interface StatementFilter {
  period?: string;
  license?: string;
  partner?: string;
  /** Id of the last statement of the previous page. */
  before?: string;
  limit: number;
}

/** Newest first, since ids are sorted by time. */
export async function listStatements(
  db: D1Database,
  { period, license, partner, before, limit }: StatementFilter,
): Promise<StatementRow[]> {
  const { where, values } = whereOf([
    { sql: 'period = ?', values: [period] },
    { sql: 'license = ?', values: [license] },
    { sql: 'partner = ?', values: [partner] },
    { sql: 'id < ?', values: [before] },
  ]);
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM statements ${where} ORDER BY id DESC LIMIT ?`)
    .bind(...values, limit)
    .all<StatementRow>();
  return results;
}

/** Bodies of the entries that correct a statement, in order. */
export async function adjustmentsOf(
  db: D1Database,
  { license, id }: Pick<StatementRow, 'license' | 'id'>,
): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT body FROM notes WHERE kind = 'adjustment' AND license = ? AND body ->> 'statement' = ? ORDER BY at, idx`,
    )
    .bind(license, id)
    .all<{ body: string }>();
  return results.map(({ body }) => body);
}

/** Number of entries in a license's log before an instant (ISO 8601 UTC). */
export async function entriesBefore(store: LogStore, license: string, to: string): Promise<number> {
  const [last] = await searchLog(store, { filter: { license, to }, order: 'desc', limit: 1 });
  return last ? last.idx + 1 : 0;
}

/** Whether the license's partner is being migrated to another shard. */
export async function isMoving(db: D1Database, partner: string): Promise<boolean> {
  const move = await db
    .prepare('SELECT 1 FROM partner_moves WHERE partner = ? AND ended IS NULL')
    .bind(partner)
    .first();
  return move !== null;
}

/** A statement with names for a bill. */
export interface NamedStatement extends Omit<StatementRow, 'operator' | 'size'> {
  partnerName: string;
  reference: string | null;
  /** Units of later corrections. */
  since: number;
}

export interface StatementsQuery extends Omit<StatementFilter, 'before'> {
  /** Id of the previous statement; '' for the first. */
  after: string;
}

/** Oldest first. */
export async function namedStatements(
  db: D1Database,
  { license, partner, period, after, limit }: StatementsQuery,
): Promise<NamedStatement[]> {
  const { where, values } = whereOf([
    { sql: 'statements.id > ?', values: [after] },
    { sql: 'statements.license = ?', values: [license] },
    { sql: 'statements.partner = ?', values: [partner] },
    { sql: 'statements.period = ?', values: [period] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT statements.id, statements.license, statements.partner, partners.name AS partnerName,
         licenses.terms ->> '$.consent.reference' AS reference,
         period, closed, units, overage, shortfall, adjusted, billed, sha256,
         (SELECT coalesce(sum(body ->> 'units'), 0) FROM notes
          WHERE kind = 'adjustment' AND notes.license = statements.license
            AND body ->> 'statement' = statements.id) AS since
       FROM statements CROSS JOIN licenses ON licenses.id = statements.license
         CROSS JOIN partners ON partners.id = statements.partner ${where} ORDER BY statements.id LIMIT ?`,
    )
    .bind(...values, limit)
    .all<NamedStatement>();
  return results;
}

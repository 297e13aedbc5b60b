/** SQL of operators. Their secrets are in key_secrets, like those of API keys. */
import type { OperatorState, Role } from '../../ledger/types.ts';
import { type Condition, searchConditions, sortedBy, whereOf } from '../../platform/conditions.ts';
import { countRows, type PageRequest } from '../../platform/paging.ts';

export interface OperatorRow extends OperatorState {
  name: string;
  hint: string | null;
  expires: string | null;
  generation: number;
  /** JSON of issuer and subject at the identity provider. Null for an operator with a key of this gateway. */
  identity: string | null;
  created: string;
  updated: string;
}

const COLUMNS = 'id, name, role, status, hint, expires, generation, identity, version, created, updated';

export async function findOperatorRow(db: D1Database, id: string): Promise<OperatorRow | null> {
  return db.prepare(`SELECT ${COLUMNS} FROM operators WHERE id = ?`).bind(id).first<OperatorRow>();
}

/** Role that the newest token of an operator gave. */
export interface GivenRole {
  /** When the provider issued the token. Milliseconds, UTC. */
  issuedMs: number;
  /** Null if the token gave no role. */
  role: Role | null;
}

/** Null if no token was shown. */
export async function findGivenRole(db: D1Database, id: string): Promise<GivenRole | null> {
  const row = await db
    .prepare('SELECT token_issued_ms, token_role FROM operators WHERE id = ? AND token_issued_ms IS NOT NULL')
    .bind(id)
    .first<{ token_issued_ms: number; token_role: Role | '' }>();
  return row && { issuedMs: row.token_issued_ms, role: row.token_role || null };
}

/** Stores the role, unless a newer token has been noted. */
export function storeGivenRole(
  db: D1Database,
  id: string,
  { issuedMs, role }: GivenRole,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE operators SET token_issued_ms = ?2, token_role = ?3 WHERE id = ?1 AND coalesce(token_issued_ms, 0) <= ?2`,
    )
    .bind(id, issuedMs, role ?? '');
}

const SEARCHED = `name || ' ' || coalesce(identity, '')`;

interface OperatorFilter {
  role?: Role | undefined;
}

type Filter = OperatorFilter & Pick<PageRequest, 'q'>;

const conditionsOf = ({ q, role }: Filter): Condition[] => [
  { sql: 'role = ?', values: [role] },
  ...searchConditions('operators', SEARCHED, q),
];

export async function listOperators(
  db: D1Database,
  { sort, after, limit, ...filter }: PageRequest & OperatorFilter,
): Promise<OperatorRow[]> {
  const columns = { name: 'name COLLATE NOCASE' };
  const { conditions, order } = sortedBy({ table: 'operators', columns, sort, after });
  const { where, values } = whereOf([...conditions, ...conditionsOf(filter)]);
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM operators ${where} ${order} LIMIT ?`)
    .bind(...values, limit)
    .all<OperatorRow>();
  return results;
}

export const countOperators = (db: D1Database, filter: Filter): Promise<number> =>
  countRows(db, 'operators', conditionsOf(filter));

export async function hasOtherOwner(db: D1Database, id: string): Promise<boolean> {
  const row = await db.prepare(`SELECT ${OTHER_OWNER} AS there`).bind(id).first<{ there: number }>();
  return row?.there === 1;
}

/** An owner whose key has expired does not count, because it could not create another owner. */
const OTHER_OWNER = `EXISTS (SELECT 1 FROM operators WHERE role = 'owner' AND status = 'active' AND id <> ?1
  AND (expires IS NULL OR unixepoch(expires) > unixepoch('now')))`;

export function insertOperator(db: D1Database, row: OperatorRow): D1PreparedStatement {
  const { id, name, role, status, hint, expires, generation, identity, version, created, updated } = row;
  return db
    .prepare(`INSERT INTO operators (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .bind(id, name, role, status, hint, expires, generation, identity, version, created, updated);
}

/**
 * Writes `row` over its previous version, or fails the batch (see platform/failure.ts `unlessChanged`). It
 * also fails if no owner would remain, even under concurrent changes. `evenTheLast` permits that, for changes
 * that the identity provider dictates.
 */
export function updateOperator(
  db: D1Database,
  row: OperatorRow,
  { evenTheLast = false } = {},
): D1PreparedStatement {
  const { id, name, role, status, hint, expires, generation, version, updated } = row;
  const isPermitted = evenTheLast || (role === 'owner' && status === 'active');
  return db
    .prepare(
      `UPDATE operators SET version = CASE WHEN version = ?2 AND (?3 OR role <> 'owner' OR status <> 'active' OR ${OTHER_OWNER}) THEN ?4 END,
         name = ?5, role = ?6, status = ?7, hint = ?8, expires = ?9, generation = ?10, updated = ?11 WHERE id = ?1`,
    )
    .bind(
      id,
      version - 1,
      Number(isPermitted),
      version,
      name,
      role,
      status,
      hint,
      expires,
      generation,
      updated,
    );
}

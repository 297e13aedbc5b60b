/** A partner's rows, read out where it leaves and written where it goes; and who is on the move. */
import { NotYet } from '../bugs.ts';
import { rootOf } from '../merkle.ts';
import {
  type Inventory,
  type Luggage,
  MOVED_TABLES,
  type Move,
  type MovedRow,
  type MovedTable,
  type MoveState,
} from '../move/types.ts';
import type { Fence } from '../types.ts';
import { newestSeq } from './archived.ts';
import { leaveToNextWalk, sizesOf } from './check.ts';
import { NEXT_SEQ, readHead } from './log.ts';
import { raiseMeta, readMeta, setMeta } from './meta.ts';
import { firstRow } from './row.ts';
import { spend, spentOf } from './spent.ts';
import {
  raiseFence,
  readKey,
  readLicense,
  readPartner,
  writeKey,
  writeLicense,
  writePartner,
} from './told.ts';

interface MoveRow {
  partner: string;
  target: string;
  state: MoveState;
  began_ms: number;
  [column: string]: SqlStorageValue;
}

const moveOf = ({ partner, target, state, began_ms }: MoveRow): Move => ({
  partner,
  target,
  state,
  beganMs: began_ms,
});

export function readMove(sql: SqlStorage, partner: string): Move | null {
  const row = firstRow(
    sql.exec<MoveRow>('SELECT partner, target, state, began_ms FROM moves WHERE partner = ?', partner),
  );
  return row && moveOf(row);
}

export function allMoves(sql: SqlStorage): Move[] {
  return sql.exec<MoveRow>('SELECT partner, target, state, began_ms FROM moves').toArray().map(moveOf);
}

export function writeMove(sql: SqlStorage, { partner, target, state, beganMs }: Move): void {
  sql.exec(
    `INSERT INTO moves (partner, target, state, began_ms, place) VALUES (?, ?, ?, ?, NULL)
     ON CONFLICT (partner) DO UPDATE SET target = excluded.target, state = excluded.state, began_ms = excluded.began_ms`,
    partner,
    target,
    state,
    beganMs,
  );
}

export function dropMove(sql: SqlStorage, partner: string): void {
  sql.exec('DELETE FROM moves WHERE partner = ?', partner);
}

/** Where copying is: a table, and the key of the last row that has arrived. */
export interface MovePlace {
  table: MovedTable;
  after: MovedRow;
}

export function readPlace(sql: SqlStorage, partner: string): MovePlace | null {
  const row = firstRow(
    sql.exec<{ place: string | null }>('SELECT place FROM moves WHERE partner = ?', partner),
  );
  return row?.place ? (JSON.parse(row.place) as MovePlace) : null;
}

export function writePlace(sql: SqlStorage, partner: string, place: MovePlace): void {
  sql.exec('UPDATE moves SET place = ? WHERE partner = ?', JSON.stringify(place), partner);
}

export function licensesOf(sql: SqlStorage, partner: string): string[] {
  return sql
    .exec<{ id: string }>(`SELECT id FROM licenses WHERE state ->> 'partner' = ? ORDER BY id`, partner)
    .toArray()
    .map(({ id }) => id);
}

/** The columns by which a table is read in order. */
export const KEYS = {
  entries: ['license', 'idx'],
  archived: ['license', 'idx'],
  units: ['license', 'term_ms', 'item', 'component', 'title'],
  grants: ['key'],
  usage: ['license', 'period'],
  trees: ['license'],
  published: ['license'],
  checkpoints: ['tree'],
} as const satisfies Record<MovedTable, readonly string[]>;

/** Rows of the licenses in key order, after `after` (empty: from the first), read one by one. */
export function* rowsOf(
  sql: SqlStorage,
  table: MovedTable,
  licenses: string[],
  { after, sinceMs, limit }: { after: MovedRow; sinceMs?: number; limit: number },
): Iterable<{ row: MovedRow; key: MovedRow }> {
  const keys: readonly string[] = KEYS[table];
  const columns: readonly string[] = MOVED_TABLES[table];
  const where = [
    `${columns[0]} IN (SELECT value FROM json_each(?))`,
    ...(after.length > 0 ? [`(${keys.join(', ')}) > (${keys.map(() => '?').join(', ')})`] : []),
    ...(sinceMs === undefined ? [] : ['at_ms >= ?']),
  ];
  const cursor = sql.exec(
    `SELECT ${columns.join(', ')} FROM ${table} WHERE ${where.join(' AND ')} ORDER BY ${keys.join(', ')} LIMIT ?`,
    JSON.stringify(licenses),
    ...after,
    ...(sinceMs === undefined ? [] : [sinceMs]),
    limit,
  );
  for (const record of cursor) {
    const value = (column: string) => record[column] as MovedRow[number];
    yield { row: columns.map(value), key: keys.map(value) };
  }
}

/** Rows that change: they are copied while nothing is written for the partner, and as a whole. */
export const TOTALS: readonly MovedTable[] = ['trees', 'usage', 'published', 'checkpoints'];

/**
 * The same rows may come again: what is there stays, and totals are those of the last time. Throws, of a tree that is smaller than the log
 * that is there: that has gone on here meanwhile.
 */
export function takeRows(sql: SqlStorage, table: MovedTable, rows: MovedRow[]): void {
  if (table === 'trees') assertNoneIsShorter(sql, rows);
  const columns: readonly string[] = MOVED_TABLES[table];
  const verb = TOTALS.includes(table) ? 'INSERT OR REPLACE' : 'INSERT OR IGNORE';
  const values = columns.map(() => '?').join(', ');
  const statement =
    table === 'entries'
      ? `${verb} INTO entries (seq, ${columns.join(', ')}) VALUES (${NEXT_SEQ}, ${values})`
      : `${verb} INTO ${table} (${columns.join(', ')}) VALUES (${values})`;
  for (const row of rows) sql.exec(statement, ...row);
}

function assertNoneIsShorter(sql: SqlStorage, trees: MovedRow[]): void {
  for (const [license, size] of trees) {
    const { counted } = sizesOf(sql, String(license));
    if (counted > Number(size)) throw new NotYet(`the log of ${license} has gone on here`);
  }
}

export function packLuggage(sql: SqlStorage, partner: string, licenses: string[]): Luggage {
  const standing = readPartner(sql, partner);
  if (!standing) throw new Error(`the ledger knows no partner ${partner}`);
  const keys = sql
    .exec<{ id: string }>(
      'SELECT id FROM keys WHERE license IN (SELECT value FROM json_each(?))',
      JSON.stringify(licenses),
    )
    .toArray();
  return {
    partner: { id: partner, status: standing.status as 'active' | 'suspended', version: standing.version },
    licenses: licenses.flatMap((id) => readLicense(sql, id) ?? []),
    keys: keys.flatMap(({ id }) => readKey(sql, id) ?? []),
    fences: sql
      .exec<{ item: string; seq: number; killed: number }>('SELECT item, seq, killed FROM fences')
      .toArray()
      .map(({ item, seq, killed }): Fence => ({ item, seq, killed: killed === 1 })),
    spent: spentOf(sql, licenses),
    epoch: readMeta(sql, 'epoch'),
    lastAtMs: readMeta(sql, 'last_at_ms'),
  };
}

export function unpackLuggage(sql: SqlStorage, luggage: Luggage, nowMs: number): void {
  const { id, status, version } = luggage.partner;
  for (const license of luggage.licenses) writeLicense(sql, license);
  for (const key of luggage.keys) writeKey(sql, key);
  for (const fence of luggage.fences) raiseFence(sql, fence, nowMs);
  for (const one of luggage.spent) spend(sql, one);
  raiseMeta(sql, 'epoch', luggage.epoch);
  // A date that the other object's clock made up does not become this one's.
  raiseMeta(sql, 'last_at_ms', Math.min(luggage.lastAtMs, nowMs));
  writePartner(sql, id, { status, version });
}

export function inventoryOf(sql: SqlStorage, licenses: string[]): Inventory {
  const total = (expression: string, table: string) =>
    sql
      .exec<{ total: number }>(
        `SELECT coalesce(${expression}, 0) AS total FROM ${table} WHERE license IN (SELECT value FROM json_each(?))`,
        JSON.stringify(licenses),
      )
      .one().total;
  return {
    trees: licenses.map((license) => {
      const head = readHead(sql, license);
      return { license, size: head.size, root: Buffer.from(rootOf(head)).toString('hex') };
    }),
    units: total('count(*)', 'units'),
    grants: total('count(*)', 'grants'),
    used: total('sum(used)', 'usage'),
  };
}

/** The partner is not known here any more; its rows are swept later. */
export function forgetPartner(sql: SqlStorage, partner: string, licenses: string[]): void {
  const named = JSON.stringify(licenses);
  sql.exec('DELETE FROM keys WHERE license IN (SELECT value FROM json_each(?))', named);
  sql.exec('DELETE FROM partners WHERE id = ?', partner);
  for (const table of TOTALS)
    sql.exec(
      `DELETE FROM ${table} WHERE ${MOVED_TABLES[table][0]} IN (SELECT value FROM json_each(?))`,
      named,
    );
}

/**
 * Deletes a few rows of a partner that has left; false when none are left. The newest first: what is left of a log is its beginning, so that
 * what is drained again of it, or comes back with the partner, is in order still. The archive's hashes stay, with its files.
 */
export function sweep(sql: SqlStorage, licenses: string[], limit: number): boolean {
  const named = JSON.stringify(licenses);
  raiseMeta(sql, 'seq_floor', newestSeq(sql));
  for (const table of ['entries', 'units', 'grants'] as const) {
    const keys = KEYS[table].join(', ');
    const newestFirst = KEYS[table].map((key) => `${key} DESC`).join(', ');
    const { rowsWritten } = sql.exec(
      `DELETE FROM ${table} WHERE (${keys}) IN
         (SELECT ${keys} FROM ${table} WHERE license IN (SELECT value FROM json_each(?)) ORDER BY ${newestFirst} LIMIT ?)`,
      named,
      limit,
    );
    if (rowsWritten > 0) return true;
  }
  sql.exec('DELETE FROM licenses WHERE id IN (SELECT value FROM json_each(?))', named);
  return false;
}

/** Licenses whose rows are only partly here: of partners that arrive, or have left. */
export function isInTransit(sql: SqlStorage, license: string): boolean {
  return firstRow(sql.exec('SELECT 1 FROM in_transit WHERE license = ?', license)) !== null;
}

/** Licenses whose log is only partly here, or may by now have gone on in another object. */
export function logsElsewhere(sql: SqlStorage): Set<string> {
  const rows = sql.exec<{ license: string }>(
    `SELECT license FROM in_transit UNION
     SELECT licenses.id FROM moves CROSS JOIN licenses ON licenses.state ->> 'partner' = moves.partner
       WHERE moves.state = 'switching'`,
  );
  return new Set(rows.toArray().map(({ license }) => license));
}

export function setInTransit(sql: SqlStorage, licenses: Iterable<string>, partner: string): void {
  for (const license of licenses)
    sql.exec('INSERT OR REPLACE INTO in_transit (license, partner) VALUES (?, ?)', license, partner);
}

/** Whether rows come and go that are not this object's to archive. */
export function isAnyoneMoving(sql: SqlStorage): boolean {
  return (
    firstRow(
      sql.exec(
        `SELECT 1 FROM moves WHERE state <> 'moved' UNION ALL
         SELECT 1 FROM in_transit WHERE partner NOT IN (SELECT partner FROM moves WHERE state = 'moved') UNION ALL
         SELECT 1 FROM licenses WHERE state ->> 'partner' IN (SELECT partner FROM moves WHERE state = 'moved') LIMIT 1`,
      ),
    ) !== null
  );
}

/** The partner of a license that is, or was, here. */
export function partnerOf(sql: SqlStorage, license: string): string | null {
  return (
    readLicense(sql, license)?.partner ??
    firstRow(sql.exec<{ partner: string }>('SELECT partner FROM in_transit WHERE license = ?', license))
      ?.partner ??
    null
  );
}

export function endTransit(sql: SqlStorage, partner: string): void {
  const there = sql.exec<{ license: string }>(
    'DELETE FROM in_transit WHERE partner = ? RETURNING license',
    partner,
  );
  setMeta(sql, 'in_order_to', 0);
  leaveToNextWalk(
    sql,
    there.toArray().map(({ license }) => license),
  );
}

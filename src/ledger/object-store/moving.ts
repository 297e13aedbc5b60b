/** SQL of partner migrations on the object's side: which partners move, and the rows of their snapshot. */
import {
  MOVED_TABLES,
  type Move,
  type MovedRow,
  type MovedTable,
  type PartnerSnapshot,
} from '../move/types.ts';
import type { Change } from '../types.ts';
import { allKeys, readLicense, readPartner } from './catalogue-state.ts';
import { readMeta } from './meta.ts';
import { usedOf } from './replay-guard.ts';
import { firstRow } from './row.ts';
import { readWalkPosition, writeWalkPosition } from './walk-positions.ts';

type MoveRow = Move & Record<string, SqlStorageValue>;

const MOVES = 'SELECT partner, target, epoch, state, began_seq AS beganSeq FROM moves';

export function readMove(sql: SqlStorage, partner: string): Move | null {
  return firstRow(sql.exec<MoveRow>(`${MOVES} WHERE partner = ?`, partner));
}

export function allMoves(sql: SqlStorage): Move[] {
  return sql.exec<MoveRow>(MOVES).toArray();
}

/** Whether nothing may be written for the partner: its rows are being copied, or D1 switched. */
export const isFrozen = ({ state }: Move): boolean => state === 'frozen' || state === 'switching';

/** Records a move that begins, in place of an earlier one of the partner. */
export function beginMove(sql: SqlStorage, { partner, target, epoch, state, beganSeq }: Move): void {
  sql.exec(
    'INSERT OR REPLACE INTO moves (partner, target, epoch, state, began_seq) VALUES (?, ?, ?, ?, ?)',
    ...[partner, target, epoch, state, beganSeq],
  );
}

export function writeMove(sql: SqlStorage, { partner, epoch, state }: Move): void {
  sql.exec('UPDATE moves SET epoch = ?, state = ? WHERE partner = ?', epoch, state, partner);
}

/** Progress of a move: the last page of holdings that was copied; -1: none, and perhaps not all tiles. */
export interface MoveProgress {
  license: string;
  part: number;
}

export function readProgress(sql: SqlStorage, partner: string): MoveProgress | null {
  const row = firstRow(
    sql.exec<{ progress: string | null }>('SELECT progress FROM moves WHERE partner = ?', partner),
  );
  return row?.progress ? (JSON.parse(row.progress) as MoveProgress) : null;
}

export function writeProgress(sql: SqlStorage, partner: string, progress: MoveProgress): void {
  sql.exec('UPDATE moves SET progress = ? WHERE partner = ?', JSON.stringify(progress), partner);
}

export function licensesOf(sql: SqlStorage, partner: string): string[] {
  return sql
    .exec<{ id: string }>(`SELECT id FROM licenses WHERE state ->> 'partner' = ? ORDER BY id`, partner)
    .toArray()
    .map(({ id }) => id);
}

/** All rows of the licenses in one table. */
export function rowsOf(sql: SqlStorage, table: MovedTable, licenses: string[]): MovedRow[] {
  const columns: readonly string[] = MOVED_TABLES[table];
  const rows = sql.exec(
    `SELECT ${columns.join(', ')} FROM ${table} WHERE ${columns[0]} IN (SELECT value FROM json_each(?))`,
    JSON.stringify(licenses),
  );
  return rows.toArray().map((row) => columns.map((column) => row[column] as MovedRow[number]));
}

export function takeRows(sql: SqlStorage, table: MovedTable, rows: MovedRow[]): void {
  const columns: readonly string[] = MOVED_TABLES[table];
  const values = columns.map(() => '?').join(', ');
  for (const row of rows)
    sql.exec(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${values})`, ...row);
}

export function readSnapshot(
  sql: SqlStorage,
  { partner, licenses, lastAtMs }: { partner: string; licenses: string[]; lastAtMs: number },
): PartnerSnapshot {
  const row = readPartner(sql, partner);
  if (!row) throw new Error(`the ledger knows no partner ${partner}`);
  const { status, version } = row;
  const fences = sql
    .exec<{ item: string; seq: number; killed: number }>('SELECT item, seq, killed FROM fences')
    .toArray();
  return {
    licenses: licenses.flatMap((id) => readLicense(sql, id) ?? []),
    changes: [
      { kind: 'partner', partner: { id: partner, status: status as 'active' | 'suspended', version } },
      { kind: 'epoch', epoch: readMeta(sql, 'epoch') },
      ...allKeys(sql)
        .filter(({ license }) => licenses.includes(license))
        .map((key): Change => ({ kind: 'key', key })),
      ...usedOf(sql, licenses).map((token): Change => ({ kind: 'token', token })),
      ...fences.map(
        ({ item, seq, killed }): Change => ({ kind: 'fence', fence: { item, seq, killed: killed === 1 } }),
      ),
    ],
    lastAtMs,
  };
}

/** Deletes the rows by which the partner is known here; other rows are deleted later. */
export function forgetPartner(sql: SqlStorage, partner: string, licenses: string[]): void {
  const named = JSON.stringify(licenses);
  sql.exec('DELETE FROM keys WHERE license IN (SELECT value FROM json_each(?))', named);
  sql.exec('DELETE FROM partners WHERE id = ?', partner);
  for (const [table, [license]] of Object.entries(MOVED_TABLES))
    sql.exec(`DELETE FROM ${table} WHERE ${license} IN (SELECT value FROM json_each(?))`, named);
}

export function forgetLicenses(sql: SqlStorage, licenses: string[]): void {
  sql.exec('DELETE FROM licenses WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(licenses));
}

/** Whether only a part of the license's rows is here: its partner arrives, or has left. */
export function isInTransit(sql: SqlStorage, license: string): boolean {
  return firstRow(sql.exec('SELECT 1 FROM in_transit WHERE license = ?', license)) !== null;
}

/** Partners that are not served here: frozen for their move, gone, or not known to have arrived. */
export function partnersElsewhere(sql: SqlStorage): Set<string> {
  const away = allMoves(sql).filter(({ state }) => state !== 'here' && state !== 'copying');
  return new Set(away.map(({ partner }) => partner));
}

/** Licenses whose log is only partly here, or may have grown in another object. */
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
    sql.exec(
      `INSERT INTO in_transit (license, partner) VALUES (?1, ?2)
       ON CONFLICT (license) DO UPDATE SET partner = ?2`,
      license,
      partner,
    );
}

/** The partner of a license that is or was here. */
export function partnerOf(sql: SqlStorage, license: string): string | null {
  return (
    readLicense(sql, license)?.partner ??
    firstRow(sql.exec<{ partner: string }>('SELECT partner FROM in_transit WHERE license = ?', license))
      ?.partner ??
    null
  );
}

export function endTransit(sql: SqlStorage, partner: string): void {
  const existing = sql.exec<{ license: string }>(
    'DELETE FROM in_transit WHERE partner = ? RETURNING license',
    partner,
  );
  skipToNextTree(
    sql,
    existing.toArray().map(({ license }) => license),
  );
}

/**
 * Skips the rest of a tree that the self-check is in: the part that it has counted may have changed while the
 * tree was in another object. The next walk checks the whole tree.
 */
function skipToNextTree(sql: SqlStorage, trees: readonly string[]): void {
  const position = readWalkPosition(sql, 'trees');
  if (position && trees.includes(position.name)) writeWalkPosition(sql, 'trees', { ...position, rest: null });
}

/** A partner's rows, read out where it leaves and written where it goes; and who is on the move. */
import {
  type Luggage,
  MOVED_TABLES,
  type Move,
  type MovedRow,
  type MovedTable,
  type MoveState,
} from '../move/types.ts';
import type { Fence } from '../types.ts';
import { raiseMeta, readMeta } from './meta.ts';
import { readPlace as readWalkPlace, writePlace as writeWalkPlace } from './places.ts';
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
  began_seq: number;
  [column: string]: SqlStorageValue;
}

const moveOf = ({ partner, target, state, began_seq }: MoveRow): Move => ({
  partner,
  target,
  state,
  beganSeq: began_seq,
});

export function readMove(sql: SqlStorage, partner: string): Move | null {
  const row = firstRow(
    sql.exec<MoveRow>('SELECT partner, target, state, began_seq FROM moves WHERE partner = ?', partner),
  );
  return row && moveOf(row);
}

export function allMoves(sql: SqlStorage): Move[] {
  return sql.exec<MoveRow>('SELECT partner, target, state, began_seq FROM moves').toArray().map(moveOf);
}

export function writeMove(sql: SqlStorage, { partner, target, state, beganSeq }: Move): void {
  sql.exec(
    `INSERT INTO moves (partner, target, state, began_seq, place) VALUES (?, ?, ?, ?, NULL)
     ON CONFLICT (partner) DO UPDATE SET target = excluded.target, state = excluded.state, began_seq = excluded.began_seq`,
    partner,
    target,
    state,
    beganSeq,
  );
}

export function dropMove(sql: SqlStorage, partner: string): void {
  sql.exec('DELETE FROM moves WHERE partner = ?', partner);
}

/** Where copying is: entries up to a sequence, tiles and pages of a license after another or after one of its own; or where sweeping is. */
export type MovePlace =
  | { kind: 'lines'; seq: number }
  | { kind: 'tiles'; license: string; level: number; n: number }
  | { kind: 'holdings'; license: string; part: number }
  | { kind: 'sweep'; seq: number };

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

/** All rows of the licenses. */
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

export function packLuggage(
  sql: SqlStorage,
  { partner, licenses, lastAtMs }: { partner: string; licenses: string[]; lastAtMs: number },
): Luggage {
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
    lastAtMs,
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

/** The partner is not known here any more; what is left of it is swept later. */
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
    sql.exec(
      `INSERT INTO in_transit (license, partner) VALUES (?1, ?2) ON CONFLICT (license) DO UPDATE SET partner = ?2`,
      license,
      partner,
    );
}

/** Index of the next entry of a license that is to come; 0: any. */
export function nextInTransit(sql: SqlStorage, license: string): number {
  const row = firstRow(
    sql.exec<{ next: number | null }>('SELECT next FROM in_transit WHERE license = ?', license),
  );
  return row?.next ?? 0;
}

export function setNextInTransit(sql: SqlStorage, license: string, next: number): void {
  sql.exec('UPDATE in_transit SET next = ? WHERE license = ?', next, license);
}

/** Whether entries come and go that are not this object's to archive. */
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
  leaveToNextWalk(
    sql,
    there.toArray().map(({ license }) => license),
  );
}

/**
 * Of these trees only half was here, or they may have changed where they were: what the self-check has counted of one of them is not to
 * be compared with all that is here now. It goes on behind it; the next walk begins with its first entry.
 */
function leaveToNextWalk(sql: SqlStorage, trees: readonly string[]): void {
  const place = readWalkPlace(sql, 'trees');
  if (place && trees.includes(place.name)) writeWalkPlace(sql, 'trees', { ...place, rest: null });
}

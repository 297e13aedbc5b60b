/** What the self-check reads of the bill and of the grants. */
import type { GrantRecord } from '../types.ts';
import { readMeta } from './meta.ts';
import { readPlace, writePlace } from './places.ts';
import { firstRow } from './row.ts';
import { readUsage } from './units.ts';

/** Units of a term that were on the bill when counting began. */
export interface Account {
  license: string;
  termMs: number;
  /** As the usage said then. */
  used: number;
  /** Time of the object's last entry then: what is later was billed since. */
  untilMs: number;
  counted: number;
  /** Item, component and title of the last unit that was counted; null: none was. */
  after: [string, string, string] | null;
}

/** What the place of the walk over all units keeps: where it is in a term, or the term that it has been through. */
export type AccountPlace = Account | { ended: Pick<Account, 'license' | 'termMs'> };

/** The term that is being counted; null: none is. */
export function openAccount(sql: SqlStorage): Account | null {
  const place = readPlace(sql, 'units')?.rest as AccountPlace | undefined;
  return place && !('ended' in place) ? place : null;
}

export function endAccount(sql: SqlStorage, { license, termMs }: Account): void {
  const rest: AccountPlace = { ended: { license, termMs } };
  writePlace(sql, 'units', { name: license, rest });
}

/**
 * The first term after this one that has units. Null: there is none, or `nowMs` is not later than the last entry, so that
 * units of that same millisecond may be yet to come.
 */
export function accountAfter(
  sql: SqlStorage,
  last: { license: string; termMs: number } | null,
  nowMs: number,
): Account | null {
  const untilMs = readMeta(sql, 'last_at_ms');
  if (nowMs <= untilMs) return null;
  const row = firstRow(
    sql.exec<{ license: string; term_ms: number }>(
      'SELECT license, term_ms FROM units WHERE (license, term_ms) > (?, ?) ORDER BY license, term_ms LIMIT 1',
      last?.license ?? '',
      last?.termMs ?? 0,
    ),
  );
  if (!row) return null;
  const { license, term_ms: termMs } = row;
  const used = readUsage(sql, license, `term:${termMs}`);
  return { license, termMs, used, untilMs, counted: 0, after: null };
}

/** Counts on, over at most `limit` units. `done`: all of them have been looked at. */
export function countUnits(
  sql: SqlStorage,
  account: Account,
  limit: number,
): { account: Account; looked: number; done: boolean } {
  const { license, termMs, untilMs } = account;
  let { counted, after } = account;
  let looked = 0;
  const rows = sql.exec<{ item: string; component: string; title: string; at_ms: number | null }>(
    `SELECT item, component, title, at_ms FROM units
     WHERE license = ? AND term_ms = ? AND (item, component, title) > (?, ?, ?) ORDER BY item, component, title LIMIT ?`,
    license,
    termMs,
    ...(after ?? ['', '', '']),
    limit,
  );
  for (const { item, component, title, at_ms: atMs } of rows) {
    looked++;
    if ((atMs ?? 0) <= untilMs) counted++;
    after = [item, component, title];
  }
  return { account: { ...account, counted, after }, looked, done: looked < limit };
}

/** Whether a term that has usage has any unit. */
export function hasUnits(sql: SqlStorage, license: string, termMs: number): boolean {
  return (
    firstRow(sql.exec('SELECT 1 FROM units WHERE license = ? AND term_ms = ? LIMIT 1', license, termMs)) !==
    null
  );
}

/** Units of an item that were billed at an instant, or nobody knows when; `title` null: of any. */
export function unitsBilledAt(
  sql: SqlStorage,
  {
    license,
    termMs,
    item,
    title,
    atMs,
  }: Record<'license' | 'item', string> & {
    title: string | null;
    termMs: number;
    atMs: number;
  },
): number {
  return sql
    .exec<{ count: number }>(
      `SELECT count(*) AS count FROM units WHERE license = ?1 AND term_ms = ?2 AND item = ?3
       AND (?4 IS NULL OR title = ?4) AND (at_ms IS NULL OR at_ms = ?5)`,
      license,
      termMs,
      item,
      title,
      atMs,
    )
    .one().count;
}

/** In the order of their keys. `body`: of the entry that it names, unless that has gone to the archive. */
export interface CheckedGrant extends GrantRecord {
  key: string;
  license: string;
  /** base64; null: there is no such leaf. */
  leafThere: string | null;
  body: string | null;
}

export function grantsAfter(sql: SqlStorage, key: string, limit: number): CheckedGrant[] {
  return sql
    .exec<{
      key: string;
      license: string;
      id: string;
      at_ms: number;
      idx: number;
      leaf: string;
      there: ArrayBuffer | null;
      body: string | null;
    }>(
      `SELECT grants.key, grants.license, grants.id, grants.at_ms, grants.idx, grants.leaf, entries.body,
         substr(coalesce(entries.hashes, archived.hashes), 1, 32) AS there
       FROM grants LEFT JOIN entries ON entries.license = grants.license AND entries.idx = grants.idx
       LEFT JOIN archived ON archived.license = grants.license AND archived.idx = grants.idx
       WHERE grants.key > ? ORDER BY grants.key LIMIT ?`,
      key,
      limit,
    )
    .toArray()
    .map(({ at_ms: atMs, idx: index, there, ...grant }) => ({
      ...grant,
      atMs,
      index,
      leafThere: there && Buffer.from(there).toString('base64'),
    }));
}

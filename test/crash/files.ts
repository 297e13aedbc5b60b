/** What the gateway has left on disk, read without it: the ledger objects' SQLite files and D1's. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { headOfLine, partsOfUnit } from '../../src/ledger/log/entries.ts';
import { EntryLog } from '../../src/ledger/log/entry-log.ts';
import { byLicenseIn, type CellRow, cellsIn, type PostingsPage } from '../../src/ledger/segments/pages.ts';
import { sqlOn } from '../support/object-sql.ts';

export interface StoredEntry {
  license: string;
  idx: number;
  body: string;
  leaf: Buffer;
}

export interface StoredRoot {
  license: string;
  size: number;
  root: Buffer;
  body: string;
}

export interface StoredInD1 extends Omit<StoredEntry, 'leaf'> {
  shard: string;
  seq: number;
}

export interface Stored {
  object: StoredEntry[];
  d1: StoredInD1[];
  /**
   * The last sequence of each shard that is indexed, and of each license what is kept of that: its sums, and
   * how many entries are found by it.
   */
  sealed: {
    ends: Map<string, number>;
    sums: { license: string; entries: number; units: number; found: number }[];
  };
  units: { license: string; item: string; component: string; title: string }[];
  /** The same units, counted by day, by month and by term. */
  usage: { license: string; per: string; used: number }[];
  roots: StoredRoot[];
  /** Partners whose move has not ended, and licenses that more than one object has rows of. */
  underWay: string[];
  divided: string[];
  /** Kept checkpoints by origin, smallest first. */
  checkpoints: { origin: string; size: number; note: string }[];
  /** What the self-check has found, settled or not. */
  findings: { kind: string; license: string; detail: string; object: string }[];
}

export function readStored(stateDir: string): Stored {
  const shards = databases(join(stateDir, 'do', 'imprimatur-LedgerShard'), 'trees');
  const operators = databases(join(stateDir, 'do', 'imprimatur-Operators'), 'trees');
  const agency = databases(join(stateDir, 'do', 'imprimatur-AgencyLog'), 'roots');
  const [d1] = databases(join(stateDir, 'd1'), 'partners');
  if (!d1) throw new Error('D1 has left no file');
  const all = <T>(sql: string, objects = shards) => objects.flatMap((object) => rows<T>(object, sql));
  const logs = shards.map(logOn);
  const homes = logs.flatMap((log) => [...log.trees.sizes().keys()]);
  const stored = {
    underWay: rows<{ partner: string }>(d1, 'SELECT partner FROM partner_moves WHERE ended IS NULL').map(
      ({ partner }) => partner,
    ),
    divided: homes.filter((license, place) => homes.indexOf(license) < place),
    object: [...logs, ...operators.map(logOn)].flatMap(entriesOf).sort(byPlace),
    units: logs.flatMap((log) => [...unitsOf(log)]),
    usage: logs.flatMap(usageOf),
    roots: all<StoredRoot>('SELECT license, size, root, body FROM roots ORDER BY idx', agency),
    d1: rows<StoredInD1>(d1, 'SELECT shard, seq, license, idx, body FROM entries ORDER BY license, idx'),
    sealed: sealedIn(d1),
    checkpoints: rows<Stored['checkpoints'][number]>(
      d1,
      'SELECT origin, size, note FROM checkpoints ORDER BY origin, size',
    ),
    findings: rows<Stored['findings'][number]>(d1, 'SELECT kind, license, detail, object FROM findings'),
  };
  for (const database of [...shards, ...operators, ...agency, d1]) database.close();
  return stored;
}

/** Starts a log on the file, as its object would. Fails if it has to write: the file is opened read-only. */
function logOn(database: DatabaseSync): EntryLog {
  return new EntryLog({ sql: sqlOn(database), transaction: (body) => body() });
}

function entriesOf(log: EntryLog): StoredEntry[] {
  return [...log.lines.after(0)].map(({ line: body }) => {
    const { license, index: idx } = headOfLine(body);
    return { license, idx, body, leaf: Buffer.from(log.trees.leaf(license, idx) ?? []) };
  });
}

function byPlace(a: StoredEntry, b: StoredEntry): number {
  return a.license === b.license ? a.idx - b.idx : a.license < b.license ? -1 : 1;
}

/** What the index has of each license, and what it adds up to. */
function sealedIn(d1: DatabaseSync): Stored['sealed'] {
  const sums = new Map<string, Stored['sealed']['sums'][number]>();
  const add = (license: string, { entries = 0, units = 0, found = 0 }) => {
    const sum = sums.get(license) ?? { license, entries: 0, units: 0, found: 0 };
    sums.set(license, {
      license,
      entries: sum.entries + entries,
      units: sum.units + units,
      found: sum.found + found,
    });
  };
  const pages = `SELECT body FROM log_pages WHERE kind = `;
  for (const { body } of rows<{ body: string }>(d1, `${pages}'cells'`))
    for (const [license, cells] of Object.entries(byLicenseIn('cells', body)))
      for (const cell of cellsIn(license, cells as CellRow[])) add(license, cell);
  for (const { body } of rows<{ body: string }>(d1, `${pages}'license'`)) {
    const { v, n } = JSON.parse(body) as PostingsPage;
    for (const [at, license] of v.entries()) add(license, { found: n[at] ?? 0 });
  }
  const ends = rows<{ shard: string; last: number }>(
    d1,
    'SELECT shard, max(last) AS last FROM log_segments GROUP BY shard',
  );
  return { ends: new Map(ends.map(({ shard, last }) => [shard, last])), sums: [...sums.values()] };
}

function* unitsOf(log: EntryLog): Iterable<Stored['units'][number]> {
  for (const license of log.trees.sizes().keys())
    for (const [item, { units }] of log.holdings.items(license))
      for (const name of units.keys()) {
        const { title, component } = partsOfUnit(name);
        yield { license, item, component, title };
      }
}

function usageOf(log: EntryLog): Stored['usage'] {
  return [...log.trees.sizes().keys()].flatMap((license) => {
    const sums = new Map<string, number>();
    for (const [period, used] of log.trees.used(license)) {
      const [per = ''] = period.split(':');
      sums.set(per, (sums.get(per) ?? 0) + used);
    }
    return [...sums].map(([per, used]) => ({ license, per, used }));
  });
}

/** How long a database of a running gateway may be locked. */
const LOCKED_MS = 10_000;

/** The databases in a folder that have this table. */
export function databases(folder: string, table: string): DatabaseSync[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => new DatabaseSync(join(folder, name), { readOnly: true, timeout: LOCKED_MS }))
    .filter((database) => {
      const has = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table);
      if (!has) database.close();
      return has !== undefined;
    });
}

export function rows<T>(database: DatabaseSync, sql: string): T[] {
  return database.prepare(sql).all() as T[];
}

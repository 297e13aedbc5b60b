/** Reads the stored log of an object, and tampers with it like someone who can write its SQLite. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import type { LogLine } from '../../src/ledger/log/entries.ts';
import type { EntryLog } from '../../src/ledger/log/entry-log.ts';
import { packFrom, writePack } from '../../src/ledger/log/packs.ts';
import { leafHash } from '../../src/ledger/merkle.ts';

/** An object of a class that keeps a log of entries. */
type Keeper = Rpc.DurableObjectBranded & { entries: EntryLog };

export interface StoredLine {
  seq: number;
  license: string;
  index: number;
  line: string;
}

export function linesIn(entries: EntryLog): StoredLine[] {
  return [...entries.lines.after(0)].map(({ seq, line }) => {
    const { license, index } = JSON.parse(line) as { license: string; index: number };
    return { seq, license, index, line };
  });
}

/** Entries that have their text, oldest first; with `license`, only its own. */
export async function linesOf<T extends Keeper>(
  object: DurableObjectStub<T>,
  license?: string,
): Promise<StoredLine[]> {
  const lines = await runInDurableObject(object, ({ entries }: T) => linesIn(entries));
  return lines.filter((line) => license === undefined || line.license === license);
}

/** Writes all memory to packs and pages, lets `body` change them, and evicts the object. */
export async function tamper<T extends Keeper>(
  object: DurableObjectStub<T>,
  body: (sql: SqlStorage, entries: EntryLog) => void,
): Promise<void> {
  await runInDurableObject(object, ({ entries }: T, { storage }) => {
    entries.checkpoint(Date.now());
    body(storage.sql, entries);
  });
  await evictDurableObject(object);
}

/** Changes the line of an entry. For use in `tamper`. */
export function changeLine(sql: SqlStorage, seq: number, change: (line: string) => string): void {
  const pack = packFrom(sql, seq);
  if (!pack) throw new Error(`there is no entry ${seq}`);
  const lines = pack.lines.map((line, at) => ({
    seq: pack.first + at,
    line: pack.first + at === seq ? change(line) : line,
    side: pack.sides[at] ?? null,
  }));
  writePack(sql, lines);
}

/** Empties a line as if its partner had left, but keeps the hash of its pack. For use in `tamper`. */
export function hideLine(sql: SqlStorage, seq: number): void {
  const { sha256 } = sql.exec<{ sha256: string }>('SELECT sha256 FROM packs WHERE first <= ?', seq).one();
  changeLine(sql, seq, () => '');
  const place = `$[${seq - 1}]`;
  sql.exec(`UPDATE packs SET side = json_set(side, ?, json('{"deleted":true}')), sha256 = ?`, place, sha256);
}

/** Replaces the entries of the log. The object derives trees, pages and tiles from the new ones. */
export async function rewriteLog<T extends Keeper>(
  object: DurableObjectStub<T>,
  change: (lines: LogLine[]) => Pick<LogLine, 'line' | 'side'>[],
): Promise<void> {
  await tamper(object, (sql, entries) => {
    const lines = change([...entries.lines.after(0)]).map((line, at) => ({ ...line, seq: at + 1 }));
    for (const table of ['wal', 'packs', 'tiles', 'trees']) sql.exec(`DELETE FROM ${table}`);
    if (sql.exec(`SELECT 1 FROM sqlite_master WHERE name = 'holdings'`).toArray().length > 0)
      sql.exec('DELETE FROM holdings');
    sql.exec(`DELETE FROM meta WHERE name IN ('checkpoint', 'last_at_ms', 'dates_from')`);
    if (lines.length > 0) writePack(sql, lines);
  });
}

/** Changes the pages of a license with units and grants. */
export function changeHoldings(sql: SqlStorage, license: string, change: (text: string) => string): void {
  const rows = sql
    .exec<{ part: number; chunk: number; text: string }>(
      'SELECT part, chunk, text FROM holdings WHERE tree = ?',
      license,
    )
    .toArray();
  for (const { part, chunk, text } of rows)
    sql.exec(
      'UPDATE holdings SET text = ? WHERE tree = ? AND part = ? AND chunk = ?',
      change(text),
      license,
      part,
      chunk,
    );
}

export function changeUsage(
  sql: SqlStorage,
  license: string,
  change: (used: Record<string, number>) => Record<string, number>,
): void {
  const { state } = sql.exec<{ state: string }>('SELECT state FROM trees WHERE tree = ?', license).one();
  const before = JSON.parse(state) as { used: Record<string, number> };
  const after = JSON.stringify({ ...before, used: change(before.used) });
  sql.exec('UPDATE trees SET state = ? WHERE tree = ?', after, license);
}

/** Appends entries to a tree without any judgement. */
export function enterLines<T extends Keeper>(
  object: DurableObjectStub<T>,
  tree: string,
  lines: (from: number) => string[],
): Promise<void> {
  return runInDurableObject(object, ({ entries }: T, { storage }) => {
    const draft = entries.draft();
    for (const line of lines(entries.head(tree).size))
      draft.append({ tree, line, leaf: leafHash(line), id: '', atMs: Date.now(), billable: 0 });
    storage.transactionSync(() => entries.commit(draft));
    entries.take(draft);
  });
}

/** The text of an entry with the least members that a log needs. */
export const plainLine = (license: string, index: number): string =>
  JSON.stringify({
    article: null,
    at: new Date().toISOString(),
    billable: 0,
    id: `id_${index}`,
    index,
    license,
  });

import { describe, expect, it, vi } from 'vitest';
import { boundedD1 } from '../../../src/platform/timeouts/d1.ts';
import { Unavailable } from '../../../src/platform/timeouts/unavailable.ts';
import { D1_WORDS } from '../../support/faults/words.ts';

const TIMEOUT_MS = 300;

/** D1 that answers each call with the next of these: a value, or an error that it throws. */
function scripted(...script: (Error | 'hang' | 'done')[]) {
  const statements: string[] = [];
  const answer = (what: string) => {
    statements.push(what);
    const next = script[Math.min(statements.length, script.length) - 1];
    if (next === 'hang') return new Promise(() => undefined);
    return next instanceof Error ? Promise.reject(next) : Promise.resolve({ results: [], said: next });
  };
  const statement = (sql: string): object => ({
    bind: () => statement(sql),
    all: () => answer(sql),
    run: () => answer(sql),
    first: (column?: string) => answer(column === undefined ? sql : `${sql} ${column}`),
  });
  const real = {
    prepare: statement,
    batch: (list: unknown[]) => {
      // What the binding itself would choke on.
      expect(list.every((one) => Object.getPrototypeOf(one) === Object.prototype)).toBe(true);
      return answer('batch');
    },
  };
  return { db: boundedD1(real as unknown as D1Database, { d1Ms: TIMEOUT_MS }), asked: statements };
}

const READ = 'SELECT 1';
const WRITE = 'INSERT INTO x VALUES (1)';
const fault = (asking: Promise<unknown>) =>
  asking.then(
    () => 'answered',
    (error: Error) => (error instanceof Unavailable ? error.dependency : error.message),
  );

describe('a D1 that is away', () => {
  it.each(Object.entries(D1_WORDS))('is out of reach, whatever it says: %s', async (_, words) => {
    for (const sql of [READ, WRITE])
      expect(await fault(scripted(new Error(words)).db.prepare(sql).all())).toBe('d1');
    expect(await fault(scripted(new Error(words)).db.batch([]))).toBe('d1');
  });

  it.each([
    ['D1_ERROR: internal error; reference = 0123456789abcdef'],
    ['D1_ERROR: Exceeded maximum DB size: SQLITE_FULL'],
    ['D1_ERROR: database is locked: SQLITE_BUSY'],
    ['D1_ERROR: database disk image is malformed: SQLITE_CORRUPT'],
    ['D1_ERROR: file is not a database: SQLITE_NOTADB'],
    ['D1_ERROR: attempt to write a readonly database: SQLITE_READONLY'],
    ['D1_ERROR: locking protocol: SQLITE_PROTOCOL'],
    ['something that nobody has seen yet'],
  ])('is so also when it says %s', async (words) => {
    expect(await fault(scripted(new Error(words)).db.prepare(WRITE).run())).toBe('d1');
  });

  it.each([
    'D1_ERROR: no such table: items: SQLITE_ERROR',
    'D1_ERROR: UNIQUE constraint failed: partners.id: SQLITE_CONSTRAINT',
    'D1_ERROR: NOT NULL constraint failed: licenses.version: SQLITE_CONSTRAINT_NOTNULL',
    "D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'",
    'D1_ERROR: near "SELEC": syntax error at offset 0: SQLITE_ERROR',
    'D1_ERROR: Wrong number of parameter bindings for SQL query.',
  ])('is not taken for away when the statement is at fault: %s', async (words) => {
    const { db, asked: statements } = scripted(new Error(words));
    expect(await fault(db.prepare(READ).all())).toBe(words);
    expect(statements).toHaveLength(1);
  });

  it('is not what a bug of ours is', async () => {
    const bug = scripted(new TypeError('x is not a function')).db.prepare(READ).all();
    expect(await fault(bug)).toBe('x is not a function');
  });

  it('is asked once more by what only reads, when the connection broke', async () => {
    for (const words of [D1_WORDS.bare, D1_WORDS.updated, D1_WORDS.reset, D1_WORDS.unresolved]) {
      const { db, asked: statements } = scripted(new Error(words), 'done');
      expect(await db.prepare(READ).bind(1).first('a')).toMatchObject({ said: 'done' });
      expect(statements).toEqual([`${READ} a`, `${READ} a`]);
    }
    const batch = scripted(new Error(D1_WORDS.lost), 'done');
    const reads = [batch.db.prepare(READ), batch.db.prepare('WITH a AS (SELECT 1) SELECT * FROM a').bind(1)];
    expect(await batch.db.batch(reads)).toMatchObject({ said: 'done' });
  });

  it('is asked no third time, no second time when it has too much to do, and never again by what writes', async () => {
    const twice = scripted(new Error(D1_WORDS.lost));
    expect([await fault(twice.db.prepare(READ).all()), twice.asked.length]).toEqual(['d1', 2]);
    for (const words of [D1_WORDS.queued, D1_WORDS.full, D1_WORDS.timeout, D1_WORDS.cpu]) {
      const { db, asked: statements } = scripted(new Error(words));
      expect([await fault(db.prepare(READ).all()), statements.length]).toEqual(['d1', 1]);
    }
    for (const sql of [WRITE, 'WITH a AS (SELECT 1) UPDATE x SET y = 1', ' DELETE FROM x']) {
      const { db, asked: statements } = scripted(new Error(D1_WORDS.lost));
      expect([await fault(db.prepare(sql).run()), statements.length]).toEqual(['d1', 1]);
    }
    const mixed = scripted(new Error(D1_WORDS.lost));
    const statements = [mixed.db.prepare(READ), mixed.db.prepare(WRITE)];
    expect([await fault(mixed.db.batch(statements)), mixed.asked.length]).toEqual(['d1', 1]);
  });

  it('is waited for so long and no longer, a second try included', async () => {
    vi.useFakeTimers();
    try {
      const { db, asked: statements } = scripted('hang');
      const failure = fault(db.prepare(READ).all());
      await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 1);
      expect(await Promise.race([failure, 'waiting'])).toBe('waiting');
      await vi.advanceTimersByTimeAsync(1);
      expect([await failure, statements.length]).toEqual(['d1', 1]);

      const retried = scripted(new Error(D1_WORDS.lost), 'hang');
      const late = fault(retried.db.prepare(READ).all());
      await vi.advanceTimersByTimeAsync(TIMEOUT_MS);
      expect([await late, retried.asked.length]).toEqual(['d1', 2]);
    } finally {
      vi.useRealTimers();
    }
  });
});

/** SQLite of a Durable Object for tests on Node: `SqlStorage` and transactions on an in-memory database. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { migrate } from '../../src/ledger/object-store/schema.ts';

/** Stands for the end of the process at a write. */
export class Killed extends Error {}

const WRITES = /^\s*(INSERT|UPDATE|DELETE)/;

export class ObjectDatabase {
  readonly database = new DatabaseSync(':memory:');
  readonly sql: SqlStorage;
  /** Number of statements since it was last set to 0. */
  statements = 0;
  #writesLeft = Number.POSITIVE_INFINITY;
  #depth = 0;

  constructor(steps: readonly string[]) {
    const on = sqlOn(this.database);
    const exec: SqlStorage['exec'] = (query, ...values) => this.#exec(() => on.exec(query, ...values), query);
    this.sql = { exec } as SqlStorage;
    migrate(this.sql, steps);
  }

  /** As `transactionSync`. */
  transaction = <T>(body: () => T): T => {
    const name = `level_${this.#depth++}`;
    this.database.exec(`SAVEPOINT ${name}`);
    try {
      const answer = body();
      this.database.exec(`RELEASE ${name}`);
      return answer;
    } catch (error) {
      this.database.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.#depth--;
    }
  };

  /** Lets this many more writes through, and throws `Killed` at the next one. */
  killAfter(writes: number): void {
    this.#writesLeft = writes;
  }

  #exec<T>(run: () => T, query: string): T {
    this.statements++;
    if (WRITES.test(query) && this.#writesLeft-- <= 0) throw new Killed();
    return run();
  }
}

/** The database as the `SqlStorage` of an object. */
export function sqlOn(database: DatabaseSync): SqlStorage {
  const prepared = new Map<string, StatementSync>();
  const exec = (query: string, ...values: SQLInputValue[]) => {
    if (values.length === 0 && /^\s*(CREATE|--|ALTER)/.test(query)) {
      database.exec(query);
      return cursorOf([]);
    }
    const statement = prepared.get(query) ?? database.prepare(query);
    prepared.set(query, statement);
    const rows = statement
      .all(...values)
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, storedValue(value)])),
      );
    return cursorOf(rows);
  };
  return { exec } as unknown as SqlStorage;
}

function storedValue(value: unknown): SqlStorageValue {
  return value instanceof Uint8Array
    ? (value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer)
    : (value as SqlStorageValue);
}

function cursorOf(
  rows: Record<string, SqlStorageValue>[],
): SqlStorageCursor<Record<string, SqlStorageValue>> {
  const iterator = rows[Symbol.iterator]();
  const cursor = {
    next: () => {
      const next = iterator.next();
      return next.done ? { done: true } : next;
    },
    toArray: () => [...iterator],
    one: () => {
      if (rows.length !== 1) throw new Error(`there are ${rows.length} rows`);
      return rows[0];
    },
    [Symbol.iterator]: () => iterator,
  };
  return cursor as unknown as SqlStorageCursor<Record<string, SqlStorageValue>>;
}

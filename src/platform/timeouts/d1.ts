/**
 * D1 with timeouts. The binding has none of its own, and only the text of its errors distinguishes a faulty
 * statement from an unavailable database.
 */

import type { Timeouts } from './limits.ts';
import { STATEMENT_ERROR } from './sqlite.ts';
import { Unavailable } from './unavailable.ts';
import { Late, withRetry } from './with-timeout.ts';

/** Wraps D1. Calls throw `Unavailable` on outages and after the timeout. */
export function boundedD1(db: D1Database, { d1Ms }: Pick<Timeouts, 'd1Ms'>): D1Database {
  return new BoundedD1(db, d1Ms) as unknown as D1Database;
}

/** The subset of methods that the gateway uses. Add further ones here. */
type UsedMethods = Pick<D1Database, 'prepare' | 'batch'>;

export class BoundedD1 implements UsedMethods {
  readonly #db: D1Database;
  readonly #timeoutMs: number;

  constructor(db: D1Database, timeoutMs: number) {
    this.#db = db;
    this.#timeoutMs = timeoutMs;
  }

  prepare(sql: string): D1PreparedStatement {
    return new BoundedStatement(this.#db.prepare(sql), sql, this) as unknown as D1PreparedStatement;
  }

  batch<T = unknown>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> {
    const bounded = statements as unknown as (BoundedStatement | D1PreparedStatement)[];
    const real = bounded.map((statement) =>
      statement instanceof BoundedStatement ? statement.real : statement,
    );
    const onlyReads = () =>
      bounded.every((statement) => statement instanceof BoundedStatement && isRead(statement.sql));
    return this.ask(() => this.#db.batch<T>(real), onlyReads);
  }

  /** Retries reads once if the connection broke. Never retries writes, because they may have taken effect. */
  async ask<T>(call: () => Promise<T>, isRead: () => boolean): Promise<T> {
    try {
      return await withRetry(call, {
        timeoutMs: this.#timeoutMs,
        isTransient: (error) => TRANSIENT.test(messageOf(error)) && isRead(),
      });
    } catch (error) {
      throw isOutage(error) ? new Unavailable('d1', error) : error;
    }
  }
}

class BoundedStatement {
  readonly real: D1PreparedStatement;
  readonly sql: string;
  readonly #db: BoundedD1;

  constructor(real: D1PreparedStatement, sql: string, db: BoundedD1) {
    this.real = real;
    this.sql = sql;
    this.#db = db;
  }

  bind(...values: unknown[]): BoundedStatement {
    return new BoundedStatement(this.real.bind(...values), this.sql, this.#db);
  }

  first(column?: string): Promise<unknown> {
    return this.#ask(() => (column === undefined ? this.real.first() : this.real.first(column)));
  }

  all(): Promise<D1Result> {
    return this.#ask(() => this.real.all());
  }

  run(): Promise<D1Result> {
    return this.#ask(() => this.real.run());
  }

  #ask<T>(call: () => Promise<T>): Promise<T> {
    return this.#db.ask(call, () => isRead(this.sql));
  }
}

function isRead(sql: string): boolean {
  return /^\s*(SELECT|WITH)\b/i.test(sql) && !/\b(INSERT|UPDATE|DELETE|REPLACE)\b/i.test(sql);
}

/**
 * Errors for which D1's documentation recommends a retry. An overload is excluded, because retries make it
 * worse.
 */
const TRANSIENT =
  /network connection lost|storage caused object to be reset|code was updated|cannot resolve D1 DB/i;

/** Errors of the statement itself, rather than of the database. */
const STATEMENT_MESSAGES =
  /^D1_(TYPE_ERROR|COLUMN_NOTFOUND|EXEC_ERROR)|parameter bindings|constraint failed|no such (table|column)|syntax error/i;

/** Treats every other error as an outage, because no list covers all of D1's messages. */
function isOutage(error: unknown): boolean {
  if (error instanceof Late) return true;
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return false;
  const message = messageOf(error);
  return !STATEMENT_ERROR.test(message) && !STATEMENT_MESSAGES.test(message);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * D1 that answers in time or is out of reach. The binding has no time-out of its own, and what it throws tells a statement of ours that
 * is wrong from a database that is away only by its words.
 */
import { inTimeOrAgain, Late } from './in-time.ts';
import type { Patience } from './limits.ts';
import { OutOfReach } from './out-of-reach.ts';
import { STATEMENT_ERROR } from './sqlite.ts';

export function boundedD1(db: D1Database, { d1Ms }: Pick<Patience, 'd1Ms'>): D1Database {
  return new BoundedD1(db, d1Ms) as unknown as D1Database;
}

/** Only what the gateway uses: who adds a way to ask D1 adds it here. */
type Used = Pick<D1Database, 'prepare' | 'batch'>;

export class BoundedD1 implements Used {
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
    const own = statements as unknown as (BoundedStatement | D1PreparedStatement)[];
    const real = own.map((one) => (one instanceof BoundedStatement ? one.real : one));
    const onlyReads = () => own.every((one) => one instanceof BoundedStatement && isRead(one.sql));
    return this.ask(() => this.#db.batch<T>(real), onlyReads);
  }

  /** What reads alone is asked a second time when the connection broke. What writes never is: it may have been done. */
  async ask<T>(call: () => Promise<T>, isRead: () => boolean): Promise<T> {
    try {
      return await inTimeOrAgain(call, {
        timeoutMs: this.#timeoutMs,
        passing: (error) => PASSING.test(messageOf(error)) && isRead(),
      });
    } catch (error) {
      throw isOutage(error) ? new OutOfReach('d1', error) : error;
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

/** What D1's own pages say to try again. An overloaded one only gets slower by that. */
const PASSING =
  /network connection lost|storage caused object to be reset|code was updated|cannot resolve D1 DB/i;

/** The database has looked at the statement and does not take it. Its store being full, broken, locked or not to be written is not the statement's fault. */
const OF_STATEMENT =
  /^D1_(TYPE_ERROR|COLUMN_NOTFOUND|EXEC_ERROR)|parameter bindings|constraint failed|no such (table|column)|syntax error/i;

/** Anything that is neither a statement's nor ours: D1 has words for an outage that no list has. */
function isOutage(error: unknown): boolean {
  if (error instanceof Late) return true;
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return false;
  const message = messageOf(error);
  return !STATEMENT_ERROR.test(message) && !OF_STATEMENT.test(message);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * A release that is to come: everything that it says has a member that nobody knows yet, and its objects have
 * more tables and columns.
 */
import type { Env } from '../../../src/platform/env.ts';
import * as product from '../../../src/worker.ts';
import { isolateOf, ledgerOf } from './other-release.ts';

/** Names of maps, whose members are ids. */
const MAPS = ['items'];

function withMore<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withMore) as T;
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    MAPS.includes(name) ? member : withMore(member),
  ]);
  return { ...Object.fromEntries(members), fromALaterRelease: { known: 'to it alone' } } as T;
}

const messages = { outgoing: withMore, answered: withMore, message: withMore };

const STEP = 1_000;

/** A table, and a column of every table there is. */
function widen({ storage }: DurableObjectState): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    if (sql.exec('SELECT 1 FROM schema_version WHERE version = ?', STEP).toArray().length > 0) return;
    const tables = sql
      .exec<{ name: string }>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .toArray();
    for (const { name } of tables) sql.exec(`ALTER TABLE ${name} ADD COLUMN of_a_later_release TEXT`);
    sql.exec('CREATE TABLE of_a_later_release (id TEXT PRIMARY KEY) WITHOUT ROWID');
    sql.exec('INSERT INTO schema_version (version) VALUES (?)', STEP);
  });
}

export class LedgerShard extends ledgerOf(messages) {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    widen(ctx);
  }
}

export class Operators extends product.Operators {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    widen(ctx);
  }
}

export class AgencyLog extends product.AgencyLog {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    widen(ctx);
  }
}

export class SiteReader extends product.SiteReader {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    widen(ctx);
  }
}

export class Webhook extends product.Webhook {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    widen(ctx);
  }
}

export class Monitor extends product.Monitor {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    widen(ctx);
  }
}

export default isolateOf(messages);

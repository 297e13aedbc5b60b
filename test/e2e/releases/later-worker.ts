/** A release that is to come: everything that it says has a member that nobody knows yet, and its objects have more tables and columns. */
import type { Env } from '../../../src/platform/env.ts';
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

const messages = { asked: withMore, answered: withMore, told: withMore };

const STEP = 1_000;
const TABLES = [
  'licenses',
  'keys',
  'partners',
  'fences',
  'entries',
  'grants',
  'units',
  'usage',
  'counts',
  'checkpoints',
];

export { AgencyLog, Monitor, Operators } from '../../../src/worker.ts';

export class LedgerShard extends ledgerOf(messages) {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { sql } = ctx.storage;
    ctx.storage.transactionSync(() => {
      if (sql.exec('SELECT 1 FROM schema_version WHERE version = ?', STEP).toArray().length > 0) return;
      sql.exec('CREATE TABLE of_a_later_release (id TEXT PRIMARY KEY) WITHOUT ROWID');
      for (const table of TABLES) sql.exec(`ALTER TABLE ${table} ADD COLUMN of_a_later_release TEXT`);
      sql.exec('INSERT INTO schema_version (version) VALUES (?)', STEP);
    });
  }
}
export default isolateOf(messages);

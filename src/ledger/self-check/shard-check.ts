/** The self-check of a ledger shard: its entries, and the bill that they make. */
import { isInTransit } from '../object-store/moving.ts';
import { EntryCheck, type EntryDeps } from './entry-check.ts';
import { SelfCheck } from './self-check.ts';

export function shardSelfCheck(between: EntryDeps & { transaction(body: () => void): void }): SelfCheck {
  const { sql, env } = between;
  return new SelfCheck(
    { ...between, db: env.DB },
    new EntryCheck(between, { hasBill: true, isInTransit: (license) => isInTransit(sql, license) }),
  );
}

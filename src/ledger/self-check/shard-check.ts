/** Self-check of a ledger shard: its entries, and the resulting bill. */
import { isInTransit } from '../object-store/moving.ts';
import { EntryCheck, type EntryDeps } from './entry-check.ts';
import { SelfCheck } from './self-check.ts';

export function shardSelfCheck(deps: EntryDeps & { transaction(body: () => void): void }): SelfCheck {
  const { sql, env } = deps;
  return new SelfCheck(
    { ...deps, db: env.DB },
    new EntryCheck(deps, { hasBill: true, isInTransit: (license) => isInTransit(sql, license) }),
  );
}

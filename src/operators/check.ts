/** The self-check of the operators' object: its log and D1's rows of it. Nothing is billed there, and no log comes or goes. */
import { EntryCheck, type EntryDeps } from '../ledger/self-check/entry-check.ts';
import { SelfCheck } from '../ledger/self-check/self-check.ts';

export function operatorsSelfCheck(between: EntryDeps & { transaction(body: () => void): void }): SelfCheck {
  return new SelfCheck(
    { ...between, db: between.env.DB },
    new EntryCheck(between, { hasBill: false, isInTransit: () => false }),
  );
}

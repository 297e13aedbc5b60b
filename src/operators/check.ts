/** Self-check of the operators' object: its log against D1. It bills nothing, and its log never moves. */
import { EntryCheck, type EntryDeps } from '../ledger/self-check/entry-check.ts';
import { SelfCheck } from '../ledger/self-check/self-check.ts';

export function operatorsSelfCheck(deps: EntryDeps & { transaction(body: () => void): void }): SelfCheck {
  return new SelfCheck(
    { ...deps, db: deps.env.DB },
    new EntryCheck(deps, { hasBill: false, isInTransit: () => false }),
  );
}

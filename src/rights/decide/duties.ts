/** Duties that block. */
import type { Rule } from '../odrl/model.ts';
import type { UseCase } from './case.ts';
import { type InPlay, isDischarged } from './prepared.ts';
import { type Denial, deny, type Witness } from './verdict.ts';

/** A duty is active unless one of its constraints is known to fail; an active one that we cannot discharge blocks. */
export function unmetDuty(
  from: InPlay,
  duties: readonly Rule[],
  use: UseCase,
  stage: number,
  witness?: Witness,
): Denial | undefined {
  for (const rule of duties) {
    if (isDischarged(rule)) continue;
    const truth = use.where.truthOf(rule.constraints);
    witness?.(from, rule, truth, use);
    if (truth !== 'fails') return deny('duty_unfulfilled', from, rule.id, stage, use, { from, rule, truth });
  }
  return undefined;
}

/** Duties: which the gateway discharges, and which block. */
import type { Rule } from '../odrl/model.ts';
import type { UseCase } from './case.ts';
import type { InPlay } from './docket.ts';
import { type Denial, deny, type Witness } from './verdict.ts';

/** Duties that the gateway itself discharges, by stamping and by logging; any other needs evidence that we do not have. */
const DISCHARGED: ReadonlySet<string> = new Set([
  'attribute',
  'cc:Attribution',
  'cc:Notice',
  'nextPolicy',
  'inform',
  'delete',
]);

export function isDischarged(duty: Rule): boolean {
  return duty.action !== undefined && DISCHARGED.has(duty.action);
}

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

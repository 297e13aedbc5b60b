/** Finds duties that block a use. */
import type { Rule } from '../odrl/model.ts';
import type { UseCase } from './case.ts';
import { type ApplicablePolicy, isDischarged } from './policy-index.ts';
import { type Denial, deny, type TraceSink } from './verdict.ts';

/**
 * A duty is active unless one of its constraints is known to fail. An active duty that the gateway cannot
 * discharge blocks the use.
 */
export function unmetDuty(
  policy: ApplicablePolicy,
  duties: readonly Rule[],
  use: UseCase,
  stage: number,
  trace?: TraceSink,
): Denial | undefined {
  for (const rule of duties) {
    if (isDischarged(rule)) continue;
    const truth = use.circumstances.truthOf(rule.constraints);
    trace?.(policy, rule, truth, use);
    if (truth !== 'fails')
      return deny('duty_unfulfilled', policy, rule.id, stage, use, { from: policy, rule, truth });
  }
  return undefined;
}

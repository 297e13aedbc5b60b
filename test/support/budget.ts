import { Budget, unbounded } from '../../src/platform/budget.ts';
import { ANONYMOUS_WORK } from '../../src/platform/limits.ts';

/** The tightest budget that a route gives: what honest documents must do with. */
export const anonymousBudget = () => new Budget(ANONYMOUS_WORK);
export { unbounded };

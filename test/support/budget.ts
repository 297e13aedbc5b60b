import { Budget, unbounded } from '../../src/platform/budget.ts';
import { ANONYMOUS_WORK, CALLER_WORK } from '../../src/platform/limits.ts';

/** The tightest budget that a route gives: what honest documents must do with. */
export const anonymousBudget = () => new Budget(ANONYMOUS_WORK);
/** Of a route whose caller is known. */
export const callerBudget = () => new Budget(CALLER_WORK);
export { unbounded };

/** Half-open ranges of tests on a scale (instants, elapsed time, amounts), for comparison without a use. */
import type { Test } from '../odrl/model.ts';
import type { Duration } from '../odrl/time.ts';

/** A point on a scale. Months have 28 to 31 days, so two durations do not always compare. */
type Bound = Duration;

export interface Range {
  /** First value inside, first value after. */
  from: Bound;
  to: Bound;
  /** Quantity and unit of the scale. A value stated without a unit is in that of the constraint. */
  scale: string;
}

const DAY_MS = 86_400_000;
const START: Bound = { months: 0, ms: -Infinity };
const END: Bound = { months: 0, ms: Infinity };

/** True if it is certain that `one` is no later than `other`. */
function notAfter(duration: Bound, other: Bound): boolean {
  if (duration.months === other.months) return duration.ms <= other.ms;
  return duration.ms + duration.months * 31 * DAY_MS <= other.ms + other.months * 28 * DAY_MS;
}

/** True if it is certain that the ranges have no common value. */
export function areApart(range: Range, other: Range): boolean {
  return range.scale === other.scale && (notAfter(range.to, other.from) || notAfter(other.to, range.from));
}

/** True if it is certain that `wide` contains `narrow`. */
export function liesIn(narrow: Range, wide: Range): boolean {
  return narrow.scale === wide.scale && notAfter(wide.from, narrow.from) && notAfter(narrow.to, wide.to);
}

/** Range that a test requires or excludes. Undefined: it tests names, or several amounts. */
export function rangeOf(test: Test): { range: Range; negate: boolean } | undefined {
  switch (test.type) {
    case 'interval':
      return {
        range: { from: at(test.from, START), to: at(test.to, END), scale: 'instant' },
        negate: test.negate,
      };
    case 'since':
      return {
        range: { from: test.from ?? START, to: test.to ?? END, scale: 'elapsed' },
        negate: test.negate,
      };
    case 'number':
      return amounts(test);
    default:
      return undefined;
  }
}

/** Last instant at which the test can hold, exclusive. Undefined: it has no such end. */
export function endOf(test: Test): number | undefined {
  return test.type === 'interval' && !test.negate ? test.to : undefined;
}

function at(ms: number | undefined, open: Bound): Bound {
  return ms === undefined ? open : { months: 0, ms };
}

/** There is no number between a number and its successor, so half-open ranges suit all scales. */
function amounts({
  operator,
  values,
  unit,
}: Extract<Test, { type: 'number' }>): { range: Range; negate: boolean } | undefined {
  const [value = 0, ...more] = values;
  const point = at(value, START);
  const after = at(value + Math.abs(value) * Number.EPSILON + Number.MIN_VALUE, START);
  const scale = unit === undefined ? 'number' : `${unit.measures} ${unit.factor}`;
  const range = (from: Bound, to: Bound, negate = false) => ({ range: { from, to, scale }, negate });
  switch (operator) {
    case 'lt':
      return range(START, point);
    case 'lteq':
      return range(START, after);
    case 'gt':
      return range(after, END);
    case 'gteq':
      return range(point, END);
    case 'neq':
    case 'isNoneOf':
      return more.length === 0 ? range(point, after, true) : undefined;
    default:
      return more.length === 0 ? range(point, after) : undefined;
  }
}

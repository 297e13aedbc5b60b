/** Tests that order a scale (instants, time elapsed, amounts) as half-open ranges, to be compared before any use is made. */
import type { Test } from '../odrl/model.ts';
import type { Duration } from '../odrl/time.ts';

/** A point on a scale. Months have 28 to 31 days, so between two durations there is not always an answer. */
type Bound = Duration;

export interface Range {
  /** First value in, first value out. */
  from: Bound;
  to: Bound;
  /** What the scale measures, in which unit: a value that is stated without a unit is in that of the constraint. */
  scale: string;
}

const DAY_MS = 86_400_000;
const START: Bound = { months: 0, ms: -Infinity };
const END: Bound = { months: 0, ms: Infinity };

/** Certain that the one comes no later than the other. */
function notAfter(duration: Bound, other: Bound): boolean {
  if (duration.months === other.months) return duration.ms <= other.ms;
  return duration.ms + duration.months * 31 * DAY_MS <= other.ms + other.months * 28 * DAY_MS;
}

/** Certain that nothing lies in both. */
export function areApart(range: Range, other: Range): boolean {
  return range.scale === other.scale && (notAfter(range.to, other.from) || notAfter(other.to, range.from));
}

/** Certain that whatever lies in the narrow one lies in the wide one. */
export function liesIn(narrow: Range, wide: Range): boolean {
  return narrow.scale === wide.scale && notAfter(wide.from, narrow.from) && notAfter(narrow.to, wide.to);
}

/** The range that a test asks for, or takes out; undefined for a test of names, and one of several amounts. */
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

/** The last instant at which the test can hold, exclusive; undefined: any, or it is not about instants. */
export function endOf(test: Test): number | undefined {
  return test.type === 'interval' && !test.negate ? test.to : undefined;
}

function at(ms: number | undefined, open: Bound): Bound {
  return ms === undefined ? open : { months: 0, ms };
}

/** Between two representable numbers there is none: half-open on every kind of scale. */
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

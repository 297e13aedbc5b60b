/**
 * Parses the query of a COUNTER report. As its API requires, unknown parameters cause an exception in the
 * report, not a refusal. Pure.
 */
import { adjacentPeriod, lastDayOf } from '../reports/period.ts';
import { type CounterException, exceptionOf } from './exceptions.ts';
import {
  ACCESS_METHODS,
  ACCESS_TYPE,
  type AccessMethod,
  DATA_TYPES,
  type DataType,
  METRICS,
  type Metric,
} from './words.ts';

export type ReportId = 'PR' | 'IR';

/** Undefined: not filtered. */
export interface CounterFilters {
  Metric_Type?: Metric[];
  Data_Type?: DataType[];
  Access_Method?: AccessMethod[];
  Access_Type?: (typeof ACCESS_TYPE)[];
  Item_ID?: string;
  Platform?: string;
}

export type ShownAttribute = 'Access_Method' | 'Access_Type';

export interface CounterQuery {
  report: ReportId;
  customer: string;
  /** YYYY-MM, both inclusive, in the past. */
  begin: string;
  end: string;
  filters: CounterFilters;
  show: ShownAttribute[];
  /** Parts of the request that were not followed. */
  exceptions: CounterException[];
}

export type ParsedQuery =
  | { kind: 'query'; query: CounterQuery }
  | { kind: 'refused'; exception: CounterException };

const refused = (...given: Parameters<typeof exceptionOf>): ParsedQuery => ({
  kind: 'refused',
  exception: exceptionOf(...given),
});

/** `nowMs`: milliseconds, UTC. */
export function counterQuery(
  report: ReportId,
  given: Record<string, string>,
  { platform, nowMs }: { platform: string; nowMs: number },
): ParsedQuery {
  const { customer_id: customer, begin_date, end_date } = given;
  const missing = ['customer_id', 'begin_date', 'end_date'].filter((name) => !given[name]);
  if (!customer || !begin_date || !end_date) return refused(1030, `Missing: ${missing.join(', ')}`);
  const begin = monthOf(begin_date, 'first');
  const end = monthOf(end_date, 'last');
  if (!begin || !end)
    return refused(3020, 'Expected yyyy-mm, or the first and the last day of months as yyyy-mm-dd');
  if (end < begin) return refused(3020, 'end_date comes before begin_date');
  const last = monthBefore(new Date(nowMs).toISOString().slice(0, 7));
  if (begin > last) return refused(3020, `The last month that is over is ${last}`);
  const isOver = end <= last;
  const tooEarly = isOver ? [] : monthsBetween(monthAfter(last), end);
  const notReady = isOver ? [] : [exceptionOf(3031, `Not over yet: ${tooEarly.join(', ')}`)];
  const reading = new Reading(given);
  const filters = filtersOf(report, reading, platform);
  const show = attributesOf(report, reading);
  return {
    kind: 'query',
    query: {
      report,
      customer,
      begin,
      end: isOver ? end : last,
      filters,
      show,
      exceptions: [...notReady, ...reading.exceptions()],
    },
  };
}

function filtersOf(report: ReportId, reading: Reading, platform: string): CounterFilters {
  const metrics = reading.list('metric_type', report === 'PR' ? METRICS.slice(0, 4) : METRICS);
  // The schema requires more than one metric in a performance of a platform report.
  const isTooFew = report === 'PR' && metrics?.length === 1;
  if (isTooFew) reading.wrongFilter('metric_type: PR takes two and more');
  return {
    ...(metrics && !isTooFew && { Metric_Type: metrics }),
    ...named('Data_Type', reading.list('data_type', DATA_TYPES)),
    ...named('Access_Method', reading.list('access_method', ACCESS_METHODS)),
    ...(report === 'IR' && named('Access_Type', reading.list('access_type', [ACCESS_TYPE]))),
    ...(report === 'IR' && named('Item_ID', reading.text('item_id'))),
    ...named('Platform', reading.list('platform', [platform])?.[0]),
  };
}

const named = <N extends keyof CounterFilters>(name: N, value: CounterFilters[N] | undefined) =>
  value === undefined ? {} : { [name]: value };

function attributesOf(report: ReportId, reading: Reading): ShownAttribute[] {
  const columns =
    report === 'IR' ? (['Access_Type', 'Access_Method'] as const) : (['Access_Method'] as const);
  const show: readonly ShownAttribute[] = reading.attributes('attributes_to_show', columns);
  reading.attributes('granularity', ['Month']);
  if (report === 'IR') {
    reading.attributes('include_parent_details', ['False']);
    reading.components();
  }
  // In COUNTER's column order.
  return columns.filter((name) => show.includes(name));
}

/** Reads parameters by name. Those left over are unknown. */
class Reading {
  readonly #given: Record<string, string>;
  readonly #unread: Set<string>;
  readonly #filters: string[] = [];
  readonly #attributes: string[] = [];
  #hasComponents = false;

  constructor(given: Record<string, string>) {
    this.#given = given;
    // Authentication is by token, so these are accepted and ignored.
    const known = ['customer_id', 'begin_date', 'end_date', 'requestor_id', 'api_key'];
    this.#unread = new Set(Object.keys(given).filter((name) => !known.includes(name)));
  }

  text(name: string): string | undefined {
    this.#unread.delete(name);
    return this.#given[name] || undefined;
  }

  /** Values separated by `|`. A filter with an invalid value is ignored as a whole. */
  list<T extends string>(name: string, offered: readonly T[]): T[] | undefined {
    const { values, invalid } = this.#values(name, offered);
    if (invalid.length > 0) this.wrongFilter(`${name}: ${invalid.join(', ')}`);
    return invalid.length > 0 || values.length === 0 ? undefined : values;
  }

  attributes<T extends string>(name: string, offered: readonly T[]): T[] {
    const { values, invalid } = this.#values(name, offered);
    this.#attributes.push(...invalid.map((value) => `${name}: ${value}`));
    return values;
  }

  components(): void {
    this.#hasComponents = this.text('include_component_details')?.toLowerCase() === 'true';
  }

  wrongFilter(data: string): void {
    this.#filters.push(data);
  }

  exceptions(): CounterException[] {
    const list = (code: 3050 | 3060 | 3062, found: string[]) =>
      found.length > 0 ? [exceptionOf(code, found.join('; '))] : [];
    return [
      ...list(3050, [...this.#unread]),
      ...list(3060, this.#filters),
      ...list(3062, this.#attributes),
      ...(this.#hasComponents ? [exceptionOf(3063)] : []),
    ];
  }

  #values<T extends string>(name: string, offered: readonly T[]): { values: T[]; invalid: string[] } {
    const values = [...new Set((this.text(name) ?? '').split('|').filter((value) => value !== ''))];
    const isOffered = (value: string): value is T => (offered as readonly string[]).includes(value);
    return { values: values.filter(isOffered), invalid: values.filter((value) => !isOffered(value)) };
  }
}

/**
 * Parses a month, or its first or last day, to YYYY-MM. Null if malformed, or from the year 3000 on, which
 * bounds lists of months.
 */
function monthOf(date: string, day: 'first' | 'last'): string | null {
  const [, month = '', of] = /^([12]\d{3}-(?:0[1-9]|1[0-2]))(?:-(\d\d))?$/.exec(date) ?? [];
  if (month === '') return null;
  return of === undefined || of === (day === 'first' ? '01' : lastDayOf(month).slice(8)) ? month : null;
}

export const monthAfter = (month: string) => adjacentPeriod(month, 1) ?? month;
const monthBefore = (month: string) => adjacentPeriod(month, -1) ?? month;

/** Both inclusive. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month);
  return months;
}

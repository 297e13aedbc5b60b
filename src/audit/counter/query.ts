/** What a COUNTER report is asked for: by the parameters of its API, which are never refused for being too many. Pure. */
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

/** Undefined: not asked for, so all. */
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
  /** YYYY-MM, both included; `end` is over. */
  begin: string;
  end: string;
  filters: CounterFilters;
  show: ShownAttribute[];
  /** What of the request was not followed. */
  exceptions: CounterException[];
}

export type Asked = { kind: 'query'; query: CounterQuery } | { kind: 'refused'; exception: CounterException };

const refused = (...given: Parameters<typeof exceptionOf>): Asked => ({
  kind: 'refused',
  exception: exceptionOf(...given),
});

/** `nowMs`: milliseconds, UTC. */
export function counterQuery(
  report: ReportId,
  given: Record<string, string>,
  { platform, nowMs }: { platform: string; nowMs: number },
): Asked {
  const { customer_id: customer, begin_date, end_date } = given;
  const missing = ['customer_id', 'begin_date', 'end_date'].filter((name) => !given[name]);
  if (!customer || !begin_date || !end_date) return refused(1030, `Missing: ${missing.join(', ')}`);
  const begin = monthOf(begin_date, 'first');
  const asked = monthOf(end_date, 'last');
  if (!begin || !asked)
    return refused(3020, 'Expected yyyy-mm, or the first and the last day of months as yyyy-mm-dd');
  if (asked < begin) return refused(3020, 'end_date comes before begin_date');
  const last = monthBefore(new Date(nowMs).toISOString().slice(0, 7));
  if (begin > last) return refused(3020, `The last month that is over is ${last}`);
  const isOver = asked <= last;
  const tooEarly = isOver ? [] : monthsBetween(monthAfter(last), asked);
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
      end: isOver ? asked : last,
      filters,
      show,
      exceptions: [...notReady, ...reading.exceptions()],
    },
  };
}

function filtersOf(report: ReportId, reading: Reading, platform: string): CounterFilters {
  const metrics = reading.list('metric_type', report === 'PR' ? METRICS.slice(0, 4) : METRICS);
  // A platform's performance of a single metric is not valid by the schema of the report.
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
  const shown = report === 'IR' ? (['Access_Type', 'Access_Method'] as const) : (['Access_Method'] as const);
  const show: readonly ShownAttribute[] = reading.attributes('attributes_to_show', shown);
  reading.attributes('granularity', ['Month']);
  if (report === 'IR') {
    reading.attributes('include_parent_details', ['False']);
    reading.components();
  }
  // In the order of the columns that COUNTER gives them.
  return shown.filter((name) => show.includes(name));
}

/** Reads parameters one by one: what is left is not known here. */
class Reading {
  readonly #given: Record<string, string>;
  readonly #unread: Set<string>;
  readonly #filters: string[] = [];
  readonly #attributes: string[] = [];
  #hasComponents = false;

  constructor(given: Record<string, string>) {
    this.#given = given;
    // Who asks is told by the token.
    const known = ['customer_id', 'begin_date', 'end_date', 'requestor_id', 'api_key'];
    this.#unread = new Set(Object.keys(given).filter((name) => !known.includes(name)));
  }

  text(name: string): string | undefined {
    this.#unread.delete(name);
    return this.#given[name] || undefined;
  }

  /** Values that are separated by `|`. A filter with one that is not offered is ignored whole. */
  list<T extends string>(name: string, offered: readonly T[]): T[] | undefined {
    const { values, wrong } = this.#values(name, offered);
    if (wrong.length > 0) this.wrongFilter(`${name}: ${wrong.join(', ')}`);
    return wrong.length > 0 || values.length === 0 ? undefined : values;
  }

  attributes<T extends string>(name: string, offered: readonly T[]): T[] {
    const { values, wrong } = this.#values(name, offered);
    this.#attributes.push(...wrong.map((value) => `${name}: ${value}`));
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

  #values<T extends string>(name: string, offered: readonly T[]): { values: T[]; wrong: string[] } {
    const asked = [...new Set((this.text(name) ?? '').split('|').filter((value) => value !== ''))];
    const isOffered = (value: string): value is T => (offered as readonly string[]).includes(value);
    return { values: asked.filter(isOffered), wrong: asked.filter((value) => !isOffered(value)) };
  }
}

/** YYYY-MM of a month, or of its first or last day. Null: neither, or of a year from 3000 on: no list of months would end there. */
function monthOf(date: string, day: 'first' | 'last'): string | null {
  const [, month = '', of] = /^([12]\d{3}-(?:0[1-9]|1[0-2]))(?:-(\d\d))?$/.exec(date) ?? [];
  if (month === '') return null;
  return of === undefined || of === (day === 'first' ? '01' : lastDayOf(month).slice(8)) ? month : null;
}

/** YYYY-MM-DD. */
export function lastDayOf(month: string): string {
  return new Date(Date.parse(`${monthAfter(month)}-01`) - 1).toISOString().slice(0, 10);
}

export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

function monthBefore(month: string): string {
  return new Date(Date.parse(`${month}-01`) - 1).toISOString().slice(0, 7);
}

/** Both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month);
  return months;
}

/** A COUNTER Release 5.1 report as JSON: the platform's (PR) or by item (IR). Pure. */
import type { ActivityItem } from './activity.ts';
import { type CounterException, exceptionOf } from './exceptions.ts';
import {
  type CounterFilters,
  type CounterQuery,
  lastDayOf,
  monthsBetween,
  type ShownAttribute,
} from './query.ts';
import type { Counts, ItemCounts } from './tally.ts';
import { ACCESS_TYPE, type AccessMethod, type DataType, dataTypeOf, METRICS, type Metric } from './words.ts';

/** Namespace of the ids that are the gateway's own. */
const NAMESPACE = 'imprimatur';

/** Whose use it is. */
export interface Customer {
  /** The partner's. */
  name: string;
  /** As it was asked for, a partner's or a license's. */
  id: string;
}

/** What the catalogue says of an article. */
export interface CataloguedItem {
  type: string;
  headline: string | null;
}

export interface Made {
  /** The agency: publisher of all, and the name of the platform. */
  agency: string;
  customer: Customer;
  items: Map<string, CataloguedItem>;
  /** Months, YYYY-MM, of which texts of entries were deleted. */
  archived: string[];
  /** Milliseconds, UTC. */
  nowMs: number;
}

export interface ReportHeader {
  Release: '5.1';
  Report_ID: CounterQuery['report'];
  Report_Name: string;
  Created: string;
  Created_By: string;
  Institution_ID: { Proprietary: string[] };
  Institution_Name: string;
  Registry_Record: '';
  Report_Attributes?: { Attributes_To_Show: ShownAttribute[] };
  Report_Filters: { Begin_Date: string; End_Date: string } & CounterFilters;
  Exceptions?: CounterException[];
}

export interface AttributePerformance {
  Data_Type: DataType;
  Access_Type?: typeof ACCESS_TYPE;
  Access_Method?: AccessMethod;
  Performance: Counts;
}

export interface ReportItem {
  Item: string;
  Publisher: string;
  Platform: string;
  Item_ID: { Proprietary: string; URI?: string };
  Attribute_Performance: AttributePerformance[];
}

export interface PlatformItem {
  Platform: string;
  Attribute_Performance: AttributePerformance[];
}

export interface CounterReport {
  Report_Header: ReportHeader;
  /** Of PR, and of IR. */
  Report_Items: PlatformItem[] | { Items: ReportItem[] }[];
}

const NAMES = { PR: 'Platform Report', IR: 'Item Report' } as const;

export function counterReport(query: CounterQuery, counted: ItemCounts[], made: Made): CounterReport {
  const rows = counted
    .map((row) => ({
      ...row,
      dataType: row.item.dataType ?? dataTypeOf(made.items.get(row.item.article)?.type),
    }))
    .filter((row) => isAsked(row, query.filters));
  const performances = (of: Row[]) => performancesOf(of, query);
  const header = (isEmpty: boolean): ReportHeader => headerOf(query, made, isEmpty);
  if (query.report === 'PR') {
    const Attribute_Performance = performances(rows);
    const isEmpty = Attribute_Performance.length === 0;
    const Report_Items = isEmpty ? [] : [{ Platform: made.agency, Attribute_Performance }];
    return { Report_Header: header(isEmpty), Report_Items };
  }
  const Items = itemsOf(rows).flatMap(({ item, of }): ReportItem[] => {
    const Attribute_Performance = performances(of);
    return Attribute_Performance.length > 0 ? [{ ...describedAs(item, made), Attribute_Performance }] : [];
  });
  return { Report_Header: header(Items.length === 0), Report_Items: Items.length > 0 ? [{ Items }] : [] };
}

type Row = ItemCounts & { dataType: DataType };

function isAsked({ dataType, accessMethod, item }: Row, filters: CounterFilters): boolean {
  const { Data_Type, Access_Method, Item_ID } = filters;
  return (
    (!Data_Type || Data_Type.includes(dataType)) &&
    (!Access_Method || Access_Method.includes(accessMethod)) &&
    (Item_ID === undefined || [item.id, `${NAMESPACE}:${item.id}`, item.uri].includes(Item_ID))
  );
}

/** Rows of one item together, by id, so that the same use is the same bytes. */
function itemsOf(rows: Row[]): { item: ActivityItem; of: Row[] }[] {
  const items = new Map<string, { item: ActivityItem; of: Row[] }>();
  for (const row of rows) {
    const known = items.get(row.item.id) ?? { item: row.item, of: [] };
    known.of.push(row);
    items.set(row.item.id, known);
  }
  return [...items.values()].sort((one, other) => (one.item.id < other.item.id ? -1 : 1));
}

/** What is not shown apart is summed up. */
function performancesOf(rows: Row[], query: CounterQuery): AttributePerformance[] {
  const { show } = query;
  const byAttributes = new Map<string, AttributePerformance>();
  for (const { dataType, accessMethod, counts } of rows) {
    const attributes: Omit<AttributePerformance, 'Performance'> = {
      Data_Type: dataType,
      ...(show.includes('Access_Type') && { Access_Type: ACCESS_TYPE }),
      ...(show.includes('Access_Method') && { Access_Method: accessMethod }),
    };
    const key = JSON.stringify(attributes);
    const known: AttributePerformance = byAttributes.get(key) ?? { ...attributes, Performance: {} };
    byAttributes.set(key, { ...known, Performance: sumOf(known.Performance, counts) });
  }
  return [...byAttributes]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, { Performance, ...attributes }]) => {
      const told = performanceOf(Performance, query);
      return told ? [{ ...attributes, Performance: told }] : [];
    });
}

/** A platform's report tells no denials. */
function metricsOf(report: CounterQuery['report'], { Metric_Type }: CounterFilters): readonly Metric[] {
  return Metric_Type ?? (report === 'PR' ? METRICS.slice(0, 4) : METRICS);
}

/** Null: nothing of it was asked for. */
function performanceOf(counts: Counts, { report, filters }: CounterQuery): Counts | null {
  const asked = metricsOf(report, filters);
  const told = asked.flatMap((metric) => {
    const months = counts[metric];
    return months ? [[metric, Object.fromEntries(Object.entries(months).sort())] as const] : [];
  });
  const [only, ...others] = told;
  if (!only) return null;
  if (report === 'IR' || others.length > 0) return Object.fromEntries(told);
  // The schema of PR has no room for a single metric: another one that was asked for was 0.
  const zeros = Object.fromEntries(Object.keys(only[1]).map((month) => [month, 0]));
  return { [asked.find((metric) => metric !== only[0]) ?? '']: zeros, ...Object.fromEntries(told) };
}

function sumOf(one: Counts, other: Counts): Counts {
  const sum: Counts = {};
  for (const metric of METRICS) {
    const months = [...new Set([...Object.keys(one[metric] ?? {}), ...Object.keys(other[metric] ?? {})])];
    if (months.length > 0)
      sum[metric] = Object.fromEntries(
        months.map((month) => [month, (one[metric]?.[month] ?? 0) + (other[metric]?.[month] ?? 0)]),
      );
  }
  return sum;
}

function describedAs(
  { id, article, uri }: ActivityItem,
  { agency, items }: Made,
): Omit<ReportItem, 'Attribute_Performance'> {
  return {
    Item: items.get(article)?.headline ?? '',
    Publisher: agency,
    Platform: agency,
    // A component has no uri of its own here.
    Item_ID: { Proprietary: `${NAMESPACE}:${id}`, ...(id === article && isUri(uri) && { URI: uri }) },
  };
}

const isUri = (text: string): boolean => URL.canParse(text) && !/[^\x21-\x7e]/.test(text);

function headerOf(query: CounterQuery, made: Made, isEmpty: boolean): ReportHeader {
  const { report, begin, end, filters, show } = query;
  const exceptions = [...query.exceptions, ...archivedExceptions(query, made.archived, isEmpty)];
  return {
    Release: '5.1',
    Report_ID: report,
    Report_Name: NAMES[report],
    Created: `${new Date(made.nowMs).toISOString().slice(0, 19)}Z`,
    Created_By: made.agency,
    Institution_ID: { Proprietary: [`${NAMESPACE}:${made.customer.id}`] },
    Institution_Name: made.customer.name,
    Registry_Record: '',
    ...(show.length > 0 && { Report_Attributes: { Attributes_To_Show: show } }),
    Report_Filters: { Begin_Date: `${begin}-01`, End_Date: lastDayOf(end), ...filters },
    ...(exceptions.length > 0 && { Exceptions: exceptions }),
  };
}

/** Months at the beginning are no longer there; later ones are missing in the middle. 3030 is for what is there and has no use. */
function archivedExceptions(
  { begin, end }: CounterQuery,
  archived: string[],
  isEmpty: boolean,
): CounterException[] {
  const months = monthsBetween(begin, end);
  const there = months.findIndex((month) => !archived.includes(month));
  const gone = there < 0 ? months : months.slice(0, there);
  const missing = months.filter((month) => archived.includes(month) && !gone.includes(month));
  const inArchive = (of: string[]) => `In the archive, or deleted: ${of.join(', ')}`;
  return [
    ...(isEmpty && there >= 0 ? [exceptionOf(3030)] : []),
    ...(gone.length > 0 ? [exceptionOf(3032, inArchive(gone))] : []),
    ...(missing.length > 0 ? [exceptionOf(3040, inArchive(missing))] : []),
  ];
}

/** Builds a COUNTER Release 5.1 report as JSON: platform (PR) or item (IR). Pure. */
import { lastDayOf } from '../reports/period.ts';
import type { ActivityItem } from './activity.ts';
import { type CounterException, exceptionOf } from './exceptions.ts';
import { type CounterFilters, type CounterQuery, monthsBetween, type ShownAttribute } from './query.ts';
import type { Counts, ItemCounts } from './tally.ts';
import { ACCESS_TYPE, type AccessMethod, type DataType, dataTypeOf, METRICS, type Metric } from './words.ts';

/** Namespace of the gateway's own ids. */
const NAMESPACE = 'imprimatur';

/** The customer whose usage is reported. */
export interface Customer {
  /** Name of the partner. */
  name: string;
  /** The requested id, of a partner or a license. */
  id: string;
}

/** Catalogue data of an article. */
export interface CataloguedItem {
  type: string;
  headline: string | null;
}

export interface ReportContext {
  /** Name of the agency, which is publisher and platform. */
  agency: string;
  customer: Customer;
  items: Map<string, CataloguedItem>;
  /** Months, YYYY-MM, whose entries are no longer complete. */
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
  /** In a PR and an IR, respectively. */
  Report_Items: PlatformItem[] | { Items: ReportItem[] }[];
}

const NAMES = { PR: 'Platform Report', IR: 'Item Report' } as const;

export function counterReport(
  query: CounterQuery,
  counted: ItemCounts[],
  context: ReportContext,
): CounterReport {
  const rows = counted
    .map((row) => ({
      ...row,
      dataType: row.item.dataType ?? dataTypeOf(context.items.get(row.item.article)?.type),
    }))
    .filter((row) => isSelected(row, query.filters));
  const performances = (itemRows: Row[]) => performancesOf(itemRows, query);
  const header = (isEmpty: boolean): ReportHeader => headerOf(query, context, isEmpty);
  if (query.report === 'PR') {
    const Attribute_Performance = performances(rows);
    const isEmpty = Attribute_Performance.length === 0;
    const Report_Items = isEmpty ? [] : [{ Platform: context.agency, Attribute_Performance }];
    return { Report_Header: header(isEmpty), Report_Items };
  }
  const Items = itemsOf(rows).flatMap(({ item, of }): ReportItem[] => {
    const Attribute_Performance = performances(of);
    return Attribute_Performance.length > 0 ? [{ ...describedAs(item, context), Attribute_Performance }] : [];
  });
  return { Report_Header: header(Items.length === 0), Report_Items: Items.length > 0 ? [{ Items }] : [] };
}

type Row = ItemCounts & { dataType: DataType };

function isSelected({ dataType, accessMethod, item }: Row, filters: CounterFilters): boolean {
  const { Data_Type, Access_Method, Item_ID } = filters;
  return (
    (!Data_Type || Data_Type.includes(dataType)) &&
    (!Access_Method || Access_Method.includes(accessMethod)) &&
    (Item_ID === undefined || [item.id, `${NAMESPACE}:${item.id}`, item.uri].includes(Item_ID))
  );
}

/** Groups rows by item, sorted by id, so that equal usage gives equal bytes. */
function itemsOf(rows: Row[]): { item: ActivityItem; of: Row[] }[] {
  return [...Map.groupBy(rows, ({ item }) => item.id).values()]
    .flatMap((of) => (of[0] ? { item: of[0].item, of } : []))
    .sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
}

/** Sums up attributes that are not shown. */
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
    const performance: AttributePerformance = byAttributes.get(key) ?? { ...attributes, Performance: {} };
    byAttributes.set(key, { ...performance, Performance: sumOf(performance.Performance, counts) });
  }
  return [...byAttributes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { Performance, ...attributes }]) => {
      const counts = performanceOf(Performance, query);
      return counts ? [{ ...attributes, Performance: counts }] : [];
    });
}

/** A platform report has no denials. */
function metricsOf(report: CounterQuery['report'], { Metric_Type }: CounterFilters): readonly Metric[] {
  return Metric_Type ?? (report === 'PR' ? METRICS.slice(0, 4) : METRICS);
}

/** Null: no requested metric. */
function performanceOf(counts: Counts, { report, filters }: CounterQuery): Counts | null {
  const metrics = metricsOf(report, filters);
  const rows = metrics.flatMap((metric) => {
    const months = counts[metric];
    return months ? [[metric, Object.fromEntries(Object.entries(months).sort())] as const] : [];
  });
  const [only, ...others] = rows;
  if (!only) return null;
  if (report === 'IR' || others.length > 0) return Object.fromEntries(rows);
  // The schema of PR requires two metrics, so another requested metric is added with zeros.
  const zeros = Object.fromEntries(Object.keys(only[1]).map((month) => [month, 0]));
  return { [metrics.find((metric) => metric !== only[0]) ?? '']: zeros, ...Object.fromEntries(rows) };
}

function sumOf(a: Counts, b: Counts): Counts {
  const sum: Counts = {};
  for (const metric of METRICS) {
    const months = [...new Set([...Object.keys(a[metric] ?? {}), ...Object.keys(b[metric] ?? {})])];
    if (months.length > 0)
      sum[metric] = Object.fromEntries(
        months.map((month) => [month, (a[metric]?.[month] ?? 0) + (b[metric]?.[month] ?? 0)]),
      );
  }
  return sum;
}

function describedAs(
  { id, article, uri }: ActivityItem,
  { agency, items }: ReportContext,
): Omit<ReportItem, 'Attribute_Performance'> {
  return {
    Item: items.get(article)?.headline ?? '',
    Publisher: agency,
    Platform: agency,
    // Components have no URI of their own.
    Item_ID: { Proprietary: `${NAMESPACE}:${id}`, ...(id === article && isUri(uri) && { URI: uri }) },
  };
}

const isUri = (text: string): boolean => URL.canParse(text) && !/[^\x21-\x7e]/.test(text);

function headerOf(query: CounterQuery, context: ReportContext, isEmpty: boolean): ReportHeader {
  const { report, begin, end, filters, show } = query;
  const exceptions = [...query.exceptions, ...archivedExceptions(query, context.archived, isEmpty)];
  return {
    Release: '5.1',
    Report_ID: report,
    Report_Name: NAMES[report],
    Created: `${new Date(context.nowMs).toISOString().slice(0, 19)}Z`,
    Created_By: context.agency,
    Institution_ID: { Proprietary: [`${NAMESPACE}:${context.customer.id}`] },
    Institution_Name: context.customer.name,
    Registry_Record: '',
    ...(show.length > 0 && { Report_Attributes: { Attributes_To_Show: show } }),
    Report_Filters: { Begin_Date: `${begin}-01`, End_Date: lastDayOf(end), ...filters },
    ...(exceptions.length > 0 && { Exceptions: exceptions }),
  };
}

/**
 * 3032: months at the beginning are not in D1. 3040: months in between are not. 3030: the other months have
 * no usage.
 */
function archivedExceptions(
  { begin, end }: CounterQuery,
  archived: string[],
  isEmpty: boolean,
): CounterException[] {
  const months = monthsBetween(begin, end);
  const firstRetained = months.findIndex((month) => !archived.includes(month));
  const absent = firstRetained < 0 ? months : months.slice(0, firstRetained);
  const missing = months.filter((month) => archived.includes(month) && !absent.includes(month));
  const inArchive = (list: string[]) => `In the archive, or deleted: ${list.join(', ')}`;
  return [
    ...(isEmpty && firstRetained >= 0 ? [exceptionOf(3030)] : []),
    ...(absent.length > 0 ? [exceptionOf(3032, inArchive(absent))] : []),
    ...(missing.length > 0 ? [exceptionOf(3040, inArchive(missing))] : []),
  ];
}

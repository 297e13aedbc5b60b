/** COUNTER report as TSV: one row for each metric, one column for each month. Pure. */
import { monthsBetween } from './query.ts';
import type {
  AttributePerformance,
  CounterReport,
  PlatformItem,
  ReportHeader,
  ReportItem,
} from './report.ts';
import type { Metric } from './words.ts';

export const TSV_TYPE = 'text/tab-separated-values';

/** Makes spreadsheets read the file as UTF-8. */
const BOM = '\uFEFF';
/** Text that a spreadsheet would evaluate as a formula, even after quotes, which it removes. */
const COMPUTED = /^["']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

type Cell = string | number;

export function asTsv({ Report_Header: header, Report_Items: reportItems }: CounterReport): string {
  const { Begin_Date, End_Date } = header.Report_Filters;
  const months = monthsBetween(Begin_Date.slice(0, 7), End_Date.slice(0, 7));
  const attributes = ['Data_Type', ...(header.Report_Attributes?.Attributes_To_Show ?? [])] as const;
  const describing = header.Report_ID === 'PR' ? ['Platform'] : ITEM_COLUMNS;
  const items = reportItems.flatMap((item): (PlatformItem | ReportItem)[] =>
    'Items' in item ? item.Items : [item],
  );
  const rows = items.flatMap((item) =>
    item.Attribute_Performance.flatMap((performance) =>
      metricRows(performance, months).map((counts) => [
        ...('Item_ID' in item ? itemCells(item) : [item.Platform]),
        ...attributes.map((name) => performance[name] ?? ''),
        ...counts,
      ]),
    ),
  );
  const columns = [
    ...describing,
    ...attributes,
    'Metric_Type',
    'Reporting_Period_Total',
    ...months.map(monthName),
  ];
  return BOM + [...headerRows(header), [], columns, ...rows].map(tsvLine).join('');
}

const ITEM_COLUMNS = [
  ...['Item', 'Publisher', 'Publisher_ID', 'Platform', 'DOI', 'Proprietary_ID', 'ISBN', 'Print_ISSN'],
  ...['Online_ISSN', 'URI'],
];

function itemCells({ Item, Publisher, Platform, Item_ID: { Proprietary, URI = '' } }: ReportItem): Cell[] {
  return [Item, Publisher, '', Platform, '', Proprietary, '', '', '', URI];
}

function metricRows({ Performance }: AttributePerformance, months: string[]): Cell[][] {
  return (Object.keys(Performance).sort() as Metric[]).map((metric) => {
    const counts = months.map((month) => Performance[metric]?.[month] ?? 0);
    return [metric, counts.reduce((sum, count) => sum + count, 0), ...counts];
  });
}

/** The fourteen header rows of the Code of Practice; the last one is blank. */
function headerRows(header: ReportHeader): Cell[][] {
  const { Begin_Date, End_Date, Metric_Type, ...filters } = header.Report_Filters;
  const listed = Object.entries(filters).map(([name, value]) => `${name}=${[value].flat().join('|')}`);
  const attributes = header.Report_Attributes?.Attributes_To_Show;
  const exceptions = (header.Exceptions ?? []).map(
    ({ Code, Message, Data }) => `${Code}: ${Message}${Data === undefined ? '' : ` (${Data})`}`,
  );
  return [
    ['Report_Name', header.Report_Name],
    ['Report_ID', header.Report_ID],
    ['Release', header.Release],
    ['Institution_Name', header.Institution_Name],
    ['Institution_ID', header.Institution_ID.Proprietary.join('; ')],
    ['Metric_Types', (Metric_Type ?? []).join('; ')],
    ['Report_Filters', listed.join('; ')],
    ['Report_Attributes', attributes ? `Attributes_To_Show=${attributes.join('|')}` : ''],
    ['Exceptions', exceptions.join('; ')],
    ['Reporting_Period', `Begin_Date=${Begin_Date}; End_Date=${End_Date}`],
    ['Created', header.Created],
    ['Created_By', header.Created_By],
    ['Registry_Record', header.Registry_Record],
  ];
}

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-10` → `Oct-2026`. */
function monthName(month: string): string {
  return `${NAMES[Number(month.slice(5)) - 1]}-${month.slice(0, 4)}`;
}

function tsvLine(cells: Cell[]): string {
  return `${cells.map(tsvCell).join('\t')}\n`;
}

function tsvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const line = cell.replaceAll(/\s+/g, ' ').trim();
  const text = COMPUTED.test(line) ? `'${line}` : line;
  // Otherwise a leading quote would merge all cells up to the next quote.
  return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

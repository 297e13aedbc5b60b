/** An entry as a record of CSV: each member of its own column, lists and objects as JSON, so that the entry can be made again. Pure. */
import { type CsvCell, csvLine } from '../csv.ts';

/** In this order, now and later: new columns come at the end of the record. */
const COLUMNS = [
  'id',
  'kind',
  'at',
  'license',
  'licenseVersion',
  'index',
  'partner',
  'title',
  'key',
  'env',
  'article',
  'uri',
  'version',
  'sections',
  'format',
  'use',
  'territory',
  'channel',
  'stated',
  'narrowed',
  'outcome',
  'code',
  'decidedBy',
  'billable',
  'billed',
  'delivered',
  'withheld',
  'policies',
  'v',
  'leaf',
] as const;

/** What an entry has besides, as a JSON object; empty: nothing. */
const OTHERS = 'others';

/** No part of the entry: present names of what it mentions by id, and the units that it adds to the bill. */
const NAMES = ['partnerName', 'licenseReference', 'headline', 'units'] as const;

export type EntryNames = Partial<Record<Exclude<(typeof NAMES)[number], 'units'>, string | null>>;

const KNOWN = new Set<string>(COLUMNS);

export const ENTRY_HEADER = csvLine([...COLUMNS, OTHERS, ...NAMES]);

export function entryRecord(entry: Record<string, unknown>, names: EntryNames = {}): string {
  const cells = { ...names, units: entry.billable ?? entry.units };
  const others = Object.entries(entry).filter(([name]) => !KNOWN.has(name));
  return csvLine([
    ...COLUMNS.map((name) => cellOf(entry[name])),
    others.length > 0 ? JSON.stringify(Object.fromEntries(others)) : null,
    ...NAMES.map((name) => cellOf(cells[name])),
  ]);
}

function cellOf(value: unknown): CsvCell {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

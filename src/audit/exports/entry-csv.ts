/**
 * An entry as a CSV record: one column for each member, lists and objects as JSON, so that the entry can be
 * reconstructed. Pure.
 */
import { type CsvCell, csvLine } from '../csv.ts';

/** The order is stable; new columns are appended. */
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

/** Column with unknown members as a JSON object; empty if there are none. */
const OTHERS_COLUMN = 'others';

/** Not part of the entry: current names of the ids in it, and the units that it adds to the bill. */
const NAMES = ['partnerName', 'licenseReference', 'headline', 'units'] as const;

export type EntryNames = Partial<Record<Exclude<(typeof NAMES)[number], 'units'>, string | null>>;

const KNOWN = new Set<string>(COLUMNS);

export const ENTRY_HEADER = csvLine([...COLUMNS, OTHERS_COLUMN, ...NAMES]);

export function entryRecord(entry: Record<string, unknown>, names: EntryNames = {}): string {
  const cells = { ...names, units: entry.billable ?? entry.units };
  const unknownMembers = Object.entries(entry).filter(([name]) => !KNOWN.has(name));
  return csvLine([
    ...COLUMNS.map((name) => cellOf(entry[name])),
    unknownMembers.length > 0 ? JSON.stringify(Object.fromEntries(unknownMembers)) : null,
    ...NAMES.map((name) => cellOf(cells[name])),
  ]);
}

function cellOf(value: unknown): CsvCell {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

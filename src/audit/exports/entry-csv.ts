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

/**
 * Not part of the entry: current names of the ids in it, the units that it adds to the bill, and for people
 * who read the file without the console, what came of the use and all reasons for what was refused.
 */
const NAMES = [
  'partnerName',
  'licenseReference',
  'headline',
  'units',
  'titleName',
  'result',
  'reasons',
] as const;

export type EntryNames = Partial<
  Record<Exclude<(typeof NAMES)[number], 'units' | 'result' | 'reasons'>, string | null>
>;

const KNOWN = new Set<string>(COLUMNS);

export const ENTRY_HEADER = csvLine([...COLUMNS, OTHERS_COLUMN, ...NAMES]);

export function entryRecord(entry: Record<string, unknown>, names: EntryNames = {}): string {
  const withheld = (entry.withheld ?? []) as { code: string }[];
  const reasons = new Set([entry.code, ...withheld.map(({ code }) => code)].filter(Boolean));
  const cells = {
    ...names,
    units: entry.billable ?? entry.units,
    result: resultOf(entry, withheld),
    reasons: [...reasons].join('; '),
  };
  const unknownMembers = Object.entries(entry).filter(([name]) => !KNOWN.has(name));
  return csvLine([
    ...COLUMNS.map((name) => cellOf(entry[name])),
    unknownMembers.length > 0 ? JSON.stringify(Object.fromEntries(unknownMembers)) : null,
    ...NAMES.map((name) => cellOf(cells[name])),
  ]);
}

function resultOf({ kind, delivered = [], shown }: Record<string, unknown>, withheld: unknown[]) {
  if (kind === 'refusal') return 'refused';
  if (kind !== 'delivery') return null;
  if (shown) return 'shown';
  if ((delivered as unknown[]).length === 0) return 'nothing delivered';
  return withheld.length > 0 ? 'partly delivered' : 'delivered';
}

function cellOf(value: unknown): CsvCell {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

/** Statements as CSV for accounting: one row for each. Pure. */
import { csvLine } from '../csv.ts';
import type { NamedStatement } from './store.ts';

const COLUMNS = [
  ...([
    'id',
    'period',
    'partnerName',
    'reference',
    'units',
    'overage',
    'shortfall',
    'adjusted',
    'billed',
  ] as const),
  ...(['since', 'closed', 'license', 'partner', 'sha256'] as const),
] satisfies (keyof NamedStatement)[];

/** Column names as in other tables. */
const HEADS: Partial<Record<keyof NamedStatement, string>> = {
  id: 'statement',
  reference: 'licenseReference',
  since: 'adjustedSince',
};

export const STATEMENTS_HEADER = csvLine(COLUMNS.map((column) => HEADS[column] ?? column));

export const statementRecord = (row: NamedStatement): string => csvLine(COLUMNS.map((column) => row[column]));

/**
 * Usage report as CSV: a row for each license and kind of key; for a single license, also one for each
 * figure. Pure.
 */
import { type CsvCell, csvLine } from '../csv.ts';
import type { Entity } from '../entities/schemas.ts';
import type { Adjusted, Billing, Breakdown, Figures, UsageDetail, UsageLine } from './schemas.ts';

const COLUMNS = [
  'license',
  'partner',
  'period',
  'env',
  'title',
  'by',
  'name',
  'entries',
  'deliveries',
  'refusals',
  'empty',
  'repeats',
  'components',
  'units',
  'overage',
  'shortfall',
  'adjusted',
  'billed',
  'first',
  'last',
  'listed_at',
  'partnerName',
  'licenseReference',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], CsvCell>>;

/** Names of licenses and their partners, by license. */
export type Parties = ReadonlyMap<string, Pick<Entity, 'partner' | 'reference'>>;

/** Lines, with a header. `since`: corrections of a statement after it was closed. */
export function* usageCsv(
  period: string,
  items: (UsageLine | UsageDetail)[],
  parties: Parties,
  since: Adjusted[] = [],
): Generator<string> {
  yield csvLine(COLUMNS);
  for (const item of items) {
    const { license, partner } = item;
    const party = parties.get(license);
    const names = { partnerName: party?.partner?.name ?? null, licenseReference: party?.reference ?? null };
    for (const row of [
      ...rowsOf(item),
      ...since.map((adjustment) => adjustmentRow('adjustment since', adjustment)),
    ]) {
      const cells: Row = { license, partner, period, ...names, ...row };
      yield csvLine(COLUMNS.map((column) => cells[column] ?? null));
    }
  }
}

const ENVS = ['live', 'test'] as const;

function* rowsOf(item: UsageLine | UsageDetail): Generator<Row> {
  for (const env of ENVS) {
    const figures = item[env];
    if (!figures) continue;
    yield {
      env,
      by: 'license',
      ...counted(figures),
      ...(env === 'live' && item.billing && billed(item.billing)),
    };
    if ('sections' in figures) for (const row of rowsOfParts(figures)) yield { env, ...row };
  }
  if ('titles' in item) for (const title of item.titles) yield* rowsOfTitle(title);
  if (item.billing) yield* rowsOfBilling(item.billing);
}

function* rowsOfTitle({ title, ...figures }: UsageDetail['titles'][number]): Generator<Row> {
  for (const env of ENVS) {
    const ownFigures = figures[env];
    if (!ownFigures) continue;
    yield { env, title, by: 'title', name: title, ...counted(ownFigures) };
    for (const row of rowsOfParts(ownFigures)) yield { env, title, ...row };
  }
}

function counted({ firstAt, lastAt, links, ...counts }: Figures): Row {
  const { entries, deliveries, refusals, empty, repeats, units } = counts;
  return {
    ...{ entries, deliveries, refusals, empty, repeats, units, first: firstAt, last: lastAt },
    listed_at: links.deliveries,
  };
}

function billed({ overage, shortfall, adjustments, billed: all }: Billing): Row {
  const adjusted = adjustments.reduce((sum, { units }) => sum + units, 0);
  return { overage, shortfall, adjusted, billed: all };
}

function* rowsOfParts(parts: Breakdown): Generator<Row> {
  for (const { section, entries, units, href } of parts.sections)
    yield { by: 'section', name: section, entries, units, listed_at: href };
  for (const { type, components, units, deliveries, href } of parts.types)
    yield { by: 'type', name: type, components, units, deliveries, listed_at: href ?? null };
  for (const { supplier, components, units, deliveries, href } of parts.suppliers)
    yield { by: 'supplier', name: supplier, components, units, deliveries, listed_at: href ?? null };
  for (const { code, entries, href } of parts.refusalsByCode)
    yield { by: 'refusal', name: code, entries, listed_at: href };
  for (const { code, components, href } of parts.withheldByCode)
    yield { by: 'withheld', name: code, components, listed_at: href };
  for (const { rule, entries, href } of parts.refusalsByRule)
    yield { by: 'rule', name: rule, entries, listed_at: href };
}

function* rowsOfBilling({ quota, minimum, adjustments }: Billing): Generator<Row> {
  for (const { per, window, used, overage } of quota)
    yield { by: `quota per ${per}`, name: window, units: used, overage };
  for (const { per, window, used, shortfall } of minimum)
    yield { by: `minimum per ${per}`, name: window, units: used, shortfall };
  for (const adjustment of adjustments) yield adjustmentRow('adjustment', adjustment);
}

function adjustmentRow(by: string, { entry, at, units, title }: Adjusted): Row {
  return { by, title, name: entry, adjusted: units, first: at, last: at };
}

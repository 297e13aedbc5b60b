/** Loads the royalty report. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import { cellsOf } from '../../ledger/segments/sums.ts';
import { linksWithin } from '../reports/links.ts';
import type { Period } from '../reports/period.ts';
import { subjectsOf, zonesOf } from '../reports/read.ts';
import { licenseVersions } from '../reports/store.ts';
import type { Subject, UsageEnv } from '../reports/usage.ts';
import { flowsOf, type SupplierFlow, suppliersOf } from './report.ts';
import { type ItemFlow, itemFlows, type LicenseFlow, type SharedSpan } from './store.ts';

export interface RoyaltiesRequest {
  period: Period;
  supplier?: string;
  env: UsageEnv;
}

export async function readSuppliers(
  db: D1Database,
  { period, supplier, env }: RoyaltiesRequest,
): Promise<SupplierFlow[]> {
  const subjects = subjectsOf(await licenseVersions(db, {}), period);
  const licenses = subjects.map(({ license }) => license);
  const query = { licenses, from: period.from, to: period.to, parts: true };
  const flows: LicenseFlow[] = [];
  for await (const cells of cellsOf(db, query, zonesOf(subjects)))
    flows.push(...cells.filter((cell) => cell.env === env).flatMap(flowsOf));
  const spans = new Map(subjects.map((subject) => [subject.license, spanOf(subject, period)]));
  const span = (license: string) => spans.get(license) ?? { from: '', to: '' };
  const selected = flows.filter((flow) => supplier === undefined || flow.supplier === supplier);
  return suppliersOf(selected, env, span);
}

/** Deliveries of one supplier's content by article and license, with links to the entries. */
export async function readItems(
  store: LogStore,
  { period, supplier = '', env }: RoyaltiesRequest,
  page: { after?: { article: string; license: string }; limit: number },
): Promise<(ItemFlow & { href: string })[]> {
  const subjects = subjectsOf(await licenseVersions(store.DB, {}), period);
  const stretches = [...Map.groupBy(subjects, ({ timeZone }) => timeZone).values()].flatMap(
    (licenses): SharedSpan[] => {
      const [first] = licenses;
      return first ? [{ licenses: licenses.map(({ license }) => license), ...spanOf(first, period) }] : [];
    },
  );
  if (stretches.length === 0) return [];
  const items = await itemFlows(store, { supplier, env, stretches, ...page });
  const spans = new Map(subjects.map((subject) => [subject.license, spanOf(subject, period)]));
  return items.map((item) => {
    const { license, article } = item;
    const narrowed = { license, ...spans.get(license), env, kind: 'delivery', supplier, article };
    return { ...item, href: linksWithin(narrowed)() };
  });
}

function spanOf({ calendar }: Subject, { from, to }: Period): { from: string; to: string } {
  return {
    from: new Date(calendar.startOf(from)).toISOString(),
    to: new Date(calendar.endOf(to)).toISOString(),
  };
}

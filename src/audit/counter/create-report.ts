/** Creates a COUNTER report from the log. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import { type EntryQuery, usesFound } from '../../ledger/segments/entries.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { absentMonths } from '../retention/store.ts';
import { type Activity, activityOf, COUNTED_MEMBERS } from './activity.ts';
import { type CounterException, exceptionOf } from './exceptions.ts';
import { DOUBLE_CLICK_MS } from './limits.ts';
import { type CounterQuery, counterQuery, monthAfter, type ReportId } from './query.ts';
import { type CounterReport, counterReport } from './report.ts';
import { cataloguedItems, findCustomer } from './store.ts';
import { countActivities } from './tally.ts';

/** COUNTER's institution id for all users. */
const WORLD_ID = '0000000000000000';

export type ReportResult =
  | { kind: 'report'; report: CounterReport }
  | { kind: 'refused'; status: 400 | 403; exception: CounterException };

export async function makeCounterReport(
  env: Env,
  id: ReportId,
  given: Record<string, string>,
  nowMs: number,
): Promise<ReportResult> {
  const agency = agencyOf(env).name;
  const parsed = counterQuery(id, given, { platform: agency, nowMs });
  if (parsed.kind === 'refused') return { ...parsed, status: 400 };
  const { query } = parsed;
  if (query.customer === WORLD_ID) return { kind: 'refused', status: 403, exception: exceptionOf(2011) };
  const customer = await findCustomer(env.DB, query.customer);
  if (!customer) return { kind: 'refused', status: 403, exception: exceptionOf(2010) };
  const counted = countActivities(await activitiesOf(env, query, customer.of), query);
  const articles = [...new Set(counted.map(({ item }) => item.article))];
  const [items, archived] = await Promise.all([
    cataloguedItems(env.DB, articles),
    absentMonths(env.DB, { [customer.of]: customer.id, ...spanOf(query) }),
  ]);
  return {
    kind: 'report',
    report: counterReport(query, counted, { agency, customer, items, archived, nowMs }),
  };
}

const spanOf = ({ begin, end }: CounterQuery) => ({
  from: new Date(`${begin}-01`).toISOString(),
  to: new Date(`${monthAfter(end)}-01`).toISOString(),
});

/**
 * Reads one double-click window beyond the last month, because the first half of such a click is not counted.
 */
async function activitiesOf(
  store: LogStore,
  query: CounterQuery,
  of: 'partner' | 'license',
): Promise<Activity[]> {
  const { from, to } = spanOf(query);
  const until = new Date(Date.parse(to) + DOUBLE_CLICK_MS + 1).toISOString();
  const activities: Activity[] = [];
  const requested = { from, to: until, facets: [[of, [query.customer]]] } satisfies EntryQuery;
  for await (const entries of usesFound(store, requested, COUNTED_MEMBERS))
    for (const entry of entries) {
      const activity = activityOf(entry);
      if (activity) activities.push(activity);
    }
  return activities;
}

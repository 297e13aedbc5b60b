/** A usage report on the wire. */
import type { Context } from 'hono';
import type { AppEnv } from '../../platform/http.ts';
import { namesById } from '../entities/names-store.ts';
import { sendJson } from '../large-answer.ts';
import { archivedMonths } from '../store.ts';
import { csvAnswer, NO_STORE, wantsCsv } from '../table-answer.ts';
import { usageCsv } from './csv.ts';
import type { Period } from './period.ts';
import { totalsOf } from './totals.ts';
import type { UsageEnv, UsageLine } from './usage.ts';

export interface UsageReport {
  period: Period;
  items: UsageLine[];
  env?: UsageEnv;
  /** Whose lines alone these are. */
  of?: { license?: string; partner?: string };
}

export async function usageAnswer(c: Context<AppEnv>, { period, items, env, of = {} }: UsageReport) {
  if (wantsCsv(c)) {
    const licenses = items.map(({ license }) => license);
    const parties = await namesById(c.env, 'license', licenses);
    return csvAnswer(c, `usage-${fileName(period.name)}`, usageCsv(period.name, items, parties));
  }
  const at = new Date(c.var.now).toISOString();
  const archived = await archivedMonths(c.env.DB, { ...of, ...spanIn(items) });
  const told = { period, at, items, totals: totalsOf(items, env), ...(archived.length > 0 && { archived }) };
  return sendJson(c, told, NO_STORE);
}

/** From the first of the lines' instants to the last. */
function spanIn(items: UsageLine[]): { from?: string; to?: string } {
  const [from, to] = [
    items.map((item) => item.from).sort()[0],
    items
      .map((item) => item.to)
      .sort()
      .at(-1),
  ];
  return { ...(from && { from }), ...(to && { to }) };
}

/** An interval has a slash. */
const fileName = (period: string) => period.replace('/', '_');

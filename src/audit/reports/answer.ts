/** Responses with a usage report. */
import type { Context } from 'hono';
import type { AppEnv } from '../../platform/http.ts';
import { namesById } from '../entities/names-store.ts';
import { sendJson } from '../large-answer.ts';
import { csvAnswer, NO_STORE, wantsCsv } from '../table-answer.ts';
import { usageCsv } from './csv.ts';
import type { Period } from './period.ts';
import type { UsageLine } from './schemas.ts';
import { totalsOf } from './totals.ts';
import type { LineSums, UsageEnv } from './usage.ts';

export interface UsageReport {
  period: Period;
  items: UsageLine[];
  env?: UsageEnv;
  /** All lines, if `items` has only some of them. */
  all?: LineSums[];
}

export async function usageAnswer(c: Context<AppEnv>, { period, items, env, all }: UsageReport) {
  if (wantsCsv(c)) {
    const licenses = items.map(({ license }) => license);
    const parties = await namesById(c.env, 'license', licenses);
    return csvAnswer(c, `usage-${fileName(period.name)}`, usageCsv(period.name, items, parties));
  }
  const at = new Date(c.get('now')).toISOString();
  const totals = totalsOf(all ?? items, env);
  return sendJson(c, { period, at, items, totals, ...(all && { lines: all.length }) }, NO_STORE);
}

/** An interval contains a slash. */
const fileName = (period: string) => period.replace('/', '_');

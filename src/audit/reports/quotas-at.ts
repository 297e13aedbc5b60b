/** How much of its quota each license has used in the window around an instant, by D1 alone: no ledger shard is asked. */

import type { LogStore } from '../../ledger/blocks/files.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import type { NearQuota } from '../../ledger/types.ts';
import { asOf } from './history.ts';
import { type Period, periodBetween } from './period.ts';
import { readAll, subjectsOf } from './read.ts';
import type { LicenseVersions } from './store.ts';
import { type Subject, usageLine } from './usage.ts';

/** The days that an instant (milliseconds, UTC) falls on, in every time zone. */
function daysAround(nowMs: number): Period {
  const [from, to] = [dateIn('Etc/GMT+12', nowMs), dateIn('Pacific/Kiritimati', nowMs)];
  return periodBetween(from, to) ?? { name: from, from, to: from };
}

export const subjectsAt = (licenses: LicenseVersions[], nowMs: number): Subject[] =>
  subjectsOf(licenses, daysAround(nowMs));

/** Only of licenses that are active, in their term, and have a quota. */
export async function quotasAt(store: LogStore, subjects: Subject[], nowMs: number): Promise<NearQuota[]> {
  const metered = subjects.flatMap((subject) => {
    const { status, terms, startsMs, overMs, termMs } = asOf(subject.history, nowMs);
    const isRunning = status === 'active' && startsMs <= nowMs && overMs > nowMs;
    return isRunning && terms.quota ? [{ subject, quota: terms.quota, endsMs: overMs, termMs }] : [];
  });
  if (metered.length === 0) return [];
  const params = { period: daysAround(nowMs), granularity: 'month' as const, nowMs };
  const reads = await readAll(
    store,
    metered.map(({ subject }) => subject),
    params,
    false,
  );
  return metered.flatMap(({ subject, quota, endsMs, termMs }, place) => {
    const read = reads[place];
    if (!read) return [];
    const { license, partner, timeZone, calendar } = subject;
    const day = calendar.dateOf(nowMs);
    const window = { day, month: day.slice(0, 7), term: calendar.dateOf(termMs) }[quota.per];
    const windows = usageLine(subject, read, params).billing?.quota ?? [];
    const used = windows.find((one) => one.per === quota.per && one.window === window)?.used ?? 0;
    return [{ license, partner, quota, used, timeZone, endsMs }];
  });
}

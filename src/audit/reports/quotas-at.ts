/**
 * Quota usage of licenses in the window that contains an instant, from D1 only, without a call to a shard.
 */

import type { LogStore } from '../../ledger/blocks/files.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import type { NearQuota } from '../../ledger/types.ts';
import { asOf } from './history.ts';
import { type Period, periodBetween } from './period.ts';
import { readUsage, subjectsOf } from './read.ts';
import type { LicenseVersions } from './store.ts';
import { lineSums, type Subject } from './usage.ts';

/** Days that contain an instant (milliseconds, UTC) in some time zone. */
function daysAround(nowMs: number): Period {
  const [from, to] = [dateIn('Etc/GMT+12', nowMs), dateIn('Pacific/Kiritimati', nowMs)];
  return periodBetween(from, to) ?? { name: from, from, to: from };
}

export const subjectsAt = (licenses: LicenseVersions[], nowMs: number): Subject[] =>
  subjectsOf(licenses, daysAround(nowMs));

/** Only licenses that are active, in term, and have a quota. */
export async function quotasAt(store: LogStore, subjects: Subject[], nowMs: number): Promise<NearQuota[]> {
  const metered = subjects.flatMap((subject) => {
    const { status, terms, startsMs, overMs, termMs } = asOf(subject.history, nowMs);
    const isRunning = status === 'active' && startsMs <= nowMs && overMs > nowMs;
    return isRunning && terms.quota ? [{ subject, quota: terms.quota, endsMs: overMs, termMs }] : [];
  });
  if (metered.length === 0) return [];
  const params = { period: daysAround(nowMs), granularity: 'month' as const, nowMs };
  const reads = await readUsage(
    store,
    metered.map(({ subject }) => subject),
    params,
    false,
  );
  return metered.flatMap(({ subject, quota, endsMs, termMs }, index) => {
    const read = reads[index];
    if (!read) return [];
    const { license, partner, timeZone, calendar } = subject;
    const day = calendar.dateOf(nowMs);
    const window = { day, month: day.slice(0, 7), term: calendar.dateOf(termMs) }[quota.per];
    const windows = lineSums(subject, read, params).billing?.quota ?? [];
    const used =
      windows.find((candidate) => candidate.per === quota.per && candidate.window === window)?.used ?? 0;
    return [{ license, partner, quota, used, timeZone, endsMs }];
  });
}

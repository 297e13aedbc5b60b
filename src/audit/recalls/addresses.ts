/** The addresses that holders of a recall have reported, as their logs have it. Pure. */
import type { Reported } from '../reconciliation/types.ts';
import { reportsDone } from './judge.ts';
import { DELAYS_MS } from './schedule.ts';
import type { Holder, PageReading } from './types.ts';

/** A report with the time of its entry. */
export type Report = Reported & { at: string };

/** A row of `recall_pages`. */
export interface PageRow {
  license: string;
  ref: string;
  url: string;
  /** The last report with this address. */
  entry: string;
  article: string;
  title: string;
  version: string | null;
  publishedAt: string;
  withdrawnAt: string | null;
  /** The publication has another address by now. */
  isReplaced: boolean;
  baseMs: number;
  nextMs: number | null;
  reading: PageReading | null;
}

interface Reports {
  /** Of the recall. */
  article: string;
  holder: Holder;
  /** Of the holder, about the article or what contains it, and those that amend these, in log order. */
  reports: readonly Report[];
  /** The last reading of an address, under the recall. */
  readingOf(url: string): PageReading | null;
  /** Null: the recall is open. Later reports do not count. */
  closedAt: string | null;
}

/**
 * Addresses of a holder that were reported when it was notified, or later. An amendment takes none of them
 * back: only what is seen there says that the copy is gone.
 */
export function pagesOf({ article, holder, reports, readingOf, closedAt }: Reports): PageRow[] {
  const rows = new Map<string, PageRow>();
  const until = reports.filter(({ at }) => closedAt === null || at <= closedAt);
  for (const versions of Map.groupBy(until, ({ ref }) => ref).values())
    versions.forEach(({ ref, entry, at, article: published, report }, place) => {
      const next = versions[place + 1];
      const { url, title, version, publishedAt, withdrawnAt } = report;
      const key = JSON.stringify([ref, url]);
      if (next && next.at <= holder.at) return;
      if (url === null || !/^https?:/.test(url)) return;
      if (published !== article && published !== holder.within) return;
      if (!rows.has(key) && withdrawnAt !== null && withdrawnAt <= holder.at) return;
      const isReplaced = versions.at(-1)?.report.url !== url;
      const since = [holder.at, rows.has(key) ? holder.at : at, withdrawnAt === null ? holder.at : at];
      const due = timesOf(holder, { since, isWithdrawn: withdrawnAt !== null, reading: readingOf(url) });
      rows.set(key, {
        ...{ license: holder.license, ref, url, entry, article: published },
        ...{ title, version, publishedAt, withdrawnAt, isReplaced, reading: readingOf(url), ...due },
        ...(closedAt !== null && { nextMs: null }),
      });
    });
  return [...rows.values()];
}

/** `since`: what the schedule may begin with. What the partner reports as done is read at once. */
function timesOf(
  holder: Holder,
  { since, isWithdrawn, reading }: { since: string[]; isWithdrawn: boolean; reading: PageReading | null },
): { baseMs: number; nextMs: number | null } {
  const begins = Math.max(...since.map((at) => Date.parse(at)));
  const doneMs = reportsDone(holder) && holder.acknowledgement ? Date.parse(holder.acknowledgement.at) : 0;
  const baseMs = Math.max(begins, doneMs);
  const isAtOnce = isWithdrawn || doneMs === baseMs;
  const times = [...(isAtOnce ? [0] : []), ...DELAYS_MS].map((delay) => baseMs + delay);
  const readMs = reading ? Date.parse(reading.at) : Number.NEGATIVE_INFINITY;
  return { baseMs, nextMs: times.find((time) => time > readMs) ?? null };
}

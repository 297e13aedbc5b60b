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
  /** Of the first one: the partner does not choose later what the page is compared with. */
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
  /** When the holder was first notified of this recall, or of one that it replaces. */
  since: string;
  /** Null: the recall is open. Later reports do not count. */
  closedAt: string | null;
}

/**
 * Addresses of a holder that were reported when it was notified, or later. An amendment takes none of them
 * back: only what is seen there says that the copy is gone.
 */
export function pagesOf({ article, holder, reports, readingOf, since, closedAt }: Reports): PageRow[] {
  const rows = new Map<string, PageRow>();
  const addressIn = ({ article: published, report: { url } }: Report) =>
    url !== null && /^https?:/.test(url) && (published === article || published === holder.within)
      ? url
      : null;
  const until = reports.filter(({ at }) => closedAt === null || at <= closedAt);
  for (const versions of Map.groupBy(until, ({ ref }) => ref).values())
    versions.forEach((version, place) => {
      const { ref, entry, at, article: published, report } = version;
      const later = versions.slice(place + 1);
      const { publishedAt, withdrawnAt } = report;
      const url = addressIn(version);
      if (url === null || (later[0] && later[0].at <= since)) return;
      const key = JSON.stringify([ref, url]);
      const first = rows.get(key);
      if (!first && withdrawnAt !== null && withdrawnAt <= since) return;
      const isReplaced = later.some((one) => ![url, null].includes(addressIn(one)));
      const reading = readingOf(url);
      const begins = [holder.at, first ? holder.at : at, withdrawnAt === null ? holder.at : at];
      rows.set(key, {
        ...{ license: holder.license, ref, url, entry, publishedAt, withdrawnAt, isReplaced, reading },
        article: first?.article ?? published,
        title: first?.title ?? report.title,
        version: first ? first.version : report.version,
        ...timesOf(holder, { begins, isWithdrawn: withdrawnAt !== null, reading }),
        ...(closedAt !== null && { nextMs: null }),
      });
    });
  return [...rows.values()];
}

/** `begins`: what the schedule may begin with. What the partner reports as done is read at once. */
function timesOf(
  holder: Holder,
  { begins, isWithdrawn, reading }: { begins: string[]; isWithdrawn: boolean; reading: PageReading | null },
): { baseMs: number; nextMs: number | null } {
  const beginMs = Math.max(...begins.map((at) => Date.parse(at)));
  const doneMs = reportsDone(holder) && holder.acknowledgement ? Date.parse(holder.acknowledgement.at) : 0;
  const baseMs = Math.max(beginMs, doneMs);
  const isAtOnce = isWithdrawn || doneMs === baseMs;
  const times = [...(isAtOnce ? [0] : []), ...DELAYS_MS].map((delay) => baseMs + delay);
  const readMs = reading ? Date.parse(reading.at) : Number.NEGATIVE_INFINITY;
  return { baseMs, nextMs: times.find((time) => time > readMs) ?? null };
}

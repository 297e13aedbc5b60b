/** The addresses that holders of a recall have reported, as their logs have it. Pure. */
import type { Reported } from '../reconciliation/types.ts';
import { reportsDone } from './judge.ts';
import { SUPERSEDED_WITHIN_MS } from './limits.ts';
import { DELAYS_MS } from './schedule.ts';
import type { Closed, Holder, PageReading } from './types.ts';

/** A report with the time of its entry. */
export type LoggedReport = Reported & { at: string };

/** A row of `recall_pages`. */
export interface PageRow {
  license: string;
  ref: string;
  url: string;
  /** The last report with this address, and its dates. */
  entry: string;
  publishedAt: string;
  withdrawnAt: string | null;
  /** Of the first report, so a later one cannot change what the page is compared with. */
  article: string;
  title: string;
  version: string | null;
  /** A later report of the publication has another address of the article. */
  isReplaced: boolean;
  baseMs: number;
  nextMs: number | null;
  reading: PageReading | null;
}

interface HolderReports {
  /** Of the recall. */
  article: string;
  holder: Holder;
  /** Of the holder, about the article or what contains it, and those that amend these, in log order. */
  reports: readonly LoggedReport[];
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
export function reportedAddresses({ reports, closedAt, ...given }: HolderReports): PageRow[] {
  const counted = reports.filter(({ at }) => closedAt === null || at <= closedAt);
  const rows = [...Map.groupBy(counted, ({ ref }) => ref).values()].flatMap((amendments) =>
    addressesOf(amendments, given),
  );
  return closedAt === null ? rows : rows.map((row) => ({ ...row, nextMs: null }));
}

/** Those of one publication. */
function addressesOf(
  amendments: readonly LoggedReport[],
  { article, holder, readingOf, since }: Omit<HolderReports, 'reports' | 'closedAt'>,
): PageRow[] {
  const addresses = amendments.map(({ article: published, report: { url } }) =>
    url !== null && /^https?:/.test(url) && (published === article || published === holder.within)
      ? url
      : null,
  );
  // Positions in the log; -1: none.
  const last = addresses.findLastIndex((url) => url !== null);
  const lastOther = addresses.findLastIndex((url) => url !== null && url !== addresses[last]);
  const withdrawal = amendments.findLastIndex(({ report }) => report.withdrawnAt !== null);
  const rows = new Map<string, PageRow>();
  amendments.forEach(({ ref, entry, at, article: published, report }, position) => {
    const url = addresses[position] ?? null;
    const next = amendments[position + 1];
    if (url === null || (next && next.at <= since)) return;
    const first = rows.get(url);
    if (!first && report.withdrawnAt !== null && report.withdrawnAt <= since) return;
    const isWithdrawn = withdrawal >= position;
    const begins = [
      holder.at,
      first ? holder.at : at,
      (isWithdrawn && amendments[withdrawal]?.at) || holder.at,
    ];
    const reading = readingOf(url);
    rows.set(url, {
      ...{ license: holder.license, ref, url, entry, reading },
      ...{ publishedAt: report.publishedAt, withdrawnAt: report.withdrawnAt },
      ...{ article: first?.article ?? published, title: first?.title ?? report.title },
      version: first ? first.version : report.version,
      isReplaced: (url === addresses[last] ? lastOther : last) > position,
      ...timesOf(holder, { begins, isWithdrawn, reading }),
    });
  });
  return [...rows.values()];
}

/**
 * `begins`: candidates for the start of the schedule; the latest one counts. A page is read at once when the
 * partner reports that it is done, or that the page is withdrawn.
 */
function timesOf(
  holder: Holder,
  { begins, isWithdrawn, reading }: { begins: string[]; isWithdrawn: boolean; reading: PageReading | null },
): { baseMs: number; nextMs: number | null } {
  const doneMs = reportsDone(holder) && holder.acknowledgement ? Date.parse(holder.acknowledgement.at) : 0;
  const baseMs = Math.max(...begins.map((at) => Date.parse(at)), doneMs);
  const isAtOnce = isWithdrawn || doneMs === baseMs;
  const times = [...(isAtOnce ? [0] : []), ...DELAYS_MS].map((delay) => baseMs + delay);
  const readMs = reading ? Date.parse(reading.at) : Number.NEGATIVE_INFINITY;
  return { baseMs, nextMs: times.find((time) => time > readMs) ?? null };
}

/** A recall of the article of which a license was notified. */
export interface Notified {
  license: string;
  at: string;
  closed: Pick<Closed, 'at'> | null;
}

/**
 * When a license was notified of the first of its recalls of an article that followed each other without a
 * gap. `at`: when it was notified of the last one.
 */
export function firstNotified(at: string, recalls: readonly Notified[]): string {
  let since = at;
  for (const { at: earlier, closed } of recalls.toSorted((one, other) => (one.at > other.at ? -1 : 1)))
    if (earlier < since && (!closed || Date.parse(closed.at) >= Date.parse(since) - SUPERSEDED_WITHIN_MS))
      since = earlier;
  return since;
}

/**
 * The facts of a recall. A closing is a statement about its instant: of a closed recall they are those that
 * the logs had then, and what was entered afterwards is listed apart.
 */
import { listHolders } from '../../articles/store.ts';
import { mapConcurrent } from '../../delivery/map-concurrent.ts';
import type { NoteEntry, NoteEntryOf } from '../../ledger/notes/types.ts';
import { entriesFound } from '../../ledger/segments/entries.ts';
import type { Env } from '../../platform/env.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import { mergedAnswers, readingOf, rowsOf } from './derive.ts';
import { acknowledgementsOf } from './derive-store.ts';
import { judgeRecall, type RecallJudgement } from './judge.ts';
import { HOLDERS_MAX } from './limits.ts';
import type { LaterEntry } from './schemas.ts';
import { holdersOfRecall, notesOfRecall } from './store.ts';
import type { Holder, HolderPage, PageReading, Recall } from './types.ts';

export type Delivered = NonNullable<Awaited<ReturnType<typeof listHolders>>>[number];

export interface RecallFacts {
  /** By license. */
  holders: Holder[];
  pages: HolderPage[];
  /** Those of each page, newest first. */
  readings: Map<string, PageReading[]>;
  /** Titles to which the article was delivered, by license: each with its last delivery. */
  delivered: Map<string, Delivered[]>;
  /** What was entered after the closing, oldest first. */
  later: LaterEntry[];
}

/**
 * Titles to which the article was delivered, by license; a delivery by itself goes before one in a package. A
 * holder that received an article without the recalled picture has the titles of that article. `closedMs`:
 * ignores later deliveries.
 */
export async function deliveredTo(
  env: Env,
  article: string,
  holders: readonly Pick<Holder, 'license' | 'within'>[],
  closedMs?: number,
): Promise<Map<string, Delivered[]>> {
  const before = closedMs === undefined ? undefined : new Date(closedMs + 1).toISOString();
  const byLicense = new Map<string, Delivered[]>();
  const add = (row: Delivered) => {
    const rows = getOrInsert(byLicense, row.license, () => []);
    if (!rows.some(({ title }) => title === row.title)) rows.push(row);
  };
  const delivered = async (item: string) => (await listHolders(env, item, 0, HOLDERS_MAX, before)) ?? [];
  const rows = await delivered(article);
  for (const row of rows.filter((row) => row.article === article)) add(row);
  for (const row of rows) add(row);
  const packageHolders = holders.filter(({ license, within }) => within !== null && !byLicense.has(license));
  const packages = [...new Set(packageHolders.flatMap(({ within }) => within ?? []))];
  for (const row of (await mapConcurrent(packages, delivered)).flat())
    if (packageHolders.some(({ license, within }) => license === row.license && within === row.article))
      add(row);
  return byLicense;
}

export async function recallFacts(env: Env, recall: Recall): Promise<RecallFacts> {
  const { id, article, closed } = recall;
  const [{ holders, pages }, notes] = await Promise.all([
    holdersOfRecall(env.DB, id),
    notesOfRecall(env.DB, id),
  ]);
  if (!closed) {
    const delivered = await deliveredTo(env, article, holders);
    return { holders, pages, delivered, readings: readingsByPage(notes.filter(isReading)), later: [] };
  }
  const [delivered, answers, reports] = await Promise.all([
    deliveredTo(env, article, holders, Date.parse(closed.at)),
    acknowledgementsOf(env.DB, holders),
    laterReports(env, { article, holders, from: closed.at }),
  ]);
  const isThen = ({ at }: { at: string }) => at <= closed.at;
  const readings = readingsByPage(notes.filter(isReading).filter(isThen));
  const entries = [...notes, ...(answers as NoteEntry[]), ...reports].filter((entry) => !isThen(entry));
  const merged = mergedAnswers(rowsOf(answers.filter(isThen)).answers);
  const answersThen = new Map(merged.map((answer) => [eventKey(answer), answer]));
  return {
    holders: holders.filter(isThen).map((holder) => {
      const { received = null, acknowledgement = null } = answersThen.get(eventKey(holder)) ?? {};
      const { overdueAt } = holder;
      const isOverdueThen = overdueAt !== null && isThen({ at: overdueAt });
      return { ...holder, overdueAt: isOverdueThen ? overdueAt : null, received, acknowledgement };
    }),
    pages: pages.map((page) => ({ ...page, reading: readings.get(pageKey(page))?.[0] ?? null })),
    readings,
    delivered,
    later: entries
      .flatMap((entry) => laterEntry(entry, recall))
      .sort((one, other) => (one.at + one.entry < other.at + other.entry ? -1 : 1)),
  };
}

/** Reports of the holders about the article, or about what contains it. */
async function laterReports(
  env: Env,
  { article, holders, from }: { article: string; holders: Holder[]; from: string },
): Promise<NoteEntryOf<'publication'>[]> {
  const withinOf = new Map(holders.map(({ license, within }) => [license, within]));
  const found = entriesFound(env, {
    facets: [
      ['article', [...new Set([article, ...holders.flatMap(({ within }) => within ?? [])])]],
      ['license', [...withinOf.keys()]],
      ['kind', ['publication']],
    ],
    from,
  });
  const reports: NoteEntryOf<'publication'>[] = [];
  for await (const entries of found)
    for (const entry of entries)
      if (
        entry.kind === 'publication' &&
        (entry.article === article || entry.article === withinOf.get(entry.license))
      )
        reports.push(entry);
  return reports;
}

const NOTHING = {
  ...{ state: null, doneAt: null, note: null, endpoint: null },
  ...{ url: null, verdict: null, withdrawnAt: null },
};

function laterEntry(entry: NoteEntry, { type }: Pick<Recall, 'type'>): LaterEntry[] {
  const { env, license, id, at, kind } = entry;
  if (env !== 'live') return [];
  const common = { ...NOTHING, license, entry: id, at };
  if (kind === 'acknowledgement') {
    const { state, doneAt, note, endpoint } = entry;
    return [{ ...common, kind, state, doneAt, note, endpoint }];
  }
  if (kind === 'reading') return [{ ...common, kind, url: entry.url, verdict: entry.verdict }];
  if (kind === 'publication') return [{ ...common, kind, url: entry.url, withdrawnAt: entry.withdrawnAt }];
  return kind === 'notice' && entry.eventType === type ? [{ ...common, kind }] : [];
}

export const isReading = (entry: NoteEntry): entry is NoteEntryOf<'reading'> => entry.kind === 'reading';

const eventKey = ({ license, event }: Pick<Holder, 'license' | 'event'>) => JSON.stringify([license, event]);

export const pageKey = ({ license, url }: Pick<HolderPage, 'license' | 'url'>) =>
  JSON.stringify([license, url]);

export function readingsByPage(entries: NoteEntryOf<'reading'>[]): Map<string, PageReading[]> {
  const readings = new Map<string, PageReading[]>();
  for (const entry of entries) {
    const key = pageKey(entry);
    readings.set(key, [readingOf(entry).reading, ...(readings.get(key) ?? [])]);
  }
  return readings;
}

/** `atMs`: now, or the closing, if the recall is closed. */
export function judgeFacts(
  { holders, pages, delivered }: Pick<RecallFacts, 'holders' | 'pages' | 'delivered'>,
  atMs: number,
): RecallJudgement {
  const byLicense = Map.groupBy(pages, ({ license }) => license);
  const titlesOf = (license: string) => (delivered.get(license) ?? []).flatMap(({ title }) => title ?? []);
  return judgeRecall(holders, (license) => byLicense.get(license) ?? [], titlesOf, atMs);
}

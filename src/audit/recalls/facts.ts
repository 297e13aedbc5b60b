/**
 * The facts of a recall. A closing is a statement about its instant: of a closed recall they are those that the logs
 * had then, and what was entered afterwards is listed apart.
 */
import { listHolders } from '../../articles/store.ts';
import type { NoteEntry, NoteEntryOf } from '../../ledger/notes/types.ts';
import type { Env } from '../../platform/env.ts';
import { timeOfId } from '../../platform/ids.ts';
import { mergedAnswers, readingOf, rowsOf } from './derive.ts';
import { acknowledgementsOf } from './derive-store.ts';
import { judgeRecall, type RecallJudgement, type TitlesOf } from './judge.ts';
import { HOLDERS_MAX } from './limits.ts';
import { pagesAtClosing, publishedBy } from './pages-store.ts';
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

/** `closedMs`: only deliveries until then. */
export async function deliveredTo(
  env: Env,
  article: string,
  closedMs?: number,
): Promise<Map<string, Delivered[]>> {
  const before = closedMs === undefined ? undefined : new Date(closedMs + 1).toISOString();
  const byLicense = new Map<string, Delivered[]>();
  for (const row of (await listHolders(env, article, 0, HOLDERS_MAX, before)) ?? []) {
    const rows = byLicense.get(row.license) ?? [];
    byLicense.set(row.license, rows);
    if (!rows.some(({ title }) => title === row.title)) rows.push(row);
  }
  return byLicense;
}

export async function recallFacts(env: Env, recall: Recall): Promise<RecallFacts> {
  const { id, article, closed } = recall;
  const [{ holders, pages }, notes] = await Promise.all([
    holdersOfRecall(env.DB, id),
    notesOfRecall(env.DB, id),
  ]);
  if (!closed) {
    const delivered = await deliveredTo(env, article);
    return { holders, pages, delivered, readings: readingsByPage(notes.filter(isReading)), later: [] };
  }
  const [delivered, answers, pagesThen, published] = await Promise.all([
    deliveredTo(env, article, Date.parse(closed.at)),
    acknowledgementsOf(env.DB, holders),
    pagesAtClosing(env.DB, id, closed.at),
    publishedBy(env.DB, id),
  ]);
  const isThen = ({ at }: { at: string }) => at <= closed.at;
  const readings = readingsByPage(notes.filter(isReading).filter(isThen));
  const entries = [...notes, ...(answers as NoteEntry[])].filter((entry) => !isThen(entry));
  const reports = published
    .map((report) => ({ ...report, at: new Date(timeOfId(report.entry) ?? 0).toISOString() }))
    .filter((report) => !isThen(report));
  const merged = mergedAnswers(rowsOf(answers.filter(isThen)).answers);
  const answersThen = new Map(merged.map((answer) => [eventKey(answer), answer]));
  return {
    holders: holders.filter(isThen).map((holder) => {
      const { received = null, acknowledgement = null } = answersThen.get(eventKey(holder)) ?? {};
      return { ...holder, received, acknowledgement };
    }),
    pages: pagesThen.map((page) => ({ ...page, reading: readings.get(pageKey(page))?.[0] ?? null })),
    readings,
    delivered,
    later: [
      ...entries.flatMap((entry) => laterEntry(entry, recall)),
      ...reports.map(({ license, entry, at, url, withdrawnAt }) => ({
        ...NOTHING,
        ...{ license, kind: 'publication' as const, entry, at, url, withdrawnAt },
      })),
    ].sort((one, other) => (one.at + one.entry < other.at + other.entry ? -1 : 1)),
  };
}

const NOTHING = { state: null, doneAt: null, endpoint: null, url: null, verdict: null, withdrawnAt: null };

function laterEntry(entry: NoteEntry, { type }: Pick<Recall, 'type'>): LaterEntry[] {
  const { env, license, id, at, kind } = entry;
  if (env !== 'live') return [];
  const common = { ...NOTHING, license, entry: id, at };
  if (kind === 'acknowledgement') {
    const { state, doneAt, endpoint } = entry;
    return [{ ...common, kind, state, doneAt, endpoint }];
  }
  if (kind === 'reading') return [{ ...common, kind, url: entry.url, verdict: entry.verdict }];
  return kind === 'notice' && entry.eventType === type ? [{ ...common, kind }] : [];
}

const isReading = (entry: NoteEntry): entry is NoteEntryOf<'reading'> => entry.kind === 'reading';

const eventKey = ({ license, event }: Pick<Holder, 'license' | 'event'>) => JSON.stringify([license, event]);

export const pageKey = ({ license, url }: Pick<HolderPage, 'license' | 'url'>) =>
  JSON.stringify([license, url]);

function readingsByPage(entries: NoteEntryOf<'reading'>[]): Map<string, PageReading[]> {
  const readings = new Map<string, PageReading[]>();
  for (const entry of entries) {
    const key = pageKey(entry);
    readings.set(key, [readingOf(entry).reading, ...(readings.get(key) ?? [])]);
  }
  return readings;
}

const titlesIn =
  ({ delivered }: Pick<RecallFacts, 'delivered'>): TitlesOf =>
  (license) =>
    (delivered.get(license) ?? []).flatMap(({ title }) => title ?? []);

/** `atMs`: the closing, if the recall is closed. */
export function judgeFacts(facts: RecallFacts, atMs: number): RecallJudgement {
  const byLicense = Map.groupBy(facts.pages, ({ license }) => license);
  return judgeRecall(facts.holders, (license) => byLicense.get(license) ?? [], titlesIn(facts), atMs);
}

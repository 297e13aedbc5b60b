/** Recalls as desk and auditors see them, with names. */
import { listHolders } from '../../articles/store.ts';
import { mapConcurrent } from '../../delivery/map-concurrent.ts';
import { loadAttempts } from '../../events/webhooks/service.ts';
import type { NoteEntryOf } from '../../ledger/notes/types.ts';
import type { Env } from '../../platform/env.ts';
import { type Entity, findNames } from '../entities/names-store.ts';
import { headlinesOf } from '../store.ts';
import { readingOf } from './derive.ts';
import { judgeHolder, stateOf, stepsOf } from './judge.ts';
import { ENDPOINTS_QUERIED_MAX, HOLDERS_MAX } from './limits.ts';
import type { RecallDetails, RecallResource } from './schemas.ts';
import { actionOn, endpointsOf, holdersOfRecall, notesOfRecall } from './store.ts';
import type { Holder, HolderPage, PageReading, Recall } from './types.ts';

/** Summaries, each with the headline of its version. */
export async function recallResources(db: D1Database, recalls: Recall[]): Promise<RecallResource[]> {
  const headlines = await headlinesOf(db, recalls);
  return recalls.map(({ progress: { late: _late, ...progress }, ...recall }) => ({
    ...recall,
    ...progress,
    headline: headlines.get(`${recall.article} ${recall.version}`) ?? null,
  }));
}

type Delivered = NonNullable<Awaited<ReturnType<typeof listHolders>>>[number];

/** Titles to which the recalled article was delivered, by license: each with its last delivery. */
export async function deliveredTo(env: Env, article: string): Promise<Map<string, Delivered[]>> {
  const byLicense = new Map<string, Delivered[]>();
  for (const row of (await listHolders(env, article, 0, HOLDERS_MAX)) ?? []) {
    const rows = byLicense.get(row.license) ?? [];
    byLicense.set(row.license, rows);
    if (!rows.some(({ title }) => title === row.title)) rows.push(row);
  }
  return byLicense;
}

/** Everything about one recall, as of `nowMs`. `endpointsMax`: how many endpoints are asked for their attempts. */
export async function recallDetails(
  env: Env,
  recall: Recall,
  { nowMs, endpointsMax = ENDPOINTS_QUERIED_MAX }: { nowMs: number; endpointsMax?: number },
): Promise<RecallDetails> {
  const { holders, pages } = await holdersOfRecall(env.DB, recall.id);
  const refs = holders.map(({ license }) => ({ id: license, kind: 'license' as const }));
  const [[resource], delivered, notes, names, action] = await Promise.all([
    recallResources(env.DB, [recall]),
    deliveredTo(env, recall.article),
    notesOfRecall(env.DB, recall.id),
    findNames(env, refs),
    actionOn(env.DB, { resource: recall.article, at: recall.at }),
  ]);
  if (!resource) throw new Error('a recall without a resource');
  const attempts = await attemptsOf(env, holders, endpointsMax);
  const readings = readingsByPage(notes);
  const nameOf = new Map(names.map((name) => [name.id, name]));
  const ofLicense = (license: string) => pages.filter((page) => page.license === license);
  const titlesOf = (license: string) => (delivered.get(license) ?? []).flatMap(({ title }) => title ?? []);
  return {
    ...resource,
    action: action?.id ?? null,
    operator: action && (JSON.parse(action.body) as { operator: string }).operator,
    licenses: holders.map((holder) => {
      const { license, notice, at, acknowledgement, ...rest } = holder;
      const { isDone } = judgeHolder(holder, ofLicense(license), titlesOf, nowMs);
      const steps = stepsOf(recall, holder, ofLicense(license), isDone);
      const name = nameOf.get(license);
      return {
        ...rest,
        license,
        reference: name?.reference ?? null,
        partner: name?.partner?.id ?? null,
        partnerName: name?.partner?.name ?? null,
        notice: { entry: notice, at },
        state: stateOf(steps),
        acknowledgement: acknowledgement && withoutIndex(acknowledgement),
        titles: titlesOfHolder(recall, holder, isDone, {
          pages: ofLicense(license),
          delivered: delivered.get(license) ?? [],
          name,
          readings,
        }),
        attempts: attempts.get(license) ?? [],
      };
    }),
  };
}

interface TitleFacts {
  pages: HolderPage[];
  delivered: Delivered[];
  name: Entity | undefined;
  readings: Map<string, PageReading[]>;
}

/** Titles that received the article or published it; without any, one that nobody has named. */
function titlesOfHolder(
  recall: Recall,
  holder: Holder,
  isDone: boolean,
  { pages, delivered, name, readings }: TitleFacts,
): RecallDetails['licenses'][number]['titles'] {
  const titles = new Set<string | null>([
    ...delivered.map(({ title }) => title),
    ...pages.map(({ title }) => title),
  ]);
  if (titles.size === 0) titles.add(null);
  return [...titles].sort(byTitle).map((id) => {
    const own = pages.filter(({ title }) => title === id);
    const steps = stepsOf(recall, holder, own, isDone);
    const last = delivered.find(({ title }) => title === id);
    return {
      id,
      name: name?.titles?.find((title) => title.id === id)?.name ?? null,
      state: stateOf(steps),
      steps,
      delivery: last
        ? { entry: last.entry, at: last.at, article: last.article, version: last.version }
        : null,
      pages: own.map(({ publication, url, publishedAt, withdrawnAt, nextMs }) => ({
        publication,
        url,
        publishedAt,
        withdrawnAt,
        readings: (readings.get(pageKey(holder.license, url)) ?? []).map(withoutIndex),
        nextAt: nextMs === null ? null : new Date(nextMs).toISOString(),
      })),
    };
  });
}

const withoutIndex = <T extends { idx: number }>({ idx: _idx, ...rest }: T) => rest;

const byTitle = (a: string | null, b: string | null) => ((a ?? '~') < (b ?? '~') ? -1 : 1);
const pageKey = (license: string, url: string) => JSON.stringify([license, url]);

/** Newest first. */
function readingsByPage(notes: { license: string; body: string }[]): Map<string, PageReading[]> {
  const readings = new Map<string, PageReading[]>();
  for (const { license, body } of notes) {
    const entry = JSON.parse(body) as NoteEntryOf<'reading'>;
    if (entry.kind !== 'reading') continue;
    const key = pageKey(license, entry.url);
    readings.set(key, [readingOf(entry).reading, ...(readings.get(key) ?? [])]);
  }
  return readings;
}

type Attempts = RecallDetails['licenses'][number]['attempts'];

/** Pushes of each holder's event. An endpoint whose object does not answer has none. */
async function attemptsOf(env: Env, holders: Holder[], endpointsMax: number): Promise<Map<string, Attempts>> {
  const events = new Map(holders.map(({ license, event }) => [license, event]));
  const endpoints = await endpointsOf(env.DB, [...events.keys()], endpointsMax);
  const attempts = new Map<string, Attempts>();
  await mapConcurrent(endpoints, async ({ id, url, license }) => {
    const own = await loadAttempts(env, id, events.get(license)).catch(() => []);
    const rows = [...(attempts.get(license) ?? []), ...own.map((row) => ({ ...row, endpoint: id, url }))];
    attempts.set(
      license,
      rows.sort((a, b) => (a.at > b.at ? -1 : 1)),
    );
  });
  return attempts;
}

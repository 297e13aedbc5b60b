/** Recalls as desk and auditors see them, with names. */
import { loadDocuments } from '../../articles/catalogue.ts';
import { mapConcurrent } from '../../delivery/map-concurrent.ts';
import { loadAttempts } from '../../events/webhooks/service.ts';
import type { Env } from '../../platform/env.ts';
import { findNames } from '../entities/names-store.ts';
import type { Entity } from '../entities/schemas.ts';
import { headlinesOf } from '../store.ts';
import { type Delivered, judgeFacts, pageKey, recallFacts } from './facts.ts';
import { type RecallJudgement, stateOf, stepsOf } from './judge.ts';
import { ENDPOINTS_QUERIED_MAX } from './limits.ts';
import type { RecallDetails, RecallResource } from './schemas.ts';
import { actionOn, endpointsOf } from './store.ts';
import type { Closed, Holder, HolderPage, PageReading, Recall } from './types.ts';

/** Summaries, each with the headline of its version. */
export async function recallResources(db: D1Database, recalls: Recall[]): Promise<RecallResource[]> {
  const headlines = await headlinesOf(db, recalls);
  return recalls.map(({ progress: { late: _late, ...progress }, ...recall }) => ({
    ...recall,
    ...progress,
    headline: headlines.get(`${recall.article} ${recall.version}`) ?? null,
  }));
}

/**
 * Everything about one recall: as it is, or as it was at its closing, and what was entered later. Names are
 * those of today. `endpointsMax`: how many endpoints are asked for their attempts.
 */
export async function recallDetails(
  env: Env,
  recall: Recall,
  { endpointsMax = ENDPOINTS_QUERIED_MAX }: { endpointsMax?: number } = {},
): Promise<RecallDetails> {
  const facts = await recallFacts(env, recall);
  const { holders, pages, delivered, readings, later } = facts;
  const refs = holders.map(({ license }) => ({ id: license, kind: 'license' as const }));
  const { closed } = recall;
  const judgement = judgeFacts(facts, closed ? Date.parse(closed.at) : Date.now());
  const [[resource], names, action, [document], attempts] = await Promise.all([
    recallResources(env.DB, [closed ? atClosing(recall, closed, judgement) : recall]),
    findNames(env, refs),
    actionOn(env.DB, { resource: recall.article, at: recall.at }),
    loadDocuments(env, [recall]),
    attemptsOf(env, holders, { endpointsMax, until: closed?.at }),
  ]);
  if (!resource) throw new Error('a recall without a resource');
  const nameOf = new Map(names.map((name) => [name.id, name]));
  const ofLicense = (license: string) => pages.filter((page) => page.license === license);
  const readingsOf = (page: HolderPage) => readings.get(pageKey(page)) ?? [];
  return {
    ...resource,
    action: action?.id ?? null,
    operator: action && (JSON.parse(action.body) as { operator: string }).operator,
    notice: document?.notice ?? (recall.type === 'article.corrected' ? (document?.edNote ?? null) : null),
    licenses: holders.map((holder) => {
      const { license, notice, at, acknowledgement, ...rest } = holder;
      const isDone = judgement.done.has(license);
      const steps = stepsOf(recall, holder, { pages: ofLicense(license), isDone, readingsOf });
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
          readingsOf,
        }),
        attempts: attempts.get(license) ?? [],
      };
    }),
    later,
  };
}

/**
 * The figures of the entries that the logs had at the closing, some of which may have been drained after it.
 */
function atClosing(recall: Recall, closed: Closed, { progress }: RecallJudgement): Recall {
  const { notified, done } = progress.holders;
  return { ...recall, progress, closed: { ...closed, open: notified - done } };
}

interface TitleFacts {
  pages: HolderPage[];
  delivered: Delivered[];
  name: Entity | undefined;
  /** Newest first. */
  readingsOf(page: HolderPage): PageReading[];
}

/** Titles that received the article or published it; without any, one that nobody has named. */
function titlesOfHolder(
  recall: Recall,
  holder: Holder,
  isDone: boolean,
  { pages, delivered, name, readingsOf }: TitleFacts,
): RecallDetails['licenses'][number]['titles'] {
  const titles = new Set<string | null>([
    ...delivered.map(({ title }) => title),
    ...pages.map(({ title }) => title),
  ]);
  if (titles.size === 0) titles.add(null);
  return [...titles].sort(byTitle).map((id) => {
    const own = pages.filter(({ title }) => title === id);
    const steps = stepsOf(recall, holder, { pages: own, isDone, readingsOf });
    const last = delivered.find(({ title }) => title === id);
    return {
      id,
      name: name?.titles?.find((title) => title.id === id)?.name ?? null,
      state: stateOf(steps),
      steps,
      delivery: last
        ? { entry: last.entry, at: last.at, article: last.article, version: last.version }
        : null,
      pages: own.map((page) => ({
        publication: page.publication,
        url: page.url,
        publishedAt: page.publishedAt,
        withdrawnAt: page.withdrawnAt,
        readings: readingsOf(page).map(withoutIndex),
        nextAt: page.nextMs === null ? null : new Date(page.nextMs).toISOString(),
      })),
    };
  });
}

const withoutIndex = <T extends { idx: number }>({ idx: _idx, ...rest }: T) => rest;

const byTitle = (a: string | null, b: string | null) => ((a ?? '~') < (b ?? '~') ? -1 : 1);

type Attempts = RecallDetails['licenses'][number]['attempts'];

/** Pushes of each holder's event, `until` an instant. An endpoint whose object does not answer has none. */
async function attemptsOf(
  env: Env,
  holders: Holder[],
  { endpointsMax, until = '~' }: { endpointsMax: number; until: string | undefined },
): Promise<Map<string, Attempts>> {
  const events = new Map(holders.map(({ license, event }) => [license, event]));
  const endpoints = await endpointsOf(env.DB, [...events.keys()], endpointsMax);
  const attempts = new Map<string, Attempts>();
  await mapConcurrent(endpoints, async ({ id, url, license }) => {
    const all = await loadAttempts(env, id, events.get(license)).catch(() => []);
    const own = all.filter(({ at }) => at <= until);
    // Newest first: only the newest can have a next one.
    const ended = own.map((row, nth) => ({
      ...row,
      nextAt: nth === 0 ? row.nextAt : null,
      endpoint: id,
      url,
    }));
    const rows = [...(attempts.get(license) ?? []), ...ended];
    attempts.set(
      license,
      rows.sort((a, b) => (a.at > b.at ? -1 : 1)),
    );
  });
  return attempts;
}

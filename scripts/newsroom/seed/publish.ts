import { derivedId } from '../../../src/platform/ids.ts';
import { atOnce } from '../../lib/at-once.ts';
import { stringAt } from '../client.ts';
import type { Party } from '../party.ts';
import type { ArticlePlan } from '../plan/articles.ts';
import { correctionOf, type SentVersion, sentVersion } from '../plan/item.ts';
import { numberOf } from '../plan/newsroom.ts';
import { bytesOf } from '../plan/pictures.ts';
import { rowsBy } from './present.ts';

/** Items under way at a time: each has its pictures in memory. */
const ITEMS_AT_ONCE = 6;

export interface Article {
  id: string;
  /** The newest version that the gateway has; 0: none. */
  version: number;
  pubStatus: string;
  plan: ArticlePlan;
}

/** Sends missing versions in the order of time, those of one article one after the other. */
export async function publish(
  desk: Party,
  tag: string,
  plans: ArticlePlan[],
  onProgress: (line: string) => void,
): Promise<Article[]> {
  const present = await rowsBy<{ id: string; uri: string; version: string; pubStatus: string }>(
    desk,
    '/v1/admin/articles?limit=100',
    ({ uri }) => (numberOf(tag, uri) === null ? undefined : uri),
  );
  const articles = plans.map((plan): Article => {
    const row = present.get(plan.uri);
    if (!row) return { id: derivedId('itm', plan.uri), version: 0, pubStatus: 'usable', plan };
    return { id: row.id, version: Number.parseInt(row.version, 10), pubStatus: row.pubStatus, plan };
  });
  const missing = articles
    .flatMap((article) => missingOf(article).map((index) => ({ article, index })))
    .sort((one, other) => createdMs(one) - createdMs(other));
  const pending = new Map<Article, Promise<void>>();
  let sent = 0;
  await atOnce(missing, ITEMS_AT_ONCE, async ({ article, index }) => {
    const sending = (pending.get(article) ?? Promise.resolve()).then(async () => {
      article.id = await send(desk, article.plan, sentVersion(article.plan, index, bytesOf));
      article.version = index + 1;
    });
    pending.set(article, sending);
    await sending;
    sent += 1;
    if (sent % 500 === 0) onProgress(`${sent} of ${missing.length} versions`);
  });
  return articles;
}

const createdMs = ({ article, index }: { article: Article; index: number }) =>
  article.plan.versionsMs[index] ?? 0;

/** A killed article takes no more versions, and a held one must not be released by one. */
function missingOf({ plan, version, pubStatus }: Article): number[] {
  return pubStatus === 'usable' ? [...plan.versionsMs.keys()].filter((index) => index + 1 > version) : [];
}

async function send(desk: Party, { sections }: ArticlePlan, { item, change }: SentVersion): Promise<string> {
  const query = new URLSearchParams(sections.map((section) => ['section', section]));
  if (change) query.set('change', change);
  return stringAt((await desk.call('PUT', `/v1/admin/articles?${query}`, { json: item })).json, 'id');
}

/** Kills, holds and corrections, of articles to which none has happened yet. */
export async function applyFates(desk: Party, articles: Article[], now: number): Promise<void> {
  const fated = articles.filter(({ plan, pubStatus }) => plan.fate !== undefined && pubStatus === 'usable');
  await atOnce(fated, ITEMS_AT_ONCE, async (article) => {
    const { plan, id, version } = article;
    if (plan.fate === 'corrected') {
      if (version > plan.versionsMs.length) return;
      await send(desk, plan, correctionOf(plan, now));
      article.version += 1;
      return;
    }
    const { killed, held } = plan.story.notices;
    const [pubStatus, notice] = plan.fate === 'killed' ? ['canceled', killed] : ['withheld', held];
    await desk.call('PATCH', `/v1/admin/articles/${id}`, { json: { pubStatus, notice } });
    article.pubStatus = pubStatus;
  });
}

const SECTION_RESTRICTIONS = [
  { scope: 'section:sport', text: 'EDITORIAL USE ONLY.' },
  { scope: 'section:culture', text: 'MANDATORY CREDIT.' },
];

export async function restrictSections(desk: Party): Promise<void> {
  for (const { scope, text } of SECTION_RESTRICTIONS) {
    const path = '/v1/admin/restrictions';
    const query = `?limit=200&scope=${encodeURIComponent(scope)}`;
    const active = await rowsBy<{ text: string | null; status: string }>(desk, path + query, (row) =>
      row.status === 'active' ? (row.text ?? undefined) : undefined,
    );
    if (!active.has(text)) await desk.call('POST', path, { json: { scope, text } });
  }
}

/** The newsroom's day: what it sends, and what it takes back. */
import { derivedId } from '../../../src/platform/ids.ts';
import { atOnce } from '../../lib/at-once.ts';
import { stringAt } from '../client.ts';
import type { ArticlePlan } from '../plan/articles.ts';
import { correctionOf, type SentVersion, sentVersion } from '../plan/item.ts';
import { Pictures } from '../plan/pictures.ts';
import type { Party } from './party.ts';
import { type PresentArticle, presentRestrictions } from './present.ts';

/** Items under way at a time: each has its pictures in memory. */
const HANDS = 6;

export interface Article extends PresentArticle {
  plan: ArticlePlan;
}

/**
 * Versions in the order in which they were written, those of one article one after the other. Gives the
 * articles as they are then.
 */
export async function publish(
  desk: Party,
  plans: ArticlePlan[],
  present: Map<number, PresentArticle>,
  tell: (line: string) => void,
): Promise<Article[]> {
  const articles = plans.map((plan): Article => {
    const there = present.get(plan.n) ?? { id: derivedId('itm', plan.uri), version: 0, pubStatus: 'usable' };
    return { ...there, plan };
  });
  const missing = articles.flatMap((article) => missingOf(article).map((place) => ({ article, place })));
  const atMs = ({ article, place }: (typeof missing)[number]) => article.plan.versionsMs[place] ?? 0;
  const pictures = new Pictures();
  const turns = new Map<Article, Promise<void>>();
  let sent = 0;
  await atOnce(
    missing.toSorted((a, b) => atMs(a) - atMs(b)),
    HANDS,
    async ({ article, place }) => {
      const turn = (turns.get(article) ?? Promise.resolve()).then(async () => {
        article.id = await send(desk, article.plan, sentVersion(article.plan, place, pictures.bytesOf));
        article.version = place + 1;
      });
      turns.set(article, turn);
      await turn;
      sent += 1;
      if (sent % 500 === 0) tell(`${sent} of ${missing.length} versions`);
    },
  );
  return articles;
}

/**
 * Places of its versions that are not there. What was killed takes no more, and what is held is not let go by
 * one.
 */
function missingOf({ plan, version, pubStatus }: Article): number[] {
  return pubStatus === 'usable' ? [...plan.versionsMs.keys()].filter((place) => place + 1 > version) : [];
}

async function send(desk: Party, { sections }: ArticlePlan, { item, change }: SentVersion): Promise<string> {
  const query = new URLSearchParams(sections.map((section) => ['section', section]));
  if (change) query.set('change', change);
  return stringAt((await desk.call('PUT', `/v1/admin/articles?${query}`, { json: item })).json, 'id');
}

/** What happens to articles in the middle of the day; what has happened to one is left as it is. */
export async function strike(desk: Party, articles: Article[], now: number): Promise<void> {
  const fated = articles.filter(({ plan, pubStatus }) => plan.fate !== undefined && pubStatus === 'usable');
  await atOnce(fated, HANDS, async (article) => {
    const { plan, id, version } = article;
    const { killed, held } = plan.story.notices;
    const path = `/v1/admin/articles/${id}`;
    switch (plan.fate) {
      case 'killed':
        await desk.call('PATCH', path, { json: { pubStatus: 'canceled', notice: killed } });
        article.pubStatus = 'canceled';
        return;
      case 'held':
        await desk.call('PATCH', path, { json: { pubStatus: 'withheld', notice: held } });
        article.pubStatus = 'withheld';
        return;
      case 'corrected':
        if (version > plan.versionsMs.length) return;
        await send(desk, plan, correctionOf(plan, now));
        article.version += 1;
        return;
    }
  });
}

/** What the desk says of whole sections, once. */
const SECTION_RESTRICTIONS = [
  { scope: 'section:sport', text: 'EDITORIAL USE ONLY.' },
  { scope: 'section:culture', text: 'MANDATORY CREDIT.' },
];

export async function restrict(desk: Party): Promise<void> {
  for (const { scope, text } of SECTION_RESTRICTIONS)
    if (!(await presentRestrictions(desk, scope)).has(text))
      await desk.call('POST', '/v1/admin/restrictions', { json: { scope, text } });
}

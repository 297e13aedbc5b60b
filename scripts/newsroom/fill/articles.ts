/** The articles of a plan as ingest would have stored them, with kills at their time. Pure. */
import { createHash } from 'node:crypto';
import type { Component, ItemVersion } from '../../../src/articles/model.ts';
import { parseItem } from '../../../src/articles/ninjs/parse.ts';
import { type ArticlePlan, planArticle } from '../plan/articles.ts';
import { sentVersion } from '../plan/item.ts';
import type { Newsroom } from '../plan/newsroom.ts';
import { Random } from '../plan/random.ts';
import { HOUR_MS, momentIn } from '../plan/rhythm.ts';

export interface FilledComponent extends Component {
  digest: string;
  restriction?: { id: string; text: string; isReviewed: boolean };
}

export interface FilledArticle {
  plan: ArticlePlan;
  id: string;
  components: FilledComponent[];
  /** Set: its last version is the kill. */
  isKilled: boolean;
}

/** Texts of restrictions that the phrasebook does not read by itself. */
const UNREVIEWED = /ARCHIVE|cleared/;

/** Oldest first. */
export function articlesOf(newsroom: Newsroom, count: number): FilledArticle[] {
  return Array.from({ length: count }, (_, n) => articleOf(newsroom, n)).sort(
    (one, other) => (one.plan.versionsMs[0] ?? 0) - (other.plan.versionsMs[0] ?? 0),
  );
}

function articleOf(newsroom: Newsroom, n: number): FilledArticle {
  const random = new Random(`${newsroom.seed} fill ${n}`);
  const planned = planArticle(newsroom, n);
  const plan = planned.embargoedUntilMs === undefined ? planned : embargoedOnce(planned, newsroom, random);
  const killedMs = (plan.versionsMs.at(-1) ?? 0) + 60_000 + Math.round(random.exponential(6 * HOUR_MS));
  const isKilled = plan.fate === 'killed' && killedMs < newsroom.untilMs;
  if (isKilled) plan.versionsMs.push(killedMs);
  const { id, components } = parsed(plan, 0);
  return {
    plan,
    id,
    isKilled,
    components: components.map((component) => {
      const { usageTerms: text } = component;
      const digest = createHash('sha256').update(component.id).digest('base64url');
      if (text === undefined) return { ...component, digest };
      const restriction = { id: `rst_${random.hex(32)}`, text, isReviewed: !UNREVIEWED.test(text) };
      return { ...component, digest, restriction };
    }),
  };
}

/** Plans embargo the newest articles alone; a log has embargoes on all of its days. */
function embargoedOnce(plan: ArticlePlan, { fromMs, untilMs }: Newsroom, random: Random): ArticlePlan {
  const atMs = momentIn(random, { fromMs, untilMs });
  return { ...plan, versionsMs: [atMs], embargoedUntilMs: atMs + (1 + random.below(8)) * HOUR_MS };
}

export function itemOf({ plan, isKilled, components }: FilledArticle, index: number): ItemVersion {
  const isKill = isKilled && index === plan.versionsMs.length - 1;
  return {
    ...parsed(plan, index),
    seq: 0,
    changeType: isKill ? 'kill' : index === 0 ? 'new' : 'update',
    pubStatus: isKill ? 'canceled' : 'usable',
    components: components.map(({ restriction: _restriction, ...component }) =>
      component.type === 'dispatch' ? component : { ...component, content: contentOf(component) },
    ),
  };
}

function parsed(plan: ArticlePlan, index: number) {
  const read = parseItem(sentVersion(plan, index).item, { sections: plan.sections, now: 0 });
  if (!read.ok) throw new Error(`a planned article is no item: ${JSON.stringify(read.reason)}`);
  return read.value.item;
}

const contentOf = ({ digest }: FilledComponent): Component['content'] => ({
  key: `media/${digest}`,
  contentType: 'image/jpeg',
  bytes: 100_000,
  width: 1_200,
  height: 800,
});

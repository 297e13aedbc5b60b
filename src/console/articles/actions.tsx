/** Desk actions on an article, each on a page that states its effect. Final ones require typing the name. */
import type { FC } from 'hono/jsx';
import { type Field, fieldsIn } from '../forms/fields.ts';
import { byId, faultOf, type Schema, unwrap } from '../frame/api.ts';
import { shortName } from '../parts/short-name.ts';
import { Section } from '../parts/small.tsx';
import type { Action } from '../resources/area.ts';
import type { Article } from './article.tsx';
import { HOLDERS_SHOWN, HolderCount, Holders, Reach } from './holders.tsx';
import { ArticleLink, isEmbargoed } from './state.tsx';

const { hinted } = fieldsIn('articles');

const NOTICE: Field = { kind: 'area', ...hinted('notice'), lines: 2 };
const substituteFor = ({ id }: Article): Field => ({
  kind: 'entity',
  kinds: ['article'],
  except: id,
  ...hinted('substitute'),
});
const EMBARGO: Field = { kind: 'instant', ...hinted('embargo', '/embargoedUntil'), required: true };

interface ActionOptions
  extends Pick<Action<Article>, 'labelOf' | 'fields' | 'weight' | 'changes' | 'before' | 'faults' | 'onto'> {
  patch?: Partial<Pick<Article, 'pubStatus'>> & { embargoedUntil?: null };
}

const createAction = (name: ActionName, { patch, ...shape }: ActionOptions): Action<Article> => ({
  label: `articles.act_${name}`,
  lead: (article) => <ArticleLink article={article} />,
  effect: (_, { t, zone }) => <p>{t(`articles.${name}_what`, { zone })}</p>,
  send: (api, id, body: object) =>
    api.PATCH('/v1/admin/articles/{id}', { ...byId(id), body: { ...body, ...patch } }),
  done: `article_${name}`,
  ...shape,
});

/** Holders loaded for the page of an action: one page, since each page reads all entries about the article. */
const HOLDERS_MAX = 100;

/** Shows the partners that hold the article, below a summary of them. */
const holdersBefore =
  (Summary: FC<{ rows: Schema<'Holder'>[] }>): Action<Article>['before'] =>
  async (article, { api, t }) => {
    const { id } = article;
    const params = { path: { id }, query: { limit: HOLDERS_MAX } };
    const { items, next } = await unwrap(api.GET('/v1/admin/articles/{id}/holders', { params }));
    const isAll = items.length <= HOLDERS_SHOWN;
    return (
      <Section
        title={t('articles.holders')}
        actions={!isAll && <a href={`/console/articles/${id}/holders`}>{t('articles.all_holders')}</a>}
      >
        {next && <p>{t('articles.reach_newest', { count: items.length })}</p>}
        <Summary rows={items} />
        <Holders article={article} rows={items.slice(0, HOLDERS_SHOWN)} isAll={isAll} />
      </Section>
    );
  };

export type ActionName = 'hold' | 'release' | 'embargo' | 'lift' | 'notice' | 'kill';

export const ACTIONS: Record<ActionName, Action<Article>> = {
  hold: createAction('hold', {
    fields: () => [NOTICE],
    patch: { pubStatus: 'withheld' },
    weight: 'click',
    before: holdersBefore(HolderCount('articles.holder_count')),
  }),
  release: createAction('release', { fields: () => [NOTICE], patch: { pubStatus: 'usable' } }),
  embargo: createAction('embargo', {
    labelOf: (article, { now }) => `articles.act_${isEmbargoed(article, now) ? 'move' : 'embargo'}`,
    fields: () => [EMBARGO],
    before: holdersBefore(HolderCount('articles.holders_embargo')),
    weight: 'click',
    changes: true,
    // A past embargo has no effect; lifting one is a separate, confirmed action.
    faults: (_, { embargoedUntil = '' }: { embargoedUntil?: string }, { now }) =>
      Date.parse(embargoedUntil) <= now ? [faultOf('/embargoedUntil', 'in_the_past')] : [],
  }),
  lift: createAction('lift', { patch: { embargoedUntil: null }, weight: 'final' }),
  notice: createAction('notice', { fields: (article) => [NOTICE, substituteFor(article)], changes: true }),
  kill: createAction('kill', {
    fields: (article) => [NOTICE, substituteFor(article)],
    patch: { pubStatus: 'canceled' },
    weight: 'final',
    onto: '/holders',
    before: holdersBefore(Reach),
  }),
};

export function availableActions(article: Article, now: number): ActionName[] {
  if (article.pubStatus === 'canceled') return ['notice'];
  const isWithheld = article.pubStatus === 'withheld';
  return [
    ...(isWithheld ? (['release', 'notice'] as const) : (['hold'] as const)),
    'embargo',
    ...(isEmbargoed(article, now) ? (['lift'] as const) : []),
    'kill',
  ];
}

export const nameOf = ({ headline = '', uri }: Article) => (shortName(headline) ? headline : uri);

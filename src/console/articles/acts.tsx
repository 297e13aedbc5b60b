/** What the desk does to an article. Each act has a page that says what will happen; what cannot be taken back is confirmed by name. */
import type { Child, FC } from 'hono/jsx';
import type { Field } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import type { Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Confirm } from '../parts/confirm.tsx';
import { shortName } from '../parts/short-name.ts';
import { Heading, Note, Section } from '../parts/small.tsx';
import type { Article } from './article.tsx';
import { Holders } from './holders.tsx';
import { isEmbargoed } from './state.tsx';

interface ActOnArticle {
  fields: Field[];
  /** Of the API's body, beside the fields. */
  sends: Partial<Pick<Article, 'pubStatus'>> & { embargoedUntil?: null };
  /** It cannot be undone, so the name is typed. */
  final?: true;
  /** It stops deliveries. */
  stops?: true;
  /** The fields begin with what is so; emptied ones are taken away. */
  changes?: true;
}

const NOTICE: Field = {
  kind: 'area',
  path: '/notice',
  label: 'articles.notice',
  hint: 'articles.notice_hint',
  lines: 2,
};
const SUBSTITUTE: Field = {
  kind: 'text',
  path: '/substitute',
  label: 'articles.substitute',
  hint: 'articles.substitute_hint',
};
const EMBARGO: Field = {
  kind: 'instant',
  path: '/embargoedUntil',
  label: 'articles.embargo',
  hint: 'articles.embargo_hint',
  required: true,
};

export const ACTS = {
  hold: { fields: [NOTICE], sends: { pubStatus: 'withheld' }, stops: true },
  release: { fields: [NOTICE], sends: { pubStatus: 'usable' } },
  embargo: { fields: [EMBARGO], sends: {}, stops: true, changes: true },
  lift: { fields: [], sends: { embargoedUntil: null }, final: true },
  notice: { fields: [NOTICE, SUBSTITUTE], sends: {}, changes: true },
  kill: { fields: [NOTICE, SUBSTITUTE], sends: { pubStatus: 'canceled' }, final: true },
} as const satisfies Record<string, ActOnArticle>;

export type Act = keyof typeof ACTS;

/** Which of them can be done now. */
export function actsOn(article: Article, now: number): Act[] {
  if (article.pubStatus === 'canceled') return ['notice'];
  const held = article.pubStatus === 'withheld';
  return [
    ...(held ? (['release', 'notice'] as const) : (['hold'] as const)),
    'embargo',
    ...(isEmbargoed(article, now) ? (['lift'] as const) : []),
    'kill',
  ];
}

export const nameOf = ({ headline, uri }: Article) => shortName(headline ?? '') || shortName(uri);

interface ActProps {
  act: Act;
  article: Article;
  state: FormState;
  /** Of a kill: whom it concerns. */
  holders: Page<Schema<'Holder'>> | null;
}

export const ActPage: FC<ActProps> = ({ act, article, state, holders }) => {
  const { t, zone } = useView();
  const { fields, ...of }: ActOnArticle = ACTS[act];
  const cancel = `/console/articles/${article.id}`;
  const submit = `articles.do_${act}` as const;
  const what: Child = <p>{t(`articles.${act}_what`, { zone })}</p>;
  return (
    <>
      <Heading
        title={t(`articles.ask_${act}`, { name: nameOf(article) })}
        lead={<a href={cancel}>{article.headline ?? article.uri}</a>}
      />
      {holders && (
        <Section
          title={t('articles.kill_holders')}
          actions={holders.next && <a href={`${cancel}/holders`}>{t('articles.all_holders')}</a>}
        >
          <Holders article={article.id} rows={holders.items} isAll={holders.next === null} />
        </Section>
      )}
      {of.final ? (
        <section>
          <Confirm name={nameOf(article)} fields={fields} state={state} submit={submit} cancel={cancel}>
            {what}
          </Confirm>
        </section>
      ) : (
        <>
          <Note tone="none">{what}</Note>
          <Form fields={fields} state={state} submit={submit} cancel={cancel} danger={of.stops ?? false} />
        </>
      )}
    </>
  );
};

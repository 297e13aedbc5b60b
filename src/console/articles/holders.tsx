/** Who was let have an article, by itself or inside another one: whom a kill concerns. */
import type { FC } from 'hono/jsx';
import type { Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Empty, Heading, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { Named, To } from '../parts/to.tsx';

type Holder = Schema<'Holder'>;

export const Holders: FC<{ article: string; rows: Holder[] }> = ({ article, rows }) => {
  const { t } = useView();
  return (
    <Table
      caption={t('articles.holders')}
      rows={rows}
      empty={<Empty text="articles.no_holders" />}
      columns={[
        {
          label: 'articles.partner',
          cell: ({ partner, name }) => <To href={`/console/partners/${partner}`}>{name ?? partner}</To>,
        },
        { label: 'articles.title_of', cell: ({ title }) => title ?? '–' },
        { label: 'articles.license', cell: ({ license }) => <Named id={license} /> },
        {
          label: 'articles.inside',
          cell: (row) => (row.article === article ? t('articles.itself') : <Named id={row.article} />),
        },
        { label: 'articles.version', cell: ({ version }) => version ?? t('articles.not_told') },
        { label: 'articles.at', cell: ({ at }) => <Time at={at} /> },
        {
          label: 'articles.entry',
          cell: ({ entry }) => (
            <To href={`/console/deliveries/${entry}`}>
              <code>{entry}</code>
            </To>
          ),
        },
      ]}
    />
  );
};

export const HoldersPage: FC<{ article: Schema<'Article'>; list: Page<Holder> }> = ({ article, list }) => {
  const { t } = useView();
  return (
    <>
      <Heading
        title={t('articles.holders')}
        lead={<a href={`/console/articles/${article.id}`}>{article.headline ?? article.uri}</a>}
      />
      <p>{t(article.pubStatus === 'canceled' ? 'articles.holders_killed' : 'articles.holders_what')}</p>
      <Holders article={article.id} rows={list.items} />
      <Pager next={list.next} />
    </>
  );
};

/** All articles, or those that are looked for. */
import type { FC } from 'hono/jsx';
import { wordOptions } from '../forms/fields.ts';
import type { Fault, Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Filter } from '../parts/filter.tsx';
import { Empty, Heading, Note, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { ITEM_TYPES } from '../parts/vocabularies.ts';
import { State } from './state.tsx';

const STATES = ['usable', 'embargoed', 'withheld', 'canceled'];

interface ArticlesProps {
  list: Page<Schema<'ArticleLine'>>;
  asked: Record<'q' | 'section' | 'state' | 'type', string>;
  faults: Fault[];
}

export const ArticlesPage: FC<ArticlesProps> = ({ list: { items, next }, asked, faults }) => {
  const { t } = useView();
  const isNarrowed = Object.values(asked).some((value) => value !== '');
  return (
    <>
      <Heading title={t('articles.title')} lead={t('articles.lead')} />
      <search>
        <form method="get" class="filters">
          <Filter name="q" label="articles.search" value={asked.q} />
          <Filter name="section" label="articles.section" value={asked.section} />
          <Filter
            name="state"
            label="articles.state"
            value={asked.state}
            choices={wordOptions(t, 'status', STATES)}
            any
          />
          <Filter
            name="type"
            label="articles.type"
            value={asked.type}
            choices={wordOptions(t, 'item', ITEM_TYPES)}
            any
          />
          <button type="submit">{t('articles.find')}</button>
        </form>
      </search>
      {faults.length > 0 && <Note tone="bad">{faults.map(t.fault).join('. ')}</Note>}
      <Table
        caption={t('articles.title')}
        rows={items}
        empty={<Empty text={isNarrowed ? 'articles.none_found' : 'articles.none'} />}
        columns={[
          {
            label: 'articles.headline',
            cell: ({ id, headline, uri }) => (
              <a href={`/console/articles/${id}`} dir="auto">
                {headline ?? uri}
              </a>
            ),
          },
          { label: 'articles.state', narrow: 'aside', cell: (row) => <State of={row} /> },
          { label: 'articles.type', narrow: 'bare', cell: ({ type }) => t.word('item', type) },
          { label: 'articles.sections', narrow: 'none', cell: ({ sections }) => <Sections of={sections} /> },
          { label: 'articles.version', narrow: 'none', cell: ({ version }) => version },
          {
            label: 'articles.created',
            narrow: 'bare',
            cell: ({ versionCreated }) => <Time at={versionCreated} />,
          },
        ]}
      />
      <Pager next={next} />
    </>
  );
};

/** Each leads to the articles that are filed in it. */
export const Sections: FC<{ of: string[] }> = ({ of }) => (
  <span class="words">
    {of.map((name) => (
      <a class="word" href={`/console/articles?section=${encodeURIComponent(name)}`}>
        {name}
      </a>
    ))}
  </span>
);

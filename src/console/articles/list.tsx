import type { FC } from 'hono/jsx';
import { wordOptions } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView, type View } from '../frame/view.ts';
import type { ListControl } from '../parts/filter.tsx';
import { Code, Empty, Time } from '../parts/small.tsx';
import type { Column } from '../parts/table.tsx';
import { ITEM_TYPES } from '../parts/vocabularies.ts';
import { State } from './state.tsx';

const STATES = ['usable', 'embargoed', 'withheld', 'canceled'];

export const articleFilters = ({ t }: View): ListControl[] => [
  { name: 'section', label: 'articles.section' },
  { name: 'state', label: 'articles.state', choices: wordOptions(t, 'status', STATES) },
  { name: 'type', label: 'articles.type', choices: wordOptions(t, 'item', ITEM_TYPES) },
];

export const articleColumns = ({ t }: View): Column<Schema<'ArticleLine'>>[] => [
  {
    label: 'articles.headline',
    cell: ({ id, headline, uri }) => (
      <a href={`/console/articles/${id}`} dir="auto">
        {headline ?? uri}
      </a>
    ),
  },
  { label: 'articles.state', narrow: 'aside', cell: (row) => <State article={row} /> },
  { label: 'articles.type', narrow: 'bare', cell: ({ type }) => t.word('item', type) },
  { label: 'articles.sections', narrow: 'none', cell: ({ sections }) => <Sections sections={sections} /> },
  { label: 'articles.updated', cell: ({ updated }) => <Time at={updated} /> },
  { label: 'articles.created', cell: ({ versionCreated }) => <Time at={versionCreated} /> },
];

/** How a newsroom sends an article, in the reference. */
export const SENDING_REFERENCE = '/docs/agency#ingestArticle';

export const NoArticles: FC<{ text: MessageKey }> = ({ text }) => (
  <Empty text={text}>
    <p>
      <a href={SENDING_REFERENCE}>{useView().t('articles.sending')}</a>
    </p>
  </Empty>
);

export const Sections: FC<{ sections: string[] }> = ({ sections }) => (
  <span class="words">
    {sections.map((name) => (
      <a class="word" href={`/console/articles?section=${encodeURIComponent(name)}`}>
        {name}
      </a>
    ))}
  </span>
);

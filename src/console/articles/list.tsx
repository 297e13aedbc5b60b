import type { FC } from 'hono/jsx';
import { wordOptions } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import { useView, type View } from '../frame/view.ts';
import type { ListControl } from '../parts/filter.tsx';
import { Code, Empty, Time } from '../parts/small.tsx';
import type { Column } from '../parts/table.tsx';
import { ITEM_TYPES } from '../parts/vocabularies.ts';
import { ArticleLink, State } from './state.tsx';

const STATES = ['usable', 'embargoed', 'withheld', 'canceled'];

export const articleFilters = ({ t }: View): ListControl[] => [
  { name: 'section', label: 'articles.section' },
  { name: 'state', label: 'articles.state', choices: wordOptions(t, 'status', STATES) },
  { name: 'type', label: 'articles.type', choices: wordOptions(t, 'item', ITEM_TYPES) },
];

export const articleColumns = ({ t }: View): Column<Schema<'ArticleLine'>>[] => [
  { label: 'articles.headline', cell: (row) => <ArticleLink article={row} /> },
  { label: 'articles.state', narrow: 'aside', cell: (row) => <State article={row} /> },
  { label: 'articles.type', narrow: 'bare', cell: ({ type }) => t.word('item', type) },
  { label: 'articles.sections', narrow: 'none', cell: ({ sections }) => <Sections sections={sections} /> },
  { label: 'articles.updated', cell: ({ updated }) => <Time at={updated} /> },
  { label: 'articles.created', narrow: 'none', cell: ({ versionCreated }) => <Time at={versionCreated} /> },
];

interface NoArticlesProps {
  client?: string | undefined;
  product?: Partial<Schema<'Product'>> | undefined;
}

/** Commands that send a first article, as far as known by a client of the newsroom and for a product. */
export const NoArticles: FC<NoArticlesProps> = ({ client = 'opr_…', product }) => {
  const { t, agency, language } = useView();
  const { sections = [], languages = [] } = product ?? {};
  const [section = ''] = sections.map((name) => `?${new URLSearchParams({ section: name })}`);
  const [first, url] = [t('articles.first'), agency.publicUrl];
  const item = {
    ...{ uri: `${url}/items/1`, version: '1', type: 'text', language: languages[0] ?? language },
    ...{ headline: first, body_text: `${first}.` },
  };
  const token = `TOKEN=$(curl -s -u ${client} -d grant_type=client_credentials \\
  ${url}/oauth/token | jq -r .access_token)`;
  const article = `curl -X PUT -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  '${url}/v1/admin/articles${section}' -d @- <<'END'
${JSON.stringify(item, null, 2)}
END`;
  return (
    <Empty text="articles.none">
      <p>{t('articles.send')}</p>
      <Code label={t('secret.curl')} text={token} />
      <p class="hint">{t('secret.curl_asks')}</p>
      <Code label={t('articles.request')} text={article} />
      {!product && <p class="hint">{t('articles.send_section')}</p>}
      <a href="/docs/agency#ingestArticle">{t('articles.sending')}</a>
    </Empty>
  );
};

export const Sections: FC<{ sections: string[] }> = ({ sections }) => (
  <span class="words">
    {sections.map((name) => (
      <a class="word" href={`/console/articles?section=${encodeURIComponent(name)}`}>
        {name}
      </a>
    ))}
  </span>
);

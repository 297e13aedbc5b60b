/** Partners that received an article, alone or within another one; a kill concerns them. */
import type { FC } from 'hono/jsx';
import type { Page, Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { EntityLink, EntryTime, ReceivedIn, TitleName } from '../parts/entity.tsx';
import { ButtonLink, Contact } from '../parts/link.tsx';
import { Breakable, Empty, Heading, List, Note } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { ArticleLink, isOutdated } from './state.tsx';

type Article = Schema<'Article'>;
type Holder = Schema<'Holder'>;

/** On pages that show more than the holders. */
export const HOLDERS_SHOWN = 10;

const addressesIn = ({ contact, recallContact }: Holder) =>
  `${contact} ${recallContact}`.split(/[\s<>,;"()]+/).filter((word) => word.includes('@'));

/** A license may hold several copies: one for each title, or inside other articles. */
const licensesOf = (rows: Holder[]) => [...new Map(rows.map((row) => [row.license, row])).values()];

export const HolderCount =
  (text: MessageKey): FC<{ rows: Holder[] }> =>
  ({ rows }) =>
    rows.length > 0 && <p>{useView().t(text, { count: licensesOf(rows).length })}</p>;

/** How the holders hear of a kill: by number, and by name those that the gateway does not notify itself. */
export const Reach: FC<{ rows: Holder[] }> = ({ rows }) => {
  const { t } = useView();
  const licenses = licensesOf(rows);
  const others = licenses.filter(({ pushed }) => !pushed);
  const count = licenses.length - others.length;
  return (
    <>
      {count > 0 && <p>{t('articles.reach_pushed', { count })}</p>}
      {others.length > 0 && (
        <Note tone="warn">
          <p>{t('articles.reach_none', { count: others.length })}</p>
          <List
            items={others.map(({ license, partner, contact, recallContact }) => (
              <>
                <EntityLink id={license} />: <Contact partner={partner} contact={recallContact ?? contact} />
              </>
            ))}
          />
          <p>{t('recalls.endpoint_means')}</p>
        </Note>
      )}
    </>
  );
};

/** `isAll`: no further pages follow. */
export const Holders: FC<{ article: Article; rows: Holder[]; isAll: boolean }> = (props) => {
  const { article, rows, isAll } = props;
  const { t } = useView();
  const addresses = [...new Set(rows.flatMap(addressesIn))].join(', ');
  return (
    <>
      {addresses !== '' && (
        <p>
          <button type="button" class="copy" data-copy={addresses} hidden>
            {t(isAll ? 'articles.copy_addresses' : 'articles.copy_page')}
          </button>
        </p>
      )}
      <Table
        caption={t('articles.holders')}
        rows={rows}
        empty={<Empty text="articles.no_holders" />}
        columns={[
          { label: 'articles.license', cell: ({ license }) => <EntityLink id={license} /> },
          { label: 'articles.title_of', cell: (row) => <TitleName {...row} /> },
          {
            label: 'articles.inside',
            cell: (row) => (row.article === article.id ? t('articles.itself') : <ReceivedIn {...row} />),
          },
          {
            label: 'articles.version',
            cell: ({ version }) => version ?? t('articles.not_told'),
            beneath: (row) =>
              row.article === article.id &&
              isOutdated(article, row.version) && <span class="badge warn">{t('articles.outdated')}</span>,
          },
          { label: 'articles.at', cell: ({ entry, at }) => <EntryTime id={entry} at={at} precise /> },
          {
            label: 'partners.contact',
            cell: ({ contact }) => contact && <Breakable text={contact} />,
            beneath: ({ recallContact }) => recallContact && <Breakable text={recallContact} />,
          },
        ]}
      />
    </>
  );
};

type NoRecallProps = { article: Article; hasHolders: boolean; isLate: boolean };

/** Shown until the recall exists. A script then opens the recall, and gives up when it is late. */
export const NoRecallPage: FC<NoRecallProps> = ({ article, hasHolders, isLate }) => {
  const { t, url } = useView();
  const state = hasHolders ? (isLate ? 'recall_late' : 'recall_coming') : 'nobody_to_recall';
  const poll = { 'hx-get': url.pathname, 'hx-trigger': 'every 2s', 'hx-swap': 'none' };
  return (
    <>
      <Heading title={t('articles.no_recall')} lead={<ArticleLink article={article} />} />
      <p role="status" {...(state === 'recall_coming' && poll)}>
        {t.rich(`articles.${state}`, { recalls: <a href="/console/recalls">{t('recalls.title')}</a> })}
      </p>
      <ButtonLink href={url.pathname} label="articles.recall_retry" />
    </>
  );
};

type HoldersPageProps = { article: Article; list: Page<Holder>; isRecallClosed: boolean };

export const HoldersPage: FC<HoldersPageProps> = ({ article, list, isRecallClosed }) => {
  const { t, url, mayGo } = useView();
  const isKilled = article.pubStatus === 'canceled';
  const href = `/console/articles/${article.id}`;
  return (
    <>
      <Heading title={t('articles.holders')} lead={<ArticleLink article={article} />}>
        {isKilled && <ButtonLink href={`${href}/recall`} label="recalls.to" variant="primary" />}
      </Heading>
      <p>{t(isKilled ? 'articles.holders_killed' : 'articles.holders_what')}</p>
      {isKilled && !isRecallClosed && mayGo(`${href}/kill`) && <Reach rows={list.items} />}
      <Holders
        article={article}
        rows={list.items}
        isAll={list.next === null && !url.searchParams.has('cursor')}
      />
      <Pager next={list.next} />
    </>
  );
};

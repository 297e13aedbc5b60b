/** Article page: state, components with their restrictions, versions and holders. */
import type { FC } from 'hono/jsx';
import { meaningOfRule } from '../../rights/index.ts';
import type { Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { AuthorizedLink, ButtonLink, Links } from '../parts/link.tsx';
import { Badge, Facts, Heading, Id, List, Note, Section, Time } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';
import { type KnownRestriction, RestrictionCard } from '../restrictions/restriction.tsx';
import { ACTIONS, availableActions } from './actions.tsx';
import { Holders } from './holders.tsx';
import { Sections } from './list.tsx';
import { changeName, isEmbargoed, State } from './state.tsx';

export type Article = Schema<'Article'>;

interface ArticleProps {
  article: Article;
  restrictions: KnownRestriction[];
  holders: Page<Schema<'Holder'>> | null;
  /** The open recall of a correction. */
  correction: Schema<'Recall'> | undefined;
}

export const ArticlePage: FC<ArticleProps> = ({ article, restrictions, holders, correction }) => {
  const view = useView();
  const { t, now, names, session, mayGo } = view;
  const { id, uri, headline, version, type, sections, language, components, unreviewed } = article;
  const { pubStatus, embargoedUntil, products, members = [] } = article;
  const href = `/console/articles/${id}`;
  const general = restrictions.filter(({ scope }) => scope === id);
  const restrictedUntil = endOfRestrictions(general);
  const isRestricted = isEmbargoed({ pubStatus, embargoedUntil: restrictedUntil }, now);
  const isDesk = mayGo('/console/restrictions');
  return (
    <>
      <Heading
        title={headline ?? uri}
        lead={<State article={isRestricted ? { ...article, embargoedUntil: restrictedUntil } : article} />}
      >
        <ButtonLink href={`${href}/look`} label="articles.look" />
        {isDesk &&
          availableActions(article, now).map((action) => (
            <ButtonLink
              href={`${href}/${action}`}
              label={ACTIONS[action].labelOf?.(article, view) ?? ACTIONS[action].label}
            />
          ))}
      </Heading>
      {correction && (
        <Note tone="warn">
          {t('articles.is_corrected')} <a href={`/console/recalls/${correction.id}`}>{t('recalls.to')}</a>
        </Note>
      )}
      <ArticleNotes article={article} hasRecall={mayGo('/console/recalls') && holders?.items.length !== 0} />
      {isRestricted && (
        <Note tone="warn">{t.rich('articles.is_restricted', { at: <Time at={restrictedUntil} /> })}</Note>
      )}
      {products.length === 0 && pubStatus !== 'canceled' && (
        <Note tone="warn">
          {t('articles.in_no_product')} {isDesk && t('articles.in_no_product_desk')}
          {session?.role === 'ingest' && t('articles.in_no_product_newsroom')}
        </Note>
      )}
      {unreviewed.length > 0 && (
        <Note tone="warn">
          <a href="#components">{t('articles.waiting', { count: unreviewed.length })}</a>
        </Note>
      )}
      <Facts
        rows={[
          ['articles.version', version],
          ['articles.created', <Time at={article.versionCreated} />],
          ['articles.type', t.word('item', type)],
          ['articles.sections', sections.length > 0 && <Sections sections={sections} />],
          [
            'licenses.products',
            products.length > 0 && <List class="plain-list" items={products.map(productLink)} />,
          ],
          ['articles.language', language && t.codeName('language', language)],
          ['articles.embargo', embargoedUntil && <Time at={embargoedUntil} />],
          ['articles.uri', <Id id={uri} />],
          ['articles.id', <Id id={id} />],
        ]}
      />
      <Links
        to={[
          ['articles.why', `/console/decisions?article=${id}`],
          ['articles.deliveries', `/console/deliveries?kind=delivery&article=${id}`],
        ]}
      />
      <Section title={t('articles.components')} id="components">
        <ul class="components">
          {components.map((component) => (
            <ComponentCard
              article={article}
              component={component}
              restrictions={restrictions.filter(({ scope }) => scope === component.id)}
            />
          ))}
        </ul>
      </Section>
      {members.length > 0 && (
        <Section title={t(type === 'composite' ? 'articles.in_package' : 'articles.linked')} id="members">
          <p class="hint">{t('articles.members_lead')}</p>
          <List items={members.map(({ id, uri }) => (names.get(id) ? <EntityLink id={id} /> : uri))} />
        </Section>
      )}
      {(isDesk || general.length > 0) && (
        <Section
          title={t('articles.whole')}
          actions={isDesk && <a href={`/console/restrictions/new?scope=${id}`}>{t('articles.restrict')}</a>}
        >
          {general.map((restriction) => (
            <RestrictionCard restriction={restriction} from={href} />
          ))}
          {isDesk && <General sections={sections} />}
        </Section>
      )}
      <Versions article={article} />
      {holders && (
        <Section
          title={t('articles.holders')}
          actions={holders.next && <a href={`${href}/holders`}>{t('articles.all_holders')}</a>}
        >
          <Holders article={article} rows={holders.items} isAll={holders.next === null} />
        </Section>
      )}
    </>
  );
};

/** Latest end, ISO 8601, of the restrictions that forbid all use until then, such as an embargo in usage terms. */
const endOfRestrictions = (restrictions: KnownRestriction[]): string | undefined =>
  restrictions
    .flatMap(({ policy }) => [policy?.prohibition ?? []].flat())
    .map((rule) => meaningOfRule('prohibition', Object(rule)))
    .flatMap((meaning) => (meaning?.key === 'no-use' && !meaning.slots.in ? (meaning.slots.until ?? []) : []))
    .sort()
    .at(-1);

const productLink = ({ id, name }: Article['products'][number]) => (
  <AuthorizedLink href={`/console/products/${id}`}>{name}</AuthorizedLink>
);

const ArticleNotes: FC<{ article: Article; hasRecall: boolean }> = ({ article, hasRecall }) => {
  const { t, now } = useView();
  const { id, pubStatus, notice, substitute, embargoedUntil } = article;
  return (
    <>
      {pubStatus !== 'usable' && (
        <Note tone={pubStatus === 'canceled' ? 'bad' : 'warn'}>
          <p>{t(pubStatus === 'canceled' ? 'articles.is_killed' : 'articles.is_held')}</p>
          {notice && <blockquote dir="auto">{notice}</blockquote>}
          {hasRecall && <a href={`/console/articles/${id}/recall`}>{t('recalls.to')}</a>}
          {substitute && (
            <p>
              {t('articles.instead')} <EntityLink id={substitute} copy />
            </p>
          )}
        </Note>
      )}
      {isEmbargoed(article, now) && (
        <Note tone="warn">{t.rich('articles.is_embargoed', { at: <Time at={embargoedUntil} /> })}</Note>
      )}
    </>
  );
};

const General: FC<{ sections: string[] }> = ({ sections }) => {
  const { t } = useView();
  const list = (scope: string) => `/console/restrictions/all?scope=${encodeURIComponent(scope)}`;
  return (
    <p class="soft">
      {t('articles.general')} <a href={list('agency')}>{t('restrictions.scope_agency')}</a>
      {sections.map((section) => [
        ', ',
        <a href={list(`section:${section}`)}>{t('restrictions.scope_section', { section })}</a>,
      ])}
    </p>
  );
};

const Versions: FC<{ article: Article }> = ({ article: { id, versions } }) => {
  const { t, mayGo, session } = useView();
  const href = `/console/articles/${id}`;
  const query = (entries: Record<string, string>) => String(new URLSearchParams(entries));
  return (
    <TableSection
      title="articles.versions"
      id="versions"
      lead={<p class="hint">{t('articles.versions_lead')}</p>}
      rows={versions.map((version, index) => ({ ...version, previous: versions[index + 1] }))}
      columns={[
        { label: 'articles.version', cell: ({ version }) => version },
        { label: 'articles.change', cell: (row) => changeName(row, t) },
        {
          label: 'articles.stored',
          cell: ({ at }) => <Time at={at} />,
          beneath: ({ versionCreated, previous }) =>
            versionCreated !== previous?.versionCreated &&
            t.rich('articles.created_at', { at: <Time at={versionCreated} /> }),
        },
        // The newsroom may not know who it was.
        session?.role !== 'ingest' && {
          label: 'articles.by',
          cell: ({ operator }) => operator && <EntityLink id={operator} />,
        },
        mayGo(`${href}/look`) && {
          label: 'articles.see',
          cell: ({ version, previous }) => (
            <span class="words">
              <a href={`${href}/look?${query({ version })}`}>{t('articles.look')}</a>
              {previous && (
                <a href={`${href}/compare?${query({ from: previous.version, to: version })}`}>
                  {t('articles.compare', { version: previous.version })}
                </a>
              )}
            </span>
          ),
        },
      ]}
    />
  );
};

type Component = Schema<'Article'>['components'][number];

const ComponentCard: FC<{
  article: Article;
  component: Component;
  restrictions: KnownRestriction[];
}> = ({ article: { id: article, hasText }, component, restrictions }) => {
  const { t, now, mayGo } = useView();
  const { id, type, headline, caption, usageTerms, content, stopped, embargoedUntil } = component;
  const bytes = `/console/articles/${article}/components/${id}`;
  const restrict = `/console/restrictions/new?scope=${id}`;
  const isWaiting = restrictions.some(({ reviewed }) => !reviewed);
  const inWords = restrictions.some(({ text }) => text === usageTerms);
  return (
    <li class="component" id={id}>
      <div class={content ? 'thumb' : 'thumb bare'}>
        {content && !mayGo(bytes) ? (
          <span class="soft">{t('articles.content_withheld')}</span>
        ) : content?.contentType.startsWith('image/') ? (
          <a href={bytes}>
            <img src={bytes} alt={headline ?? caption ?? component.name} loading="lazy" />
          </a>
        ) : content ? (
          <a href={bytes}>{t('articles.open_bytes')}</a>
        ) : (
          <span class="soft">
            {t(type !== 'dispatch' ? 'articles.no_bytes' : hasText ? 'articles.is_text' : 'articles.no_text')}
          </span>
        )}
      </div>
      <div>
        <h3 dir="auto">
          {t.word('component', type)}
          {headline && `: ${headline}`}
        </h3>
        {(stopped || isWaiting) && (
          <p>
            {stopped && <Badge list="status" value={stopped} />}{' '}
            {isWaiting && <Badge list="status" value="unreviewed" />}
          </p>
        )}
        {caption && <p dir="auto">{caption}</p>}
        <Facts
          rows={[
            ['articles.byline', component.byline],
            ['articles.supplier', component.supplier],
            ['articles.bytes', content && t('articles.bytes_of', content)],
            ['articles.embargo', isEmbargoed(component, now) && <Time at={embargoedUntil} />],
            ['articles.id', <Id id={id} />],
          ]}
        />
        {usageTerms && !inWords && <blockquote dir="auto">{usageTerms}</blockquote>}
        {restrictions.map((restriction) => (
          <RestrictionCard restriction={restriction} from={`/console/articles/${article}`} />
        ))}
        {mayGo(restrict) && (
          <p>
            <a href={restrict}>{t('articles.restrict_component')}</a>
          </p>
        )}
      </div>
    </li>
  );
};

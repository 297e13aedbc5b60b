/** Links entities by name, with a button that copies the id. */
import type { Child, FC } from 'hono/jsx';
import { entityKindOf } from '../../audit/entities/kinds.ts';
import { timeOfId } from '../../platform/ids.ts';
import type { Entity } from '../frame/entity-names.ts';
import { useView, type View } from '../frame/view.ts';
import { AuthorizedLink } from './link.tsx';
import { periodName } from './period-choices.ts';
import { Time } from './small.tsx';

/** Pages of an entity, best first. Operators who may not open its own page see its log entries. */
const PAGES: Partial<Record<Entity['kind'], (id: string, entity?: Entity) => string[]>> = {
  partner: (id) => [`/console/partners/${id}`, `/console/deliveries?partner=${id}`],
  title: (id, entity) => [
    ...(entity?.partner ? [`/console/partners/${entity.partner.id}`] : []),
    `/console/deliveries?title=${encodeURIComponent(id)}`,
  ],
  license: (id) => [`/console/licenses/${id}`, `/console/reports/usage?license=${id}`],
  key: (id) => [`/console/keys/${id}`, `/console/deliveries?key=${id}`],
  product: (id) => [`/console/products/${id}`],
  article: (id) => [`/console/articles/${id}`, `/console/reports/article?article=${id}`],
  component: (id, { article } = {} as Entity) =>
    article ? [`/console/articles/${article}#${id}`, `/console/reports/article?article=${article}`] : [],
  restriction: (id) => [`/console/restrictions/${id}`],
  phrase: () => ['/console/restrictions/phrases'],
  operator: (id) => [`/console/operators/${id}`, `/console/actions?operator=${id}`],
  statement: (id) => [`/console/statements/${id}`],
  hold: (id) => [`/console/retention/holds/${id}`],
  finding: (id) => [`/console/findings/${id}`],
  recall: (id) => [`/console/recalls/${id}`],
};

/** The best page of the entity that the viewer may open. */
export function entityPage(view: View, id: string, entity?: Entity): string | undefined {
  const kind = entity?.kind ?? entityKindOf(id);
  return kind && PAGES[kind]?.(id, entity).find((href) => view.mayGo(href));
}

export function useName(id: string, version?: string | null): string | undefined {
  const { names, t } = useView();
  const entity = names.get(id, version);
  return entity && nameOf(entity, t);
}

/** A title's name in the license or on the page, or its id. Without a title it may be any of the license. */
export function titleName(license: string, title: string | null, view: View): string {
  const { t } = view;
  const titles = view.names.get(license)?.titles ?? [];
  if (title) return titles.find(({ id }) => id === title)?.name ?? view.names.titleOf(title) ?? title;
  const names = titles.map(({ name }) => name);
  const several = { count: titles.length, titles: t.list(names, 'disjunction') };
  return t('recalls.not_stated', titles.length > 0 ? several : {});
}

/** `none`: shown without a title. */
export const TitleName: FC<{ license: string; title: string | null; none?: string }> = (props) => {
  const view = useView();
  const { license, title, none } = props;
  return <span dir="auto">{title || none === undefined ? titleName(license, title, view) : none}</span>;
};

/** The article that another one was received in, which may be a package that names it. */
export const ReceivedIn: FC<{ article: string; version: string | null }> = ({ article, version }) => {
  const { names, t } = useView();
  const kind = names.get(article)?.type === 'composite' ? 'package' : 'article';
  return t.rich(`articles.in_the_${kind}`, { name: <EntityLink id={article} version={version} /> });
};

/** Display name. A component's name includes its type; names that are codes are translated. */
export function nameOf({ kind, name, type = '', detail }: Entity, t: View['t']): string {
  // The text component is named after its article, whose headline differs by version.
  if (kind === 'component')
    return type === 'dispatch' ? t.word('component', type) : `${name} (${t.word('component', type)})`;
  if (kind === 'finding') return t.word('discrepancy', type);
  return kind === 'statement' ? `${name} · ${periodName(detail ?? '', t)}` : name;
}

interface EntityProps {
  id: string;
  /** Version of an article, which determines the headline. */
  version?: string | null | undefined;
  href?: string | null;
  fallback?: string | undefined;
  copy?: boolean;
}

/** Links an entity by name. Shows an id without a name as unknown, and any other text unchanged. */
export const EntityLink: FC<EntityProps> = ({ id, version, href, fallback, copy = false }) => {
  const view = useView();
  const { t, names } = view;
  const entity = names.get(id, version);
  const kind = entityKindOf(id);
  const text = entity
    ? nameOf(entity, t)
    : (fallback ?? (kind ? t('entities.unknown', { kind: t.word('entity', kind) }) : t.word('literal', id)));
  const to = href === undefined ? entityPage(view, id, entity) : (href ?? undefined);
  return (
    <span class="named">
      <AuthorizedLink href={to} dir="auto">
        {text}
      </AuthorizedLink>
      {!entity && kind && fallback === undefined && <code class="beneath">{id}</code>}
      {copy && kind && <CopyId id={id} />}
    </span>
  );
};

export const CopyId: FC<{ id: string }> = ({ id }) => {
  const { t } = useView();
  return (
    <button type="button" class="copy" data-copy={id} aria-label={t('copy.id')} title={id} hidden>
      {t('copy.id_short')}
    </button>
  );
};

export const EntryTime: FC<{ id: string; at: string; precise?: boolean }> = ({ id, ...time }) => (
  <EntryLink id={id}>
    <Time {...time} />
  </EntryLink>
);

/** Shows a log entry by kind and time, linked if the viewer may read the log. */
export const EntryLink: FC<{ id: string; time?: string | undefined; children?: Child; copy?: boolean }> = (
  props,
) => {
  const { id, time, children, copy = false } = props;
  const { t } = useView();
  const kind = t.word('entry', id.slice(0, 3));
  return (
    <span class="named">
      <AuthorizedLink href={`/console/deliveries/${encodeURIComponent(id)}`}>
        {children ?? [`${kind}, `, <Time at={time ?? timeOfId(id)} precise />]}
      </AuthorizedLink>
      {copy && <CopyId id={id} />}
    </span>
  );
};

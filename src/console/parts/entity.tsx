/** Things by their names, each with the way to its page and its id to copy. */
import type { Child, FC } from 'hono/jsx';
import { entityKindOf } from '../../audit/entities/kinds.ts';
import { timeOfId } from '../../platform/ids.ts';
import type { Entity } from '../frame/entity-names.ts';
import { useView, type View } from '../frame/view.ts';
import { periodName } from './period-choices.ts';
import { Time } from './small.tsx';
import { mayGo, To } from './to.tsx';

/** The pages that show a thing, the best first: who may not open its own sees what the log has of it. */
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
};

/** The page of it that whoever looks may open. */
export function entityPage(view: View, id: string, entity?: Entity): string | undefined {
  const kind = entity?.kind ?? entityKindOf(id);
  return kind && PAGES[kind]?.(id, entity).find((href) => mayGo(view, href));
}

/** As text; undefined: it has no name that is known. */
export function useName(id: string, version?: string | null): string | undefined {
  const { names, t } = useView();
  const entity = names.get(id, version);
  return entity && nameOf(entity, t);
}

/** What a title of the license is called; its id, where the license has it no more. */
export const TitleName: FC<{ license: string; title: string }> = ({ license, title }) => {
  const titles = useView().names.get(license)?.titles;
  return <>{titles?.find(({ id }) => id === title)?.name ?? title}</>;
};

/** The name of a part says what it is a part of; what is no word of its own is worded. */
export function nameOf({ kind, name, type = '', detail }: Entity, t: View['t']): string {
  // The text of an article has the headline of the article, which differs by version.
  if (kind === 'component')
    return type === 'dispatch' ? t.word('component', type) : `${name} (${t.word('component', type)})`;
  if (kind === 'finding') return t.word('discrepancy', type);
  return kind === 'statement' ? `${name} · ${periodName(detail ?? '', t)}` : name;
}

interface EntityProps {
  id: string;
  /** Of an article: whose headline it was delivered under. */
  version?: string | null | undefined;
  /** Where it leads, if not to its page; null: nowhere. */
  href?: string | null;
  /** What it is called when its name is not known. */
  fallback?: string | undefined;
  /** With a button for its id: where one looks at a single thing. */
  copy?: boolean;
}

/** By its name. What is unknown says so, with its id; what is no id at all is shown as it is. */
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
      {to === undefined ? (
        <span dir="auto">{text}</span>
      ) : (
        <a href={to} dir="auto">
          {text}
        </a>
      )}
      {!entity && kind && fallback === undefined && <code class="beneath">{id}</code>}
      {copy && kind && <CopyId of={id} />}
    </span>
  );
};

/** The id of what is named beside it, for programs and letters. */
export const CopyId: FC<{ of: string }> = ({ of }) => {
  const { t } = useView();
  return (
    <button type="button" class="copy" data-copy={of} aria-label={t('copy.id')} title={of} hidden>
      {t('copy.id_short')}
    </button>
  );
};

/** An entry of the log by what it is and when it was written, with the way to it for those who may read the log. */
export const EntryLink: FC<{ id: string; at?: string | undefined; children?: Child; copy?: boolean }> = ({
  id,
  at,
  children,
  copy = false,
}) => {
  const { t } = useView();
  const kind = t.word('entry', id.slice(0, 3));
  return (
    <span class="named">
      <To href={`/console/deliveries/${encodeURIComponent(id)}`}>
        {children ?? (
          <>
            {kind}, <Time at={at ?? timeOfId(id)} precise />
          </>
        )}
      </To>
      {copy && <CopyId of={id} />}
    </span>
  );
};

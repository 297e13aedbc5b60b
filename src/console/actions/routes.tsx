/** `/console/actions`: the audit log of operators, for auditors. */
import { Hono } from 'hono';
import type { Child, FC } from 'hono/jsx';
import { ACTS } from '../../audit/actions/acts.ts';
import { ENTITY_KINDS } from '../../audit/entities/kinds.ts';
import type { Option } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { type ConsoleEnv, useView, type View } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import type { ListControl } from '../parts/filter.tsx';
import { Later } from '../parts/link.tsx';
import { AbsentMonths } from '../parts/list-tools.tsx';
import { daysOfRange, instantsOfDays } from '../parts/ranges.ts';
import { Facts, Id, Time } from '../parts/small.tsx';
import { type Column, withQuery } from '../parts/table.tsx';
import { listPages } from '../resources/list-pages.tsx';

export const actionPages = new Hono<ConsoleEnv>();

/** Rows per page (some 30 KB). */
const ROWS = 30;

type Action = Omit<Schema<'OperatorAction'>, 'code' | 'article'>;

const actionColumns = ({ t, url }: View): Column<Action>[] => {
  const narrowed = (query: Record<string, string>) => withQuery(url, { ...query, cursor: null });
  return [
    { label: 'actions.done', cell: (row) => <Time at={row.done} precise /> },
    {
      label: 'actions.act',
      narrow: 'bare',
      cell: ({ act, change }) => t.word('act', change ? `${act}.${change}` : act),
    },
    {
      label: 'actions.resource',
      narrow: 'bare',
      cell: ({ act, resource }) => (
        <EntityLink id={resource} href={narrowed({ resource })} fallback={nameless(act, t)} />
      ),
      beneath: (row) => (row.holder ? <EntityLink id={row.holder} /> : toVersions(row, t)),
    },
    {
      label: 'actions.operator',
      narrow: 'bare',
      cell: ({ operator }) => <EntityLink id={operator} href={narrowed({ operator })} />,
    },
    { label: 'actions.more', narrow: 'bare', cell: (row) => <Details action={row} /> },
  ];
};

const nameless = (act: string, t: Translate) =>
  act.startsWith('session.') ? t('actions.session') : undefined;

const comparison = ({ resource, done }: Pick<Action, 'resource' | 'done'>) =>
  `/console/licenses/${resource}/versions?at=${done}`;

/** Auditors may compare versions of a license; of an article they see the versions, but no content. */
function toVersions({ act, resource, before: stateBefore, done }: Action, t: Translate): Child {
  const [kind] = act.split('.');
  if (stateBefore === null) return null;
  if (kind === 'license') return <a href={comparison({ resource, done })}>{t('licenses.compare')}</a>;
  return (
    kind === 'article' && <a href={`/console/articles/${resource}#versions`}>{t('articles.versions')}</a>
  );
}

/** As a form or page of the resource labels it. */
function memberName(act: string, member: string, t: Translate): string {
  const label = `${act.split('.')[0]}s.${member}` as MessageKey;
  return t(label) === label ? t.word('member', member) : t(label);
}

const Details: FC<{ action: Action }> = ({ action }) => {
  const { t, url } = useView();
  const { id, operator, act, resource, before: stateBefore, after, at, via, reason, index, leaf } = action;
  const { changed = [] } = action;
  // One at a time, because the digests of all would make the page large.
  if (url.searchParams.get('open') !== id)
    return (
      <a class="act" id={id} href={`${withQuery(url, { open: id })}#${id}`}>
        {t('actions.details')}
      </a>
    );
  const digest = (hash: string | null) => (hash === null ? t('actions.nothing') : <Id id={hash} />);
  const changes = act.startsWith('license.') ? (
    <Later id="changes" href={comparison(action)} label="licenses.compare" />
  ) : (
    <>
      {t.list(changed.map((member) => memberName(act, member, t)))} {toVersions(action, t)}
      <p class="hint">{t('actions.hashes_only')}</p>
    </>
  );
  return (
    <details open id={id}>
      <summary>{t('actions.details')}</summary>
      <Facts
        rows={[
          ['actions.changes', stateBefore !== null && stateBefore !== after && changes],
          ['actions.via', via],
          ['actions.reason', reason],
          ['actions.resource', <EntityLink id={resource} copy />],
          ['actions.operator', <EntityLink id={operator} copy />],
          ['actions.entered', <Time at={at} precise />],
          ['actions.index', t.number(index)],
        ]}
      />
      <details>
        <summary>{t('actions.digests')}</summary>
        <Facts
          rows={[
            ['actions.before', digest(stateBefore)],
            ['actions.after', digest(after)],
            ['actions.id', <Id id={id} />],
            ['actions.leaf', <Id id={leaf} />],
          ]}
        />
      </details>
    </details>
  );
};

/** `literal` matches sessions, ledger shards and archive parts, which have no names. */
const actionFilters = ({ t, url, ...view }: View): ListControl[] => {
  const days = daysOfRange(url.searchParams.get('range'), view);
  return [
    { name: 'operator', label: 'actions.operator', kinds: ['operator'], literal: /^command$/ },
    {
      ...{ name: 'resource', label: 'actions.resource' },
      kinds: ENTITY_KINDS.filter((kind) => kind !== 'title'),
      literal: /^(ledger|alerts|[\w-]+\/[\w-]+|(?=.*\d)(?![a-z]{3}_)[\w-]{16,})$/,
    },
    { name: 'from', label: 'actions.from', type: 'date', ...(days && { value: days.from }) },
    { name: 'to', label: 'actions.to', type: 'date', ...(days && { value: days.to }) },
    { name: 'act', label: 'actions.kind', choices: actChoices(t) },
    { name: 'routine', label: 'actions.routine', type: 'flag' },
  ];
};

/** `license.change`, or `license` for all actions on licenses. */
function actChoices(t: Translate): Option[] {
  return Object.entries(ACTS).flatMap(([kind, verbs]) => {
    const group = t(`actions.kind_${kind}` as MessageKey);
    const all = { value: kind, label: t('actions.every', { kind: group }), group };
    const each = verbs.map((verb) => `${kind}.${verb}`);
    const single = each.map((value) => ({ value, label: t.word('act', value), group }));
    return verbs.length > 1 ? [all, ...single] : single;
  });
}

listPages({
  pages: actionPages,
  path: '/actions',
  title: 'actions.title',
  lead: 'actions.lead',
  ranges: true,
  controls: actionFilters,
  load: ({ api, zone }, { from, to, routine, ...query }) => {
    // Routine actions are shown if they match an explicit filter.
    const isUsual =
      routine !== '1' && !query.resource && !/^(session|article|operator)\b/.test(query.act ?? '');
    const days = instantsOfDays({ ...(from && { from }), ...(to && { to }) }, zone);
    const params = { query: { limit: ROWS, ...query, ...days, ...(isUsual && { routine: false }) } };
    return api.GET('/v1/audit/actions', { params });
  },
  describe: ({ var: { view } }, list) => {
    const { from = '', to = '' } = Object.fromEntries(view.url.searchParams);
    return {
      empty: 'actions.empty',
      noMatch: from && to && from > to ? 'fault.period_order' : 'actions.none_found',
      below: list && <AbsentMonths {...list} />,
    };
  },
  columns: actionColumns,
  file: {
    name: 'audit-log',
    columns: [
      ...(['done', 'operator', 'act', 'change', '@resource', '@holder', 'via', 'reason'] as const),
      ...(['changed', 'before', 'after', 'id'] as const),
    ],
  },
});

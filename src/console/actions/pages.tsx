/** Columns and filters of the audit log. */
import type { FC } from 'hono/jsx';
import { ACTS } from '../../audit/actions/acts.ts';
import { ENTITY_KINDS } from '../../audit/entities/kinds.ts';
import type { Option } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { useView, type View } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import type { FilterProps } from '../parts/filter.tsx';
import { daysOfRange } from '../parts/ranges.ts';
import { Facts, Id, Time } from '../parts/small.tsx';
import { type Column, withQuery } from '../parts/table.tsx';

type Action = Omit<Schema<'OperatorAction'>, 'code' | 'article'>;

export const actionColumns = ({ t }: View): Column<Action>[] => [
  { label: 'actions.done', cell: (row) => <Time at={row.done} precise /> },
  {
    label: 'actions.act',
    narrow: 'aside',
    cell: ({ act, change }) => t.word('act', change ? `${act}.${change}` : act),
  },
  {
    label: 'actions.resource',
    narrow: 'bare',
    cell: ({ act, resource }) => <Narrowing name="resource" value={resource} fallback={nameless(act, t)} />,
    beneath: ({ holder }) => holder && <EntityLink id={holder} />,
  },
  {
    label: 'actions.operator',
    narrow: 'bare',
    cell: (row) => <Narrowing name="operator" value={row.operator} />,
  },
  { label: 'actions.more', narrow: 'bare', cell: (row) => <Details action={row} /> },
];

const Narrowing: FC<{ name: 'operator' | 'resource'; value: string; fallback?: string | undefined }> = ({
  name,
  value,
  fallback,
}) => {
  const { url } = useView();
  return <EntityLink id={value} href={withQuery(url, { [name]: value, cursor: null })} fallback={fallback} />;
};

const nameless = (act: string, t: Translate) =>
  act.startsWith('session.') ? t('actions.session') : undefined;

const Details: FC<{ action: Action }> = ({ action }) => {
  const { t, url } = useView();
  const { id, operator, resource, before: stateBefore, after, at, via, reason, index, leaf } = action;
  // One at a time, because the digests of all would make the page large.
  if (url.searchParams.get('open') !== id)
    return (
      <a class="act" id={id} href={`${withQuery(url, { open: id })}#${id}`}>
        {t('actions.details')}
      </a>
    );
  const digest = (hash: string | null) => (hash === null ? t('actions.nothing') : <Id id={hash} />);
  return (
    <details open id={id}>
      <summary>{t('actions.details')}</summary>
      <Facts
        rows={[
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
export const actionFilters = ({ t, ...view }: View, query: Record<string, string>): FilterProps[] => {
  const { operator = '', resource = '', act = '', routine = '', range, from = '', to = '' } = query;
  const days = daysOfRange(range, view) ?? { from, to };
  return [
    {
      name: 'operator',
      label: 'actions.operator',
      value: operator,
      kinds: ['operator'],
      literal: /^command$/,
    },
    {
      ...{ name: 'resource', label: 'actions.resource', value: resource },
      kinds: ENTITY_KINDS.filter((kind) => kind !== 'title'),
      literal: /^(ledger|alerts|[\w-]+\/[\w-]+|(?=.*\d)(?![a-z]{3}_)[\w-]{16,})$/,
    },
    { name: 'from', label: 'actions.from', value: days.from, type: 'date' },
    { name: 'to', label: 'actions.to', value: days.to, type: 'date' },
    { name: 'act', label: 'actions.kind', value: act, choices: actChoices(t), any: true },
    { name: 'routine', label: 'actions.routine', value: routine, type: 'flag' },
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

/** What operators did, newest first: when, who, what, and on which resource. */
import type { FC } from 'hono/jsx';
import type { Page, Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Empty, Facts, Heading, Id, Note, Time } from '../parts/small.tsx';
import { Pager, Table, withQuery } from '../parts/table.tsx';
import { Named } from '../parts/to.tsx';

type Action = Omit<Schema<'OperatorAction'>, 'code' | 'article'>;

/** As the address of the page has them. */
interface Asked {
  operator?: string | undefined;
  resource?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Months of which acts are not listed: in the archive, or without a text any more. */
interface Absent {
  archived?: string[] | undefined;
  deleted?: { month: string }[] | undefined;
}

export const ActionsPage: FC<{ list: Page<Action> & Absent; asked: Asked }> = ({ list, asked }) => {
  const { t } = useView();
  const isNarrowed = Object.values(asked).some((value) => value !== undefined && value !== '');
  return (
    <>
      <Heading title={t('actions.title')} lead={t('actions.lead')} />
      <Filters asked={asked} isNarrowed={isNarrowed} />
      <Table
        caption={t('actions.title')}
        rows={list.items}
        empty={<Empty text={isNarrowed ? 'actions.none_found' : 'actions.empty'} />}
        columns={[
          { label: 'actions.done', cell: (row) => <Time at={row.done} /> },
          { label: 'actions.act', cell: (row) => t.word('act', row.act) },
          { label: 'actions.resource', cell: (row) => <Narrowing name="resource" value={row.resource} /> },
          { label: 'actions.operator', cell: (row) => <Narrowing name="operator" value={row.operator} /> },
          { label: 'actions.more', cell: (row) => <More of={row} /> },
        ]}
      />
      <Pager next={list.next} />
      {list.archived && (
        <Note tone="none">{t('deliveries.archived', { months: list.archived.join(', ') })}</Note>
      )}
      {list.deleted && (
        <Note tone="none">
          {t('deliveries.deleted', { months: list.deleted.map(({ month }) => month).join(', ') })}
        </Note>
      )}
    </>
  );
};

/** An id that shows all that was done to it, or by it. */
const Narrowing: FC<{ name: 'operator' | 'resource'; value: string }> = ({ name, value }) => {
  const { url } = useView();
  return (
    <a href={withQuery(url, { [name]: value, cursor: null })} title={value}>
      <code>{shortened(value)}</code>
    </a>
  );
};

/** Its kind, and as much as tells it from its neighbors; the whole of it stands among the details. */
const shortened = (id: string) => (id.length > 24 ? `${id.slice(0, 4)}…${id.slice(-8)}` : id);

const More: FC<{ of: Action }> = ({ of }) => {
  const { t } = useView();
  const { id, operator, resource, before, after, at, via, reason, index, leaf } = of;
  const digest = (of: string | null) => (of === null ? t('actions.nothing') : <Id of={of} />);
  return (
    <details>
      <summary>{t('actions.details')}</summary>
      <Facts
        rows={[
          ['actions.via', via],
          ['actions.reason', reason],
          ['actions.resource', <Named id={resource} />],
          ['actions.operator', <Named id={operator} />],
          ['actions.before', digest(before)],
          ['actions.after', digest(after)],
          ['actions.entered', <Time at={at} />],
          ['actions.id', <Id of={id} />],
          ['actions.index', t.number(index)],
          ['actions.leaf', <Id of={leaf} />],
        ]}
      />
    </details>
  );
};

const FIELDS: { name: keyof Asked; label: MessageKey; type: 'text' | 'date' }[] = [
  { name: 'operator', label: 'actions.operator', type: 'text' },
  { name: 'resource', label: 'actions.resource', type: 'text' },
  { name: 'from', label: 'actions.from', type: 'date' },
  { name: 'to', label: 'actions.to', type: 'date' },
];

const Filters: FC<{ asked: Asked; isNarrowed: boolean }> = ({ asked, isNarrowed }) => {
  const { t } = useView();
  return (
    <form method="get" class="filters">
      {FIELDS.map(({ name, label, type }) => (
        <div class="field">
          <label for={`by-${name}`}>{t(label)}</label>
          <input id={`by-${name}`} name={name} type={type} value={asked[name] ?? ''} autocomplete="off" />
        </div>
      ))}
      <div class="actions">
        <button type="submit">{t('actions.show')}</button>
        {isNarrowed && <a href="/console/actions">{t('actions.all')}</a>}
      </div>
    </form>
  );
};

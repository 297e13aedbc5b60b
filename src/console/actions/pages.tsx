/** What operators did, newest first: when, who, what, and on which resource. */
import type { FC } from 'hono/jsx';
import type { Page, Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { ListTools } from '../parts/list-tools.tsx';
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
  /** `license.change`, or `license` for all of its kind. */
  act?: string | undefined;
  /** `1`: with sign-ins and ingests. */
  routine?: string | undefined;
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
      <ListTools ranges exports />
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
  const { t, url } = useView();
  const { id, operator, resource, before, after, at, via, reason, index, leaf } = of;
  // One at a time: the digests of all of them would be most of the page.
  if (url.searchParams.get('open') !== id)
    return (
      <a id={id} href={`${withQuery(url, { open: id })}#${id}`}>
        {t('actions.details')}
      </a>
    );
  const digest = (of: string | null) => (of === null ? t('actions.nothing') : <Id of={of} />);
  return (
    <details open id={id}>
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

/** What can be done, by the kind of thing that it is done to. */
const ACTS: Record<string, string[]> = {
  partner: ['create', 'change', 'move'],
  product: ['create', 'change'],
  license: ['create', 'change'],
  key: ['create', 'change', 'rotate', 'feed_address', 'feed_address_revoke', 'revoke'],
  article: ['ingest', 'change', 'bytes'],
  restriction: ['create', 'change'],
  phrase: ['teach', 'withdraw'],
  external: ['enter'],
  finding: ['change'],
  statement: ['close', 'adjust'],
  hold: ['place', 'release'],
  archive: ['restore', 'release'],
  operator: ['create', 'change', 'rotate', 'revoke', 'sign_in', 'role_lost', 'found'],
  session: ['open', 'end'],
  alerts: ['test'],
  clock: ['accept'],
};

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
      <div class="field">
        <label for="by-act">{t('actions.kind')}</label>
        <select id="by-act" name="act">
          <option value="">{t('filter.any')}</option>
          {Object.entries(ACTS).map(([kind, verbs]) => (
            <optgroup label={t(`actions.kind_${kind}` as MessageKey)}>
              {verbs.length > 1 && (
                <option value={kind} selected={asked.act === kind}>
                  {t('actions.every', { kind: t(`actions.kind_${kind}` as MessageKey) })}
                </option>
              )}
              {verbs.map((verb) => (
                <option value={`${kind}.${verb}`} selected={asked.act === `${kind}.${verb}`}>
                  {t.word('act', `${kind}.${verb}`)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <label class="flag">
        <input type="checkbox" name="routine" value="1" checked={asked.routine === '1'} />{' '}
        {t('actions.routine')}
      </label>
      <div class="actions">
        <button type="submit">{t('actions.show')}</button>
        {isNarrowed && <a href="/console/actions">{t('actions.all')}</a>}
      </div>
    </form>
  );
};

import type { FC } from 'hono/jsx';
import { ENTITY_KINDS } from '../../audit/entities/kinds.ts';
import type { EntityControl } from '../entities/address.tsx';
import type { Page, Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Filter, Folds } from '../parts/filter.tsx';
import { type Absent, AbsentMonths, ListTools } from '../parts/list-tools.tsx';
import { Empty, Facts, Heading, Id, Time } from '../parts/small.tsx';
import { Pager, Table, withQuery } from '../parts/table.tsx';

type Action = Omit<Schema<'OperatorAction'>, 'code' | 'article'>;

interface ActionsQuery {
  operator?: string | undefined;
  resource?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** `license.change`, or `license` for all actions on licenses. */
  act?: string | undefined;
  /** `1` includes sign-ins and ingests. */
  routine?: string | undefined;
}

export const ActionsPage: FC<{ list: Page<Action> & Absent; query: ActionsQuery }> = ({ list, query }) => {
  const { t } = useView();
  const set = Object.values(query).filter((value) => value !== undefined && value !== '').length;
  const isReversed = query.from && query.to && query.from > query.to;
  const empty = isReversed ? 'fault.period_order' : set > 0 ? 'actions.none_found' : 'actions.empty';
  return (
    <>
      <Heading title={t('actions.title')} lead={t('actions.lead')} />
      <Filters query={query} set={set} />
      <ListTools ranges exports />
      <Table
        caption={t('actions.title')}
        rows={list.items}
        empty={<Empty text={empty} />}
        columns={[
          { label: 'actions.done', cell: (row) => <Time at={row.done} precise /> },
          { label: 'actions.act', narrow: 'aside', cell: (row) => t.word('act', row.act) },
          {
            label: 'actions.resource',
            narrow: 'bare',
            cell: ({ act, resource }) => (
              <Narrowing name="resource" value={resource} fallback={nameless(act, t)} />
            ),
          },
          {
            label: 'actions.operator',
            narrow: 'bare',
            cell: (row) => <Narrowing name="operator" value={row.operator} />,
          },
          { label: 'actions.more', narrow: 'bare', cell: (row) => <Details action={row} /> },
        ]}
      />
      <Pager next={list.next} />
      <AbsentMonths {...list} />
    </>
  );
};

/** Name that links to all actions by the operator or on the resource. */
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
export const ENTITY_FILTERS: (EntityControl & { name: keyof ActionsQuery })[] = [
  { name: 'operator', label: 'actions.operator', kinds: ['operator'], literal: /^command$/ },
  {
    name: 'resource',
    label: 'actions.resource',
    kinds: ENTITY_KINDS.filter((kind) => kind !== 'title'),
    literal: /^(ledger|alerts|[\w-]+\/[\w-]+|(?=.*\d)(?![a-z]{3}_)[\w-]{16,})$/,
  },
];

const ACTIONS: Record<string, string[]> = {
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

const Filters: FC<{ query: ActionsQuery; set: number }> = ({ query, set }) => {
  const { t } = useView();
  return (
    <form method="get" class="filters">
      <Folds set={set}>
        {ENTITY_FILTERS.map(({ name, label, kinds }) => (
          <Filter idPrefix="by-" name={name} label={label} kinds={kinds} value={query[name] ?? ''} />
        ))}
        {(['from', 'to'] as const).map((name) => (
          <Filter
            idPrefix="by-"
            name={name}
            label={`actions.${name}`}
            value={query[name] ?? ''}
            type="date"
          />
        ))}
        <div class="field">
          <label for="by-act">{t('actions.kind')}</label>
          <select id="by-act" name="act">
            <option value="">{t('filter.any')}</option>
            {Object.entries(ACTIONS).map(([kind, verbs]) => (
              <optgroup label={t(`actions.kind_${kind}` as MessageKey)}>
                {verbs.length > 1 && (
                  <option value={kind} selected={query.act === kind}>
                    {t('actions.every', { kind: t(`actions.kind_${kind}` as MessageKey) })}
                  </option>
                )}
                {verbs.map((verb) => (
                  <option value={`${kind}.${verb}`} selected={query.act === `${kind}.${verb}`}>
                    {t.word('act', `${kind}.${verb}`)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
        <div class="field">
          <label class="flag">
            <input type="checkbox" name="routine" value="1" checked={query.routine === '1'} />{' '}
            {t('actions.routine')}
          </label>
        </div>
        <div class="actions">
          <button type="submit">{t('actions.show')}</button>
          {set > 0 && <a href="/console/actions">{t('actions.all')}</a>}
        </div>
      </Folds>
    </form>
  );
};

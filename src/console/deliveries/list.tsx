/** The log: removable filters, totals and entries. */
import type { Child, FC } from 'hono/jsx';
import type { ApiProblem, Schema } from '../frame/api.ts';
import { dayOf } from '../frame/contract-day.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { type Absent, AbsentMonths, ListTools } from '../parts/list-tools.tsx';
import { DecidedBy } from '../parts/rules.tsx';
import { ProblemNote } from '../parts/sentence.tsx';
import { Badge, Empty, Heading, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { FilterForm } from './filter-form.tsx';
import { choiceOf, EDGES, FILTER_NAMES, type Filters, hrefOf, isFiltered } from './filters.ts';

export type Entry = Schema<'LedgerEntry'>;

export interface LogPage extends Absent {
  items: Entry[];
  next: string | null;
  count?: number;
}

interface PageProps {
  filters: Filters;
  log: LogPage | null;
  problem?: ApiProblem | undefined;
  /** The charts, or a link that loads them. */
  charts: Child;
}

export const DeliveriesPage: FC<PageProps> = ({ filters, log, problem, charts }) => {
  const { t, session } = useView();
  const title = titleOf(filters);
  return (
    <>
      <Heading title={t(title)} lead={title === 'deliveries.title' ? t('deliveries.lead') : undefined} />
      <FilterForm filters={filters} faults={problem?.errors ?? []} />
      <p id="count" role="status" class="count">
        {log?.count !== undefined && t('deliveries.count', { count: log.count })}
      </p>
      <div id="results">
        <ListTools ranges exports={session?.role === 'auditor'} />
        <Chips filters={filters} />
        {problem && <ProblemNote problem={problem} />}
        {log && <EntryList log={log} filters={filters} />}
        {log && log.items.length > 0 && charts}
      </div>
    </>
  );
};

export const titleOf = ({ values }: Filters) =>
  values.kind === 'refusal' ? 'reports.refusals' : 'deliveries.title';

const Chips: FC<{ filters: Filters }> = ({ filters }) => {
  const { t, zone } = useView();
  if (!isFiltered(filters)) return null;
  const chip = (name: string, value: Child) => {
    const label = t(`deliveries.by.${name}` as MessageKey);
    return (
      <li>
        <span class="soft">{label}</span> {value}{' '}
        <a
          href={hrefOf(filters, { [name]: undefined })}
          aria-label={t('deliveries.without', { name: label })}
        >
          ×
        </a>
      </li>
    );
  };
  return (
    <ul class="chips" aria-label={t('deliveries.filtered')}>
      {FILTER_NAMES.flatMap((name) => {
        const value = filters.values[name];
        if (value === undefined) return [];
        const { list } = choiceOf(name);
        if (value === '') return [chip(name, t('deliveries.nothing'))];
        if (name === 'territory') return [chip(name, t.codeName('region', value))];
        if (name === 'rule') return [chip(name, <DecidedBy rule={value} />)];
        return [chip(name, list ? t.word(list, value) : <EntityLink id={value} href={null} />)];
      })}
      {EDGES.map(([name, edge]) => {
        const { [name]: at = '' } = filters;
        const day = dayOf(at, zone, edge);
        if (day === '' || day.includes('T')) return at && chip(name, <Time at={at} precise />);
        return chip(name, t.date(day, { timeZone: 'UTC', dateStyle: 'medium' }));
      })}
    </ul>
  );
};

const EntryList: FC<{ log: LogPage; filters: Filters }> = ({ log, filters }) => {
  const { t } = useView();
  return (
    <>
      <Table
        caption={t('deliveries.title')}
        rows={log.items}
        empty={
          <Empty text={isFiltered(filters) ? 'deliveries.none' : 'deliveries.empty'}>
            {isFiltered(filters) && <a href="/console/deliveries">{t('deliveries.clear')}</a>}
          </Empty>
        }
        columns={[
          {
            label: 'deliveries.time',
            cell: ({ id, at }) => (
              <a href={`/console/deliveries/${id}`}>
                <Time at={at} precise />
              </a>
            ),
          },
          {
            label: 'deliveries.outcome',
            narrow: 'aside',
            cell: (entry) => <Outcome entry={entry} />,
            beneath: (entry) => detailOf(entry, t),
          },
          {
            label: 'deliveries.by.license',
            narrow: 'bare',
            cell: ({ license }) => <EntityLink id={license} href={hrefOf(filters, { license })} />,
          },
          {
            label: 'deliveries.by.article',
            narrow: 'bare',
            cell: (entry) => <Article entry={entry} filters={filters} />,
          },
          { label: 'deliveries.by.code', narrow: 'bare', cell: (entry) => reasonsOf(entry, t) },
          { label: 'deliveries.units', number: ({ billable }) => billable },
        ]}
      />
      <Pager next={log.next} />
      <AbsentMonths {...log} />
    </>
  );
};

/** Outcome of a use, with partial delivery; for other entries, the kind. */
export const Outcome: FC<{ entry: Entry }> = ({ entry }) => {
  const { kind, env } = entry;
  const isPart = kind === 'delivery' && entry.withheld.length > 0;
  const outcome = kind === 'refusal' ? 'deny' : isPart ? 'in_part' : 'permit';
  const isUse = kind === 'delivery' || kind === 'refusal';
  return (
    <span class="words">
      {isUse ? <Badge list="outcome" value={outcome} /> : <Badge list="kind" value={kind} />}
      {env === 'test' && <Badge list="env" value="test" />}
    </span>
  );
};

/** Headline of the entry's version, or the end of the URI, and what of it was delivered in which format. */
const Article: FC<{ entry: Entry; filters: Filters }> = ({ entry, filters }) => {
  const { t } = useView();
  const { article } = entry;
  if (!article) return null;
  const uri = 'uri' in entry ? entry.uri : undefined;
  const version = 'version' in entry ? entry.version : undefined;
  const delivered = 'delivered' in entry ? entry.delivered : [];
  const what = [
    version && t('entry.version', { version }),
    ...new Set(delivered.map(({ type }) => type && t.word('component', type))),
    'format' in entry && entry.format && t.word('format', entry.format),
    entry.kind === 'delivery' && !entry.shown && delivered.length === 0 && t.word('effect', 'empty'),
  ];
  return (
    <span>
      <EntityLink
        id={article}
        version={version}
        href={hrefOf(filters, { article })}
        fallback={uri?.split(/[/:]/).filter(Boolean).at(-1)}
      />
      <span class="soft">{what.filter(Boolean).map((words) => ` · ${words}`)}</span>
    </span>
  );
};

/** What an entry that is neither delivery nor refusal says. */
function detailOf(entry: Entry, t: Translate): string | undefined {
  if (entry.kind === 'acknowledgement') return t.word('acknowledgement', entry.state);
  if (entry.kind === 'notice') return t.word('event', entry.eventType);
  return entry.kind === 'reading' ? t.word('verdict', entry.verdict) : undefined;
}

function reasonsOf(entry: Entry, t: Translate): string {
  const codes = [entry.code, ...('withheld' in entry ? entry.withheld.map(({ code }) => code) : [])];
  const reasons = [...new Set(codes)].filter((code) => code !== null);
  return reasons.map((code) => t.word('code', code)).join('; ');
}

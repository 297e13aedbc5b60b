/** The list of findings. */
import type { FC } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import { KINDS, STATES } from '../../audit/reconciliation/types.ts';
import { wordOptions } from '../forms/fields.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { Filter } from '../parts/filter.tsx';
import { ListTools } from '../parts/list-tools.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Badge, Empty, Heading, Note, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';

export type Finding = components['schemas']['ReconciliationFinding'];

export const FINDING_TONES = { open: 'warn', explained: 'none', settled: 'good' } as const;

interface ListProps {
  list: { items: Finding[]; next: string | null; reconciled: { at: string | null; waiting: number } };
  asked: { state: string; kind: string; license: string };
  /** Publications judged, findings opened, findings settled, and whether there is more to do. */
  ran: number[] | null;
}

export const FindingsPage: FC<ListProps> = ({ list, asked, ran }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('findings.title')} lead={t('findings.lead')}>
        <form method="post" action="/console/findings/run">
          <input type="hidden" name="license" value={asked.license} />
          <button type="submit">{t('findings.run')}</button>
        </form>
      </Heading>
      {ran && (
        <div class="note good" role="status">
          <p>{t('findings.ran', { judged: ran[0] ?? 0, opened: ran[1] ?? 0, settled: ran[2] ?? 0 })}</p>
          {ran[3] === 1 && <p>{t('findings.ran_more')}</p>}
        </div>
      )}
      <form class="filters" method="get">
        <Filter
          name="state"
          label="findings.state"
          value={asked.state}
          choices={wordOptions(t, 'finding_state', [...STATES, 'all'])}
        />
        <Filter
          name="kind"
          label="findings.kind"
          value={asked.kind}
          choices={wordOptions(t, 'discrepancy', KINDS)}
          any
        />
        <Filter name="license" label="reports.license" value={asked.license} kinds={['license']} />
        <button type="submit">{t('reports.show')}</button>
      </form>
      <p class="soft">
        {list.reconciled.at
          ? t.rich('findings.last_run', { at: <Time at={list.reconciled.at} /> })
          : t('findings.never_run')}{' '}
        {t(list.reconciled.waiting === 0 ? 'findings.none_waiting' : 'findings.waiting', {
          count: list.reconciled.waiting,
        })}
      </p>
      <ListTools exports />
      <Table
        caption={t('findings.title')}
        rows={list.items}
        empty={
          <Empty
            text={
              asked.state === 'open' && !asked.kind && !asked.license && list.reconciled.waiting === 0
                ? 'findings.empty'
                : 'findings.none'
            }
          />
        }
        columns={[
          {
            label: 'findings.kind',
            cell: (row) => (
              <>
                <a href={`/console/findings/${row.id}`}>{t.word('discrepancy', row.kind)}</a>
                <span class="beneath">
                  <Sentence message={row.message} text={row.sentence} />
                </span>
              </>
            ),
          },
          { label: 'reports.license', cell: (row) => <EntityLink id={row.license} /> },
          {
            label: 'findings.state',
            cell: (row) => <Badge list="finding_state" value={row.state} tone={FINDING_TONES[row.state]} />,
          },
          { label: 'findings.since', cell: (row) => <Time at={row.since} /> },
        ]}
      />
      {list.items.length === 0 && !ran && <Note tone="none">{t('findings.how')}</Note>}
      <Pager next={list.next} />
    </>
  );
};

/** Requests at the edge compared with the log, by day. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Badge, Day, Empty, Note } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import type { ReportData } from './kinds.ts';

type Line = Schema<'CompletenessDay'>;

const TONES = {
  complete: 'good',
  missing: 'bad',
  surplus: 'warn',
  open: 'none',
  unwatched: 'none',
  gone: 'none',
} as const;

export const CompletenessContent: FC<ReportData<{ days: Line[] }>> = ({ data }) => {
  const { t } = useView();
  const days = data.days.filter(({ finding }) => finding !== 'unwatched');
  const unwatched = data.days.length - days.length;
  const differs = days.some(
    ({ finding, notEntered }) => finding === 'missing' || finding === 'surplus' || notEntered.unlogged > 0,
  );
  const isCompared = days.some(({ finding }) => finding === 'complete');
  const notEntered = ({ notEntered: counts }: Line) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      {(differs || isCompared) && (
        <Note tone={differs ? 'bad' : 'good'}>{t(differs ? 'reports.incomplete' : 'reports.complete')}</Note>
      )}
      <Table
        caption={t('reports.completeness')}
        rows={days}
        empty={<Empty text="reports.nothing_used" />}
        columns={[
          { label: 'reports.when', cell: ({ day }) => <Day date={day} /> },
          {
            label: 'reports.state',
            cell: ({ finding }) => <Badge list="completeness" value={finding} tone={TONES[finding]} />,
          },
          { label: 'reports.seen', number: ({ seen }) => seen, total: 'sum' },
          { label: 'reports.entered_at_edge', number: ({ entered }) => entered, total: 'sum' },
          { label: 'reports.in_log', number: ({ ledger }) => ledger.entries, total: 'sum' },
          { label: 'reports.counted', number: ({ counted }) => counted, total: 'sum' },
          { label: 'reports.not_entered', number: notEntered, total: 'sum' },
          {
            label: 'reports.difference',
            numeric: true,
            cell: ({ difference }) =>
              difference && t.number(Math.abs(difference.entries) + Math.abs(difference.counted)),
          },
        ]}
      />
      {days.length > 0 && <p class="hint">{t('reports.difference_hint')}</p>}
      {unwatched > 0 && <p class="hint">{t('reports.unwatched', { count: unwatched })}</p>}
    </>
  );
};

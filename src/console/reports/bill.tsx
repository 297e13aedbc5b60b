/** Billing: units, missing minimum and corrections; and quota windows. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntryTime } from '../parts/entity.tsx';
import { periodName } from '../parts/period-choices.ts';
import { Facts } from '../parts/small.tsx';
import { Table, TableSection } from '../parts/table.tsx';

type Billing = Schema<'UsageBilling'>;

export const FIGURES = ['units', 'overage', 'shortfall', 'adjusted', 'billed'] as const;

export const billedAs = (figure: (typeof FIGURES)[number], billing: Billing): number =>
  figure === 'adjusted' ? billing.adjustments.reduce((sum, { units }) => sum + units, 0) : billing[figure];

export const BillTotals: FC<{ bills: Billing[] }> = ({ bills }) => {
  const { t } = useView();
  const total = (figure: (typeof FIGURES)[number]) =>
    bills.reduce((sum, bill) => sum + billedAs(figure, bill), 0);
  return <Facts rows={FIGURES.map((figure) => [`reports.${figure}`, t.number(total(figure))])} />;
};

export const Bill: FC<{ billing: Billing }> = ({ billing }) => {
  const { t } = useView();
  const { units, overage, quota, minimum, shortfall, adjustments, billed } = billing;
  const window = (row: { per: string; window: string }) =>
    row.per === 'term'
      ? t('reports.term_from', { day: periodName(row.window, t) })
      : periodName(row.window, t);
  return (
    <TableSection
      title="reports.bill"
      rows={[
        { name: t('reports.units_used', { overage }), units },
        { name: t('reports.shortfall_of'), units: shortfall },
        { name: t('reports.adjustments'), units: billedAs('adjusted', billing) },
      ]}
      columns={[
        { label: 'reports.name', cell: ({ name }) => name },
        {
          label: 'reports.units',
          numeric: true,
          cell: (row) => t.number(row.units),
          total: <strong>{t.number(billed)}</strong>,
        },
      ]}
    >
      <Table
        caption={t('reports.quota')}
        rows={quota}
        columns={[
          { label: 'reports.quota', cell: (row) => window(row) },
          { label: 'reports.limit', number: (row) => row.limit },
          { label: 'reports.used', number: (row) => row.used },
          {
            label: 'reports.overage',
            numeric: true,
            cell: (row) => (row.onExceed === 'refuse' ? t('reports.refuses') : t.number(row.overage)),
          },
        ]}
      />
      <Table
        caption={t('reports.minimum')}
        rows={minimum}
        columns={[
          { label: 'reports.minimum', cell: (row) => window(row) },
          { label: 'reports.least', number: (row) => row.units },
          { label: 'reports.used', number: (row) => row.used },
          {
            label: 'reports.shortfall',
            numeric: true,
            cell: (row) => (row.shortfall === null ? t('reports.not_over') : t.number(row.shortfall)),
          },
        ]}
      />
      <Adjustments rows={adjustments} withStatement />
    </TableSection>
  );
};

export const Adjustments: FC<{ rows: Schema<'Adjustment'>[]; withStatement?: boolean }> = ({
  rows,
  withStatement = false,
}) => {
  const { t } = useView();
  return (
    <Table
      caption={t('reports.adjustments')}
      rows={rows}
      columns={[
        { label: 'reports.entered', cell: (row) => <EntryTime id={row.entry} at={row.at} /> },
        { label: 'reports.reason', cell: (row) => row.reason },
        { label: 'reports.title_of', cell: (row) => row.title },
        withStatement && {
          label: 'reports.of_statement',
          cell: (row) => <a href={`/console/statements/${row.statement}`}>{t('reports.open')}</a>,
        },
        { label: 'reports.units', number: (row) => row.units, total: 'sum' },
      ]}
    />
  );
};

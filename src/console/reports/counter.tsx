/** COUNTER report as a table of metrics by month, as in its tabular format. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { periodName } from '../parts/period-choices.ts';
import { Empty, Facts, Note } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import type { ReportData } from './kinds.ts';

interface Performance {
  Data_Type: string;
  Performance: Record<string, Record<string, number>>;
}
interface Item {
  Platform?: string;
  Item?: string;
  Item_ID?: { Proprietary: string };
  Items?: Item[];
  Attribute_Performance?: Performance[];
}

const NO_USAGE = 3030;
/** Rows per page; the file has all. */
const ROWS_MAX = 500;

export const CounterContent: FC<ReportData<Schema<'CounterReport'>>> = ({ data }) => {
  const { t } = useView();
  const { Report_Header: header, Report_Items: items } = data;
  const rows = rowsIn(items as Item[]);
  const months = [...new Set(rows.flatMap(({ counts }) => Object.keys(counts)))].sort();
  const total = (counts: Record<string, number>) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      {header.Exceptions?.filter(({ Code }) => Code !== NO_USAGE).map(({ Code, Message, Data }) => (
        <Note tone="warn">
          <p lang="en">{`${Code}: ${[Message, Data].filter(Boolean).join('. ')}`}</p>
        </Note>
      ))}
      <Facts
        rows={[
          ['reports.institution', header.Institution_Name],
          ['reports.release', `COUNTER ${header.Release}, ${header.Report_ID}`],
        ]}
      />
      <section class="wide" tabindex={0} aria-label={header.Report_Name}>
        <Table
          caption={header.Report_Name}
          rows={rows.slice(0, ROWS_MAX)}
          empty={<Empty text="reports.nothing_used" />}
          columns={[
            { label: 'reports.name', cell: ({ name }) => name },
            { label: 'reports.data_type', cell: ({ type }) => type.replaceAll('_', ' ') },
            { label: 'reports.metric', cell: ({ metric }) => metric.replaceAll('_', ' ') },
            { label: 'reports.total', numeric: true, cell: ({ counts }) => t.number(total(counts)) },
            ...months.map((month) => ({
              label: 'reports.when' as const,
              head: periodName(month, t),
              numeric: true,
              cell: ({ counts }: (typeof rows)[number]) => t.number(counts[month] ?? 0),
            })),
          ]}
        />
      </section>
      {rows.length > ROWS_MAX && (
        <p class="soft">{t('reports.more_lines', { count: rows.length - ROWS_MAX })}</p>
      )}
    </>
  );
};

function rowsIn(
  items: Item[],
): { name: string; type: string; metric: string; counts: Record<string, number> }[] {
  return items.flatMap((item) => [
    ...rowsIn(item.Items ?? []),
    ...(item.Attribute_Performance ?? []).flatMap(({ Data_Type, Performance }) =>
      Object.entries(Performance).map(([metric, counts]) => ({
        name: item.Item || item.Item_ID?.Proprietary || (item.Platform ?? ''),
        type: Data_Type,
        metric,
        counts,
      })),
    ),
  ]);
}

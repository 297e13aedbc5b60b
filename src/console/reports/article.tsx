/** Partners that received, hold, or were refused an article. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink, EntryTime, TitleName } from '../parts/entity.tsx';
import { AbsentMonths } from '../parts/list-tools.tsx';
import { Badge, Empty, Facts, Id, Note } from '../parts/small.tsx';
import { type Column, TableSection } from '../parts/table.tsx';
import type { ReportData } from './kinds.ts';

type Report = Schema<'ArticleReport'>;
interface Line {
  license: string;
  name: string | null;
  title: string | null;
}

export const ArticleContent: FC<ReportData<Report>> = ({ data }) => {
  const { t } = useView();
  const ownerColumns: Column<Line>[] = [
    {
      label: 'reports.license',
      cell: ({ license }) => <EntityLink id={license} href={`/console/reports/usage?license=${license}`} />,
    },
    { label: 'reports.title_of', cell: (row) => <TitleName {...row} none={t('reports.none_stated')} /> },
  ];
  const uses: Column<Report['refused'][number] | Report['received'][number]>[] = [
    { label: 'reports.times', number: ({ times }) => times, href: ({ href }) => href, total: 'sum' },
    { label: 'reports.first', cell: (row) => <EntryTime id={row.first} at={row.firstAt} /> },
    { label: 'reports.last', cell: (row) => <EntryTime id={row.last} at={row.lastAt} /> },
  ];
  return (
    <>
      <Facts
        rows={[
          ['reports.headline', data.headline],
          ['reports.status', <Badge list="status" value={data.pubStatus} />],
          ['reports.version', data.version],
          ['reports.uri', data.uri],
          ['reports.article_id', <Id id={data.article} />],
        ]}
      />
      {data.pubStatus === 'canceled' && data.holders.length > 0 && (
        <Note tone="bad">{t('reports.killed_held')}</Note>
      )}
      <AbsentMonths archived={data.archived} />
      <TableSection
        title="reports.holders"
        rows={data.holders}
        empty={<Empty text="reports.no_holders" />}
        columns={[
          ...ownerColumns,
          { label: 'reports.version', cell: ({ version }) => version },
          { label: 'reports.since', cell: ({ at, entry }) => <EntryTime id={entry} at={at} precise /> },
          {
            label: 'reports.inside',
            cell: ({ article }) =>
              article !== data.article && (
                <EntityLink id={article} href={`/console/reports/article?article=${article}`} />
              ),
          },
        ]}
      >
        {data.more && <p class="soft">{t('reports.more_holders')}</p>}
      </TableSection>
      <TableSection
        title="reports.received"
        rows={data.received}
        empty={<Empty text="reports.not_received" />}
        columns={[
          ...ownerColumns,
          { label: 'reports.version', cell: ({ version }) => version },
          {
            label: 'reports.components',
            cell: ({ components }) =>
              components.map(({ type }) => t.word('component', type ?? 'unknown')).join(', '),
          },
          ...uses,
        ]}
      />
      <TableSection
        title="reports.refused_to"
        rows={data.refused}
        empty={<Empty text="reports.not_refused" />}
        columns={[
          ...ownerColumns,
          { label: 'reports.why', cell: ({ code }) => t.word('code', code) },
          ...uses,
        ]}
      />
    </>
  );
};

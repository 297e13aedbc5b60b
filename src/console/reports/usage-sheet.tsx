/** Usage of a license in a period, for reports and closed statements. */
import type { Child, FC } from 'hono/jsx';
import { dateIn } from '../../ledger/time-zone.ts';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Chart, useSeries } from '../parts/chart.tsx';
import { Count } from '../parts/link.tsx';
import { periodName } from '../parts/period-choices.ts';
import { DecidedBy } from '../parts/rules.tsx';
import { Empty, Facts, Section } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';
import { Bill } from './bill.tsx';

export type Usage = Schema<'LicenseUsage'>;
type Detail = Schema<'UsageFiguresInDetail'>;
type Figures = Schema<'UsageFigures'>;

/** Figures linked to their entries. */
export const USED = ['deliveries', 'refusals', 'units'] as const;

interface UsageProps {
  usage: Usage;
  env: 'live' | 'test';
}

export const UsageSheet: FC<UsageProps> = ({ usage, env }) => {
  const { t, names } = useView();
  const called = new Map(names.get(usage.license)?.titles?.map(({ id, name }) => [id, name]));
  const { billing, titles, series, timeZone, from, to } = usage;
  const figures = usage[env];
  const dayAt = (ms: number) => dateIn(timeZone, ms);
  const timeAt = (at: string | null) =>
    at && t.date(at, { timeZone, dateStyle: 'medium', timeStyle: 'medium' });
  if (!figures || figures.entries + (billing?.adjustments.length ?? 0) + (billing?.billed ?? 0) === 0)
    return <Empty text="reports.nothing_used" />;
  const { empty, repeats, links, firstAt, lastAt } = figures;
  const figureRows: { label: MessageKey; value: number; href?: string }[] = [
    ...USED.map((name) => ({ label: `reports.${name}` as const, value: figures[name], href: links[name] })),
    ...(env === 'live' && billing ? [{ label: 'reports.billed' as const, value: billing.billed }] : []),
  ];
  return (
    <>
      <div class="cards">
        {figureRows.map(({ label, value, href }) => (
          <div class="card">
            <h2>{t(label)}</h2>
            <p class="figure">
              <Count value={value} href={href} />
            </p>
          </div>
        ))}
      </div>
      <Facts
        rows={[
          ['reports.first', timeAt(firstAt)],
          ['reports.last', timeAt(lastAt)],
          ['reports.empty', <Count value={empty} href={links.empty} />],
          ['reports.repeats', <Count value={repeats} href={links.repeats} />],
          ['reports.zone', timeZone],
          ['reports.span', periodName(`${dayAt(Date.parse(from))}/${dayAt(Date.parse(to) - 1)}`, t)],
        ]}
      />
      {env === 'live' && billing && <Bill billing={billing} />}
      {series.length > 1 && (
        <Section title={t('reports.by_day')}>
          <Chart
            title={t('reports.by_day')}
            labels={series.map(({ at }) => at)}
            series={useSeries('reports', series)}
            zone={timeZone}
          />
        </Section>
      )}
      <TableSection
        title="reports.by_title"
        rows={titles.flatMap(({ title, ...envs }) => (envs[env] ? [{ title, used: envs[env] }] : []))}
        empty={<Empty text="reports.nothing_used" />}
        columns={[
          {
            label: 'reports.title_of',
            cell: ({ title }) => called.get(title ?? '') ?? title ?? t('reports.none_stated'),
          },
          ...USED.map((name) => ({
            label: `reports.${name}` as const,
            number: ({ used }: { used: Figures }) => used[name],
            href: ({ used }: { used: Figures }) => used.links[name],
            total: figures[name],
          })),
        ]}
      />
      <Breakdown figures={figures} />
    </>
  );
};

const Breakdown: FC<{ figures: Detail }> = ({ figures }) => {
  const { t } = useView();
  const none = t('reports.none');
  const word = (list: string, value: string) => (value === '' ? none : t.word(list, value));
  const codeOf = ({ code }: { code: string; href: string }) => word('code', code);
  const { types, sections, suppliers, refusalsByCode, withheldByCode, refusalsByRule } = figures;
  return (
    <div class="columns">
      <FiguresTable title="reports.by_type" rows={types} nameOf={({ type }) => word('component', type)} />
      <FiguresTable title="reports.by_section" rows={sections} nameOf={({ section }) => section || none} />
      <FiguresTable title="reports.by_supplier" rows={suppliers} nameOf={(row) => row.supplier || none} />
      <FiguresTable title="reports.by_refusal" rows={refusalsByCode} nameOf={codeOf} />
      <FiguresTable title="reports.by_withheld" rows={withheldByCode} nameOf={codeOf} />
      <FiguresTable title="reports.by_rule" rows={refusalsByRule} nameOf={(row) => <DecidedBy {...row} />} />
    </div>
  );
};

const FIGURES = ['entries', 'permitted', 'refused', 'deliveries', 'components', 'units'] as const;
type Row = { href?: string | undefined } & Partial<Record<(typeof FIGURES)[number], number>>;

interface TableProps<R> {
  title: MessageKey;
  rows: R[];
  nameOf(row: R): Child;
  lead?: Child;
}

export function FiguresTable<R extends Row>({ rows, nameOf, ...about }: TableProps<R>) {
  return (
    <TableSection
      {...about}
      rows={rows}
      columns={[
        { label: 'reports.name', cell: (row) => <span class="long">{nameOf(row)}</span> },
        ...FIGURES.filter((name) => rows[0]?.[name] !== undefined).map((name, index) => ({
          label: name === 'refused' ? ('replay.refused' as const) : (`reports.${name}` as const),
          number: (row: R) => row[name],
          ...(index === 0 && { href: ({ href }: R) => href }),
        })),
      ]}
    />
  );
}

/**
 * SVG charts without scripts; they print and follow the theme. assets/console/console.js adds values on hover
 * and by keyboard, and a table below has the same figures. Lengths are per cent, so that text is not
 * stretched.
 */
import type { Child, FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { Table } from './table.tsx';

/** Meaning of a series; the style sheet assigns the color. */
export type Tone = 'good' | 'bad' | 'mark';

export interface Series {
  name: string;
  tone: Tone;
  values: number[];
}

type Uses = Partial<Record<'deliveries' | 'refusals', number>>;

/** Deliveries and refusals at each point, named by the messages of `area`. */
export function useSeries(area: 'overview' | 'reports', points: Uses[]): Series[] {
  const { t } = useView();
  return (['deliveries', 'refusals'] as const).map((name) => ({
    name: t(`${area}.${name}`),
    tone: name === 'deliveries' ? 'good' : 'bad',
    values: points.map((point) => point[name] ?? 0),
  }));
}

interface ChartProps {
  title: string;
  labels: string[];
  /** Stacked. The share of a `bad` series is also drawn as a line. */
  series: Series[];
  previous?: number[];
  hrefs?: string[];
  ticks?: string[];
  /** Zone of the columns' days; null: that of each license. */
  zone?: string | null;
}

/** Bars do not get wider than in a chart of this many columns. */
const COLUMNS_WIDE = 10;
const BAR_SHARE = 0.72;
/** Minimum height of a nonzero bar, per cent. */
const BAR_MIN = 1;
/** Every column has a tick up to this number of columns. */
const TICKS_ALL = 8;

export const Chart: FC<ChartProps> = ({ title, labels, series, previous, hrefs, ticks, zone }) => {
  const { t } = useView();
  const dates = useDates();
  const days = zone === null ? t('chart.zones') : zone && t('chart.zone', { zone });
  const names = labels.map((label) => dates(label, 'full'));
  const sums = labels.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const bad = series.length > 1 ? series.find(({ tone }) => tone === 'bad') : undefined;
  const rates = bad && sums.map((sum, index) => (sum > 0 ? (bad.values[index] ?? 0) / sum : null));
  const top = roundUp(Math.max(0, ...sums, ...(previous ?? [])));
  const counts: TableColumn[] = series.map(({ name, values }) => ({
    name,
    textAt: (index) => t.number(values[index] ?? 0),
  }));
  const extraColumns = [
    rates && { name: t('chart.rate'), textAt: (index: number) => percentOf(t.language, rates[index]) },
    previous && { name: t('chart.previous'), textAt: (index: number) => t.number(previous[index] ?? 0) },
  ].filter((column) => column !== undefined);
  const valuesOf = (index: number) =>
    `${names[index]}: ${[
      ...counts.map(({ name, textAt }) => `${textAt(index)} ${name}`),
      ...extraColumns.map(({ name, textAt }) => `${name} ${textAt(index)}`),
    ].join(', ')}`;
  return (
    <figure class="chart">
      <figcaption>
        <span>
          {title} {days && <span class="soft">({days})</span>}
        </span>
        <span class="legend">
          {series.length > 1 && series.map(({ name, tone }) => <span class={tone}>{name}</span>)}
          {previous && <span class="ghost">{t('chart.previous')}</span>}
        </span>
      </figcaption>
      <div class="plot" data-values={t('chart.values', { title })}>
        <Axis top={t.number(top)} half={top % 2 === 0 ? t.number(top / 2) : ''} />
        <svg
          role="img"
          aria-label={t('chart.label', { title, first: names[0] ?? '', last: names.at(-1) ?? '' })}
        >
          <line class="grid" x2="100%" y1="0" y2="0" />
          {top % 2 === 0 && <line class="grid" x2="100%" y1="50%" y2="50%" />}
          <line class="floor" x2="100%" y1="100%" y2="100%" />
          <Columns {...{ series, previous, top, count: labels.length }} />
          {labels.map((_, index) => (
            <rect class="hit" {...across(index, labels.length, 1)} height="100%" data-href={hrefs?.[index]}>
              <title>{valuesOf(index)}</title>
            </rect>
          ))}
        </svg>
        {rates?.some((rate) => rate) && <Rate rates={rates} />}
        <svg class="ticks" aria-hidden="true">
          {ticksOf(labels.length).map((slot, index, slots) => (
            <text
              {...(slot === labels.length - 1 && labels.length > TICKS_ALL
                ? { x: '100%', 'text-anchor': 'end' }
                : { x: per(((slot + 0.5) / labels.length) * 100), 'text-anchor': 'middle' })}
              y="1em"
            >
              {ticks?.[slot] ?? dates(labels[slot] ?? '', 'short', labels[slots[index - 1] ?? -1])}
            </text>
          ))}
        </svg>
      </div>
      <output class="value" />
      <Figures title={title} names={names} columns={[...counts, ...extraColumns]} hrefs={hrefs} />
    </figure>
  );
};

const Axis: FC<{ top: string; half?: string }> = ({ top, half }) => (
  <div class="axis" aria-hidden="true">
    <span>{top}</span>
    {half !== undefined && <span>{half}</span>}
    <span>0</span>
  </div>
);

interface ColumnsProps extends Pick<ChartProps, 'series' | 'previous'> {
  top: number;
  count: number;
}

const Columns: FC<ColumnsProps> = ({ series, previous, top, count }) => {
  const share = BAR_SHARE * Math.min(1, count / COLUMNS_WIDE);
  const heightOf = (value: number) => Math.max(BAR_MIN, (value / top) * 100);
  const ghosts = (previous ?? []).flatMap((value, index) => {
    const height = heightOf(value);
    return value > 0 ? [{ tone: 'ghost', slot: index, y: 100 - height, height, share: 1 }] : [];
  });
  const bars = Array.from({ length: count }, (_, index) => {
    let floor = 100;
    return series.flatMap(({ tone, values }) => {
      const value = values[index] ?? 0;
      if (value <= 0) return [];
      const height = heightOf(value);
      floor -= height;
      return [{ tone, slot: index, y: floor, height, share }];
    });
  }).flat();
  return (
    <>
      {[...ghosts, ...bars].map(({ tone, slot: index, y, height, ...bar }) => (
        <rect class={tone} {...across(index, count, bar.share)} y={per(y)} height={per(height)} />
      ))}
    </>
  );
};

/** Share of refusals per column, on its own scale so that small changes show. */
const Rate: FC<{ rates: (number | null)[] }> = ({ rates }) => {
  const { t } = useView();
  const top = Math.min(1, roundUp(Math.max(0, ...rates.map((rate) => rate ?? 0)) * 100) / 100);
  const steps = rates.flatMap((rate, index) =>
    rate === null ? [] : [`M${index},${short(100 - (rate / top) * 100)}h1`],
  );
  return (
    <>
      <Axis top={percentOf(t.language, top)} />
      <svg class="rate" role="img" aria-label={t('chart.rate')}>
        <line class="grid" x2="100%" y1="0" y2="0" />
        <line class="floor" x2="100%" y1="100%" y2="100%" />
        <svg viewBox={`0 0 ${Math.max(1, rates.length)} 100`} preserveAspectRatio="none" aria-hidden="true">
          <path class="line bad" d={steps.join('')} />
        </svg>
      </svg>
    </>
  );
};

interface TableColumn {
  name: string;
  textAt: (slot: number) => string;
}

interface FiguresProps {
  title: string;
  names: string[];
  columns: TableColumn[];
  hrefs: string[] | undefined;
}

const Figures: FC<FiguresProps> = ({ title, names, columns, hrefs = [] }) => (
  <details>
    <summary>{useView().t('chart.table')}</summary>
    <Table
      caption={title}
      rows={[...names.keys()]}
      columns={[
        {
          label: 'chart.at',
          cell: (index) => (hrefs[index] ? <a href={hrefs[index]}>{names[index]}</a> : names[index]),
        },
        ...columns.map(({ name, textAt }) => ({
          ...{ label: 'chart.at' as const, head: name, numeric: true, cell: textAt },
        })),
      ]}
    />
  </details>
);

/** Formats days and hours; returns other labels unchanged. The month appears if it differs from `before`. */
export function useDates(): (label: string, style: 'full' | 'medium' | 'short', before?: string) => string {
  const { t } = useView();
  return (label, dateStyle, previous) => {
    const [, day, hour] = /^(\d{4}-\d\d-\d\d)(T\d\d)?$/.exec(label) ?? [];
    if (day === undefined) return label;
    const isSameMonth = previous?.slice(0, 7) === label.slice(0, 7);
    const style: Intl.DateTimeFormatOptions =
      hour || dateStyle !== 'short'
        ? { dateStyle, ...(hour && { timeStyle: 'short' }) }
        : { day: 'numeric', ...(!isSameMonth && { month: 'short' }) };
    return t.date(`${day}${hour ?? 'T00'}:00:00Z`, { timeZone: 'UTC', ...style });
  };
}

export function percentOf(language: string, share: number | null | undefined): string {
  if (share === null || share === undefined) return '–';
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** Indices of the ticks: every 7 days in a month, every 6 hours in a day. Includes the last. */
function ticksOf(count: number): number[] {
  const every = count <= TICKS_ALL ? 1 : count === 24 ? 6 : count <= 35 ? 7 : Math.ceil(count / 5);
  const ticks: number[] = [];
  for (let index = count - 1; index >= 0; index -= every) ticks.unshift(index);
  return ticks;
}

const STEPS = [1, 1.5, 2, 3, 4, 5, 8, 10];

/** Rounds up to 1, 1.5, 2, 3, 4, 5 or 8 times a power of ten, so that half of it is a round number too. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (STEPS.find((step) => step * power >= value) ?? 10) * power;
}

const across = (index: number, count: number, share: number) => ({
  x: per(((index + (1 - share) / 2) / count) * 100),
  width: per((share / count) * 100),
});

const short = (length: number): number => Math.round(length * 100) / 100;
const per = (length: number) => `${short(length)}%`;

interface RanksProps {
  title: string;
  head: string;
  unit: string;
  rows: { label: Child; href?: string; value: number }[];
  tone?: Tone;
}

export const Ranks: FC<RanksProps> = ({ title, head, unit, rows, tone = 'mark' }) => {
  const { t } = useView();
  const top = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <table class="ranks">
      <caption>
        {title} <span class="soft">({unit})</span>
      </caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{unit}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, href, value }) => (
          <tr>
            <th scope="row">{href === undefined ? label : <a href={href}>{label}</a>}</th>
            <td class="number">
              {t.number(value)}
              <svg aria-hidden="true">
                <rect class={tone} width={per((value / top) * 100)} height="100%" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/**
 * Charts, drawn here as SVG: they print, take the colors of the theme, and need no script. A script adds values on hover and by keyboard
 * (assets/console/console.js); the same figures are a table below. Lengths are per cent of the drawing, so that no letter is stretched.
 */
import type { Child, FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';

/** What the figures are of, which the style sheet has a color for. */
export type Tone = 'good' | 'bad' | 'mark';

export interface Series {
  name: string;
  tone: Tone;
  /** One for each label. */
  values: number[];
}

interface ChartProps {
  title: string;
  /** In order, of the horizontal axis. Of days (YYYY-MM-DD), the axis shows day and month. */
  labels: string[];
  /** One stands on the other. Where one of them is `bad`, its share of all is drawn as a line of its own. */
  series: Series[];
  /** The sums of the period before, drawn behind. */
  previous?: number[];
  /** Where a column leads. */
  hrefs?: string[];
  /** On the axis, in place of the labels. */
  ticks?: string[];
}

/** Fewer columns than these have no wider bars: a single one is not to look like a wall. */
const COLUMNS_WIDE = 10;
/** Share of a column that its bar takes. */
const BAR_SHARE = 0.72;
/** Height of the smallest bar, per cent: a value that is not zero is seen. */
const BAR_MIN = 1;
/** Columns of which each has its tick. */
const TICKS_ALL = 8;

export const Chart: FC<ChartProps> = ({ title, labels, series, previous, hrefs, ticks }) => {
  const { t } = useView();
  const dates = useDates();
  const names = labels.map((label) => dates(label, 'full'));
  const sums = labels.map((_, place) => series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0));
  const bad = series.length > 1 ? series.find(({ tone }) => tone === 'bad') : undefined;
  const rates = bad && sums.map((sum, place) => (sum > 0 ? (bad.values[place] ?? 0) / sum : null));
  const top = roundUp(Math.max(0, ...sums, ...(previous ?? [])));
  const counts: TableColumn[] = series.map(({ name, values }) => ({
    name,
    of: (place) => t.number(values[place] ?? 0),
  }));
  const beside: TableColumn[] = [
    ...(rates ? [{ name: t('chart.rate'), of: (place: number) => percentOf(t.language, rates[place]) }] : []),
    ...(previous
      ? [{ name: t('chart.previous'), of: (place: number) => t.number(previous[place] ?? 0) }]
      : []),
  ];
  const valuesOf = (place: number) =>
    `${names[place]}: ${[
      ...counts.map(({ name, of }) => `${of(place)} ${name}`),
      ...beside.map(({ name, of }) => `${name} ${of(place)}`),
    ].join(', ')}`;
  return (
    <figure class="chart">
      <figcaption>
        <span>{title}</span>
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
          {labels.map((_, place) => (
            <rect class="hit" {...across(place, labels.length, 1)} height="100%" data-href={hrefs?.[place]}>
              <title>{valuesOf(place)}</title>
            </rect>
          ))}
        </svg>
        {rates && <Rate rates={rates} />}
        <svg class="ticks" aria-hidden="true">
          {ticksOf(labels.length).map((place, index, all) => (
            <text
              {...(place === 0 && labels.length > 2
                ? { x: '0', 'text-anchor': 'start' }
                : place === labels.length - 1 && labels.length > 2
                  ? { x: '100%', 'text-anchor': 'end' }
                  : { x: per(((place + 0.5) / labels.length) * 100), 'text-anchor': 'middle' })}
              y="1em"
            >
              {ticks?.[place] ?? dates(labels[place] ?? '', 'short', labels[all[index - 1] ?? -1])}
            </text>
          ))}
        </svg>
      </div>
      <output class="value" />
      <Figures title={title} names={names} columns={[...counts, ...beside]} hrefs={hrefs} />
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
  const ghosts = (previous ?? []).flatMap((value, place) => {
    const height = heightOf(value);
    return value > 0 ? [{ tone: 'ghost', place, y: 100 - height, height, share: 1 }] : [];
  });
  const bars = Array.from({ length: count }, (_, place) => {
    let floor = 100;
    return series.flatMap(({ tone, values }) => {
      const value = values[place] ?? 0;
      if (value <= 0) return [];
      const height = heightOf(value);
      floor -= height;
      return [{ tone, place, y: floor, height, share }];
    });
  }).flat();
  return (
    <>
      {[...ghosts, ...bars].map(({ tone, place, y, height, ...bar }) => (
        <rect class={tone} {...across(place, count, bar.share)} y={per(y)} height={per(height)} />
      ))}
    </>
  );
};

/** The share of refusals in each column, on a scale of its own: small changes would not be seen in the bars. */
const Rate: FC<{ rates: (number | null)[] }> = ({ rates }) => {
  const { t } = useView();
  const top = Math.min(1, roundUp(Math.max(0, ...rates.map((rate) => rate ?? 0)) * 100) / 100);
  const steps = rates.flatMap((rate, place) =>
    rate === null ? [] : [`M${place},${short(100 - (rate / top) * 100)}h1`],
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
  of: (place: number) => string;
}

const Figures: FC<{
  title: string;
  names: string[];
  columns: TableColumn[];
  hrefs: string[] | undefined;
}> = ({ title, names, columns, hrefs }) => {
  const { t } = useView();
  return (
    <details>
      <summary>{t('chart.table')}</summary>
      <table class="figures">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.at')}</th>
            {columns.map(({ name }) => (
              <th scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, place) => (
            <tr>
              <th scope="row">{hrefs?.[place] === undefined ? name : <a href={hrefs[place]}>{name}</a>}</th>
              {columns.map(({ of }) => (
                <td class="number">{of(place)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};

/** Labels that are days, in the viewer's language, on the axis with their month where it begins; others as they are. */
/** Days, and hours of a day, by the clock of any zone; everything else stays as it is. */
export function useDates(): (label: string, style: 'full' | 'medium' | 'short', before?: string) => string {
  const { t } = useView();
  return (label, dateStyle, before) => {
    const [, day, hour] = /^(\d{4}-\d\d-\d\d)(T\d\d)?$/.exec(label) ?? [];
    if (day === undefined) return label;
    const isSameMonth = before?.slice(0, 7) === label.slice(0, 7);
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

/** Places of the ticks, the last among them: a week apart in a month of days, a quarter of a day apart in a day of hours. */
function ticksOf(count: number): number[] {
  const every = count <= TICKS_ALL ? 1 : count === 24 ? 6 : count <= 35 ? 7 : Math.ceil(count / 5);
  const places: number[] = [];
  for (let place = count - 1; place >= 0; place -= every) places.unshift(place);
  return places;
}

const STEPS = [1, 1.5, 2, 3, 4, 5, 8, 10];

/** The next of 1, 1.5, 2, 3, 4, 5, 8 times a power of ten, never less than the value: the axis shows a number that one can halve. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (STEPS.find((step) => step * power >= value) ?? 10) * power;
}

/** Of a column among `count`: where its middle `share` lies. */
const across = (place: number, count: number, share: number) => ({
  x: per(((place + (1 - share) / 2) / count) * 100),
  width: per((share / count) * 100),
});

const short = (length: number): number => Math.round(length * 100) / 100;
const per = (length: number) => `${short(length)}%`;

export interface Rank {
  label: Child;
  href?: string;
  value: number;
}

interface RanksProps {
  title: string;
  /** What is ranked, as the head of its column, and what it is counted in. */
  of: string;
  unit: string;
  /** The largest first. */
  rows: Rank[];
  tone?: Tone;
}

/** Names with how much there is of each: a table, whose bars only repeat its figures. */
export const Ranks: FC<RanksProps> = ({ title, of, unit, rows, tone = 'mark' }) => {
  const { t } = useView();
  const top = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <table class="ranks">
      <caption>{title}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{of}</th>
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

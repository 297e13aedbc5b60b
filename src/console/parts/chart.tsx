/**
 * Drawings of figures: rectangles and lines that are made here, without a script. Whoever does not see them, and whoever wants to know
 * exactly, has the same figures as a table below.
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
  /** In order, of the horizontal axis. */
  labels: string[];
  series: Series[];
  /** Where a label of the table leads. */
  hrefs?: string[];
}

/** Of the drawing, in its own units: it is stretched to the width that there is, and letters stand beside it, so that none is stretched. */
const HEIGHT = 100;
const STEP = 10;
/** Fewer bars than these are no wider: a single one is not to look like a wall. */
const BARS_WIDE = 10;
/** A value that is not nothing is seen. */
const BAR_MIN = 1;

/** Bars; of several series one stands on the other. */
export const Bars: FC<ChartProps> = (props) => {
  const { t } = useView();
  const { labels, series } = props;
  const sums = labels.map((_, place) => series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0));
  const top = roundUp(Math.max(0, ...sums));
  const width = STEP * 0.8 * Math.min(1, labels.length / BARS_WIDE);
  const bars = labels.flatMap((label, place) => {
    let floor = HEIGHT;
    return series.flatMap(({ name, tone, values }) => {
      const value = values[place] ?? 0;
      if (value <= 0) return [];
      const height = Math.max(BAR_MIN, (value / top) * HEIGHT);
      floor -= height;
      return [{ label, place, name, tone, value, y: floor, height }];
    });
  });
  return (
    <Chart {...props} top={top}>
      {bars.map(({ label, place, name, tone, value, y, height }) => (
        <rect
          class={tone}
          x={short((place + 0.5) * STEP - width / 2)}
          y={short(y)}
          width={short(width)}
          height={short(height)}
        >
          <title>{`${label}: ${t.number(value)} ${name}`}</title>
        </rect>
      ))}
    </Chart>
  );
};

/** Lines; each series has its own, from the same floor. */
export const Lines: FC<ChartProps> = (props) => {
  const { labels, series } = props;
  const top = roundUp(Math.max(0, ...series.flatMap(({ values }) => values)));
  const points = (values: number[]) =>
    labels
      .map((_, place) => `${(place + 0.5) * STEP},${short(HEIGHT - ((values[place] ?? 0) / top) * HEIGHT)}`)
      .join(' ');
  return (
    <Chart {...props} top={top}>
      {series.map(({ tone, values }) => (
        <polyline class={`line ${tone}`} points={points(values)} />
      ))}
    </Chart>
  );
};

const Chart: FC<ChartProps & { top: number; children?: Child }> = ({
  title,
  labels,
  series,
  hrefs,
  top,
  children,
}) => {
  const { t } = useView();
  const first = labels[0] ?? '';
  const last = labels.at(-1) ?? '';
  return (
    <figure class="chart">
      <figcaption>
        <span>{title}</span>
        {series.length > 1 && (
          <span class="legend">
            {series.map(({ name, tone }) => (
              <span class={tone}>{name}</span>
            ))}
          </span>
        )}
      </figcaption>
      <div class="plot">
        <span class="top" aria-hidden="true">
          {t.number(top)}
        </span>
        <svg
          role="img"
          aria-label={t('chart.label', { title, first, last })}
          viewBox={`0 0 ${Math.max(1, labels.length) * STEP} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          {children}
        </svg>
      </div>
      <div class="ends" aria-hidden="true">
        {[...new Set([first, last])].map((label) => (
          <span>{label}</span>
        ))}
      </div>
      <details>
        <summary>{t('chart.table')}</summary>
        <table class="figures">
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('chart.at')}</th>
              {series.map(({ name }) => (
                <th scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, place) => (
              <tr>
                <th scope="row">
                  {hrefs?.[place] === undefined ? label : <a href={hrefs[place]}>{label}</a>}
                </th>
                {series.map(({ values }) => (
                  <td class="number">{t.number(values[place] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
};

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
  /** What all of them are a part of; absent: of the largest. */
  whole?: number;
}

/** Names with how much there is of each: a table, whose bars only repeat its figures. */
export const Ranks: FC<RanksProps> = ({ title, of, unit, rows, tone = 'mark', whole }) => {
  const { t } = useView();
  const top = Math.max(1, whole ?? 0, ...rows.map(({ value }) => value));
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
              <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <rect class={tone} width={short((value / top) * 100)} height="1" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** 1, 2 or 5 times a power of ten, and never less than the value: so that the axis says a number that one can think in. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

const short = (length: number): number => Math.round(length * 100) / 100;

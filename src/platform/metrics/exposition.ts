/** Text format of Prometheus, version 0.0.4. Pure. */
import { type Definition, PREFIX } from './definitions.ts';
import { SEPARATOR, SUM, type Totals } from './registry.ts';

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export interface Sample {
  /** Suffix of the name: `_bucket`, `_sum`, `_count` or none. */
  suffix?: string;
  labels: Record<string, string>;
  value: number;
}

export interface Family {
  /** Follows the prefix `imprimatur_`. */
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram';
  samples: Sample[];
}

/** Formats the families. A family without samples is omitted. */
export function exposition(families: Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) => {
      const lines = samples.map(({ suffix = '', labels, value }) => {
        return `${PREFIX}${name}${suffix}${labelsText(labels)} ${numberText(value)}\n`;
      });
      return `# HELP ${PREFIX}${name} ${helpText(help)}\n# TYPE ${PREFIX}${name} ${type}\n${lines.join('')}`;
    })
    .join('');
}

const helpText = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const labelText = (text: string) => helpText(text).replaceAll('"', '\\"');

function labelsText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${labelText(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

/** Families of the totals over all isolates. Keys without a definition in this release are ignored. */
export function familiesOf(totals: Totals, definitions: readonly Definition[]): Family[] {
  const keys = Object.keys(totals).sort();
  return definitions.map((definition) => {
    const { name, help, type } = definition;
    const entries = keys
      .map((key) => ({ parts: key.split(SEPARATOR), value: totals[key] ?? 0 }))
      .filter(({ parts }) => parts[0] === name);
    const samples =
      type === 'counter' ? counterSamples(definition, entries) : histogramSeries(definition, entries);
    return { name, help, type, samples };
  });
}

interface CounterEntry {
  /** Name, labels and, for a histogram, the bucket or `sum`. */
  parts: string[];
  value: number;
}

function counterSamples({ labels }: Definition, entries: CounterEntry[]): Sample[] {
  return entries
    .filter(({ parts }) => parts.length === labels.length + 1)
    .map(({ parts, value }) => ({ labels: labelsOf(labels, parts.slice(1)), value }));
}

function histogramSeries({ labels, bounds = [], per = 1 }: Definition, entries: CounterEntry[]): Sample[] {
  const series = new Map<string, { buckets: number[]; sum: number }>();
  for (const { parts, value } of entries) {
    if (parts.length !== labels.length + 2) continue;
    const key = parts.slice(1, -1).join(SEPARATOR);
    const histogram = series.get(key) ?? { buckets: new Array(bounds.length + 1).fill(0), sum: 0 };
    const part = parts.at(-1) ?? '';
    if (part === SUM) histogram.sum = value;
    else histogram.buckets[Number(part)] = value;
    series.set(key, histogram);
  }
  return [...series].flatMap(([key, one]) =>
    histogramSamples(labelsOf(labels, key === '' ? [] : key.split(SEPARATOR)), { ...one, bounds, per }),
  );
}

/** Converts counts per bucket into cumulative ones. The last bucket has no bound. */
export function histogramSamples(
  labels: Record<string, string>,
  {
    buckets,
    sum,
    bounds,
    per = 1,
  }: { buckets: number[]; sum: number; bounds: readonly number[]; per?: number },
): Sample[] {
  let below = 0;
  const samples = [...bounds, Number.POSITIVE_INFINITY].map((bound, index) => {
    below += buckets[index] ?? 0;
    return { suffix: '_bucket', labels: { ...labels, le: numberText(bound) }, value: below };
  });
  return [
    ...samples,
    { suffix: '_sum', labels, value: sum / per },
    { suffix: '_count', labels, value: below },
  ];
}

function labelsOf(labels: readonly string[], values: string[]): Record<string, string> {
  return Object.fromEntries(labels.map((label, index) => [label, values[index] ?? '']));
}

/**
 * A strict reader of the text format of Prometheus, version 0.0.4, written from its description and knowing
 * nothing of how ours is made. https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface Exposed {
  types: Map<string, string>;
  helps: Map<string, string>;
  samples: Sample[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`);
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/;
const SUFFIXES: Record<string, string[]> = { histogram: ['_bucket', '_sum', '_count'] };

/** Throws at the first line that is not as it should be. */
export function readExposition(text: string): Exposed {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line does not end');
  const exposed: Exposed = { types: new Map(), helps: new Map(), samples: [] };
  const closed = new Set<string>();
  let current = '';
  for (const line of text.split('\n').slice(0, -1)) {
    const comment = new RegExp(`^# (HELP|TYPE) (${NAME}) (.*)$`).exec(line);
    if (line.startsWith('#')) {
      if (!comment) throw new Error(`not a comment of the format: ${line}`);
      const [, what, name = '', rest = ''] = comment;
      const known = what === 'HELP' ? exposed.helps : exposed.types;
      if (known.has(name)) throw new Error(`a second ${what} of ${name}`);
      if (what === 'TYPE' && !['counter', 'gauge', 'histogram', 'summary', 'untyped'].includes(rest))
        throw new Error(`no type: ${line}`);
      if (name !== current) {
        if (closed.has(name)) throw new Error(`${name} is not in one group`);
        closed.add(current);
        current = name;
      }
      known.set(name, rest);
      continue;
    }
    const sample = sampleOf(line);
    const family = familyOf(sample.name, exposed.types);
    if (family !== current) throw new Error(`${sample.name} stands outside of its group`);
    if (!exposed.types.has(family) || !exposed.helps.has(family)) throw new Error(`untyped: ${line}`);
    exposed.samples.push(sample);
  }
  assertOnce(exposed.samples);
  assertHistograms(exposed);
  return exposed;
}

function sampleOf(line: string): Sample {
  const [, name = '', inside, number = ''] = SAMPLE.exec(line) ?? [];
  if (name === '') throw new Error(`not a sample: ${line}`);
  const labels: Record<string, string> = {};
  let left = inside ?? '';
  while (left !== '') {
    const label = LABEL.exec(left);
    if (!label) throw new Error(`labels of: ${line}`);
    const [whole, key = '', value = ''] = label;
    if (key in labels) throw new Error(`${key} twice: ${line}`);
    labels[key] = value.replace(/\\(["\\n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
    left = left.slice(whole.length);
  }
  const value = { '+Inf': Infinity, '-Inf': -Infinity, NaN: Number.NaN }[number] ?? Number(number);
  if (number !== 'NaN' && Number.isNaN(value)) throw new Error(`no number: ${line}`);
  return { name, labels, value };
}

function familyOf(name: string, types: Map<string, string>): string {
  for (const [family, type] of types)
    if ((SUFFIXES[type] ?? ['']).some((suffix) => family + suffix === name)) return family;
  return name;
}

const seriesOf = ({ name, labels }: Sample) =>
  JSON.stringify([name, ...Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);

function assertOnce(samples: Sample[]): void {
  const series = new Set(samples.map(seriesOf));
  if (series.size !== samples.length) throw new Error('a series stands twice');
}

/** Buckets grow, the last is without bound and as many as there are. */
function assertHistograms({ types, samples }: Exposed): void {
  for (const [family, type] of types) {
    if (type !== 'histogram') continue;
    const series = new Map<string, { les: number[]; values: number[] }>();
    for (const { name, labels, value } of samples) {
      if (name !== `${family}_bucket`) continue;
      const { le, ...rest } = labels;
      if (le === undefined) throw new Error(`${name} without le`);
      const key = JSON.stringify(rest);
      const histogram = series.get(key) ?? { les: [], values: [] };
      histogram.les.push(le === '+Inf' ? Infinity : Number(le));
      histogram.values.push(value);
      series.set(key, histogram);
    }
    for (const [key, { les, values }] of series) {
      const grows = (list: number[]) =>
        list.every((value, place) => place === 0 || value >= (list[place - 1] ?? 0));
      const count = samples.find(
        ({ name, labels }) => name === `${family}_count` && JSON.stringify(labels) === key,
      );
      if (!grows(les) || !grows(values) || les.at(-1) !== Infinity || values.at(-1) !== count?.value)
        throw new Error(`buckets of ${family} ${key}`);
    }
  }
}

/** The value of one series; 0: there is none. */
export function valueIn({ samples }: Exposed, name: string, labels: Record<string, string> = {}): number {
  const found = samples.filter(
    (sample) =>
      sample.name === `imprimatur_${name}` &&
      Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  return found.reduce((sum, { value }) => sum + value, 0);
}

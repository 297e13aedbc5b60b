/**
 * A log for tests of what reads it: entries put into D1 as the drain does, and what a filter means, said in
 * plain words.
 */
import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { LogWriter } from '../../../scripts/lib/log-writer.ts';
import type { LogFilter } from '../../../src/audit/search/filter.ts';
import type { UseEntry } from '../../../src/ledger/types.ts';

/** Few values, so that they meet; some of them in the way of another one's text. */
const few = (name: string) => fc.constantFrom(`${name}-1`, `${name}-2`, `${name}"3`);
const orNull = (name: string) => fc.option(few(name), { nil: null });

const delivered = fc.record(
  { component: few('cmp'), digest: fc.constant('d'), supplier: few('supplier'), type: few('type') },
  { requiredKeys: ['component', 'digest'] },
);
const withheld = fc.record(
  { component: few('cmp'), code: few('code'), decidedBy: few('rule'), type: few('type') },
  { requiredKeys: ['component', 'code', 'decidedBy'] },
);

/** All but its place in a log. Times are few, and many entries have the same. */
export const anyEntry = fc
  .record({
    license: few('lic'),
    second: fc.integer({ min: 0, max: 59 }),
    kind: fc.constantFrom('delivery', 'refusal', 'publication', 'adjustment'),
    env: fc.constantFrom('live', 'test'),
    title: orNull('title'),
    key: few('key'),
    article: few('itm'),
    sections: fc.uniqueArray(few('section')),
    format: few('format'),
    use: orNull('use'),
    territory: orNull('territory'),
    channel: orNull('channel'),
    code: few('code'),
    decidedBy: few('rule'),
    delivered: fc.array(delivered, { maxLength: 2 }),
    withheld: fc.array(withheld, { maxLength: 2 }),
    units: fc.boolean(),
  })
  .map(({ second, kind, code, units, ...entry }) => {
    const { license, env: of, title, key, article, use, territory, channel } = entry;
    const permits = kind !== 'refusal';
    const head = {
      v: 1,
      kind,
      licenseVersion: 1,
      at: `2026-03-01T10:00:${String(second).padStart(2, '0')}.000Z`,
      partner: license.replace('lic', 'par'),
      outcome: permits ? 'permit' : 'deny',
      code: permits ? null : code,
      billable: kind === 'delivery' && units ? entry.delivered.length : 0,
    };
    if (kind === 'publication')
      return { ...head, license, env: of, title, key, article, use, territory, channel };
    if (kind === 'adjustment') return { ...head, license, env: of, title, key: null, article: null };
    return { ...head, ...entry, uri: 'urn:test', version: '1', policies: [] };
  });

export type Unplaced = typeof anyEntry extends fc.Arbitrary<infer T> ? T : never;

/** In the order of each license's own log, as it was written: by time. */
export function placed(entries: Unplaced[]): UseEntry[] {
  const next = new Map<string, number>();
  return entries
    .toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)))
    .map((entry, n) => {
      const index = next.get(entry.license) ?? 0;
      next.set(entry.license, index + 1);
      return { ...entry, id: `${entry.kind === 'delivery' ? 'dlv' : 'rfs'}_${n}`, index } as UseEntry;
    });
}

/** A log in the database, as a shard writes it: blocks of few entries. */
export const newLog = (shard: string): LogWriter => new LogWriter(env.DB, shard, { blockEntries: 4 });

export const textsOf = (entries: UseEntry[]): string[] => entries.map((entry) => canonicalize(entry) ?? '');

export async function emptyLog(): Promise<void> {
  const tables = ['blocks', 'log_shards', 'log_segments', 'log_pages', 'notes', 'archive_parts'];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
}

/** Of a use that states none. */
const none = ({ kind }: Partial<UseEntry>) => (kind === 'delivery' || kind === 'refusal' ? '' : null);

const MEANS: Record<Exclude<keyof LogFilter, 'from' | 'to'>, (entry: Partial<UseEntry>) => unknown[]> = {
  license: ({ license }) => [license],
  partner: ({ partner }) => [partner],
  title: ({ title, ...entry }) => [title ?? none(entry)],
  key: ({ key }) => [key],
  article: ({ article }) => [article],
  section: ({ sections = [], ...entry }) => (sections.length > 0 ? sections : [none(entry)]),
  type: ({ delivered: all = [], withheld: withheldParts = [] }) =>
    [...all, ...withheldParts].map(({ type }) => type),
  use: ({ use }) => [use],
  territory: ({ territory }) => [territory],
  channel: ({ channel }) => [channel],
  outcome: ({ outcome }) => [outcome],
  code: ({ code, withheld: withheldParts = [] }) => [code, ...withheldParts.map((part) => part.code)],
  rule: ({ decidedBy, withheld: withheldParts = [] }) => [
    decidedBy,
    ...withheldParts.map((part) => part.decidedBy),
  ],
  env: (entry) => [entry.env],
  kind: ({ kind }) => [kind],
  format: ({ format }) => [format],
  supplier: ({ delivered: all = [] }) => all.map(({ supplier }) => supplier),
  effect: ({ kind, delivered: all = [], billable = 0 }) =>
    kind === 'delivery' ? [all.length === 0 ? 'empty' : billable > 0 ? 'units' : 'repeat'] : [],
};

/** What an entry counts under, each once. */
export function valuesOf(facet: keyof typeof MEANS, entry: UseEntry): string[] {
  const named = MEANS[facet](entry as Partial<UseEntry>);
  return [...new Set(named)].filter((value) => typeof value === 'string');
}

export function isMeant(entry: UseEntry, { from, to, ...values }: LogFilter): boolean {
  if (from !== undefined && entry.at < from) return false;
  if (to !== undefined && entry.at >= to) return false;
  return Object.entries(values).every(
    ([facet, value]) =>
      value === undefined || MEANS[facet as keyof typeof MEANS](entry as Partial<UseEntry>).includes(value),
  );
}

const instant = fc
  .integer({ min: 0, max: 60 })
  .map((second) => new Date(Date.UTC(2026, 2, 1, 10, 0, second)).toISOString());

const values = {
  license: few('lic'),
  partner: few('par'),
  title: fc.oneof(few('title'), fc.constant('')),
  key: few('key'),
  article: few('itm'),
  section: fc.oneof(few('section'), fc.constant('')),
  type: few('type'),
  use: few('use'),
  territory: few('territory'),
  channel: few('channel'),
  outcome: fc.constantFrom('permit', 'deny'),
  code: few('code'),
  rule: few('rule'),
  env: fc.constantFrom('live', 'test'),
  kind: fc.constantFrom('delivery', 'refusal', 'publication', 'adjustment', 'external'),
  format: few('format'),
  supplier: fc.constantFrom('supplier-1', 'supplier-2', 'nobody'),
  effect: fc.constantFrom('empty', 'units', 'repeat'),
  from: instant,
  to: instant,
};

/** None, one, or a few that have to hold together: with more, nothing is left. */
export const anyFilter: fc.Arbitrary<LogFilter> = fc
  .tuple(fc.record(values), fc.subarray(Object.keys(values) as (keyof LogFilter)[], { maxLength: 3 }))
  .map(([all, names]) => Object.fromEntries(names.map((name) => [name, all[name]])));

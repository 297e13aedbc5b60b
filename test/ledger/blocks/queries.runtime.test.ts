/** The queries that the manual gives for SQL on the log, each as it stands there but for the ids. */
import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import { beforeAll, expect, it } from 'vitest';
import manual from '../../../docs/operations.md?raw';
import type { UseEntry } from '../../../src/ledger/types.ts';
import { forge } from '../../support/stored-log.ts';
import { entryOf } from '../segments/entries.ts';

const [, chapter = ''] = manual.split('\n## SQL on the log\n');
const [, block = ''] = chapter.split('```sql\n');
const QUERIES = (block.split('\n```')[0] ?? '')
  .split(/;\n?/)
  .map((query) => query.trim())
  .filter((query) => query !== '')
  .map((query) => [query.split('\n')[0]?.replace('-- ', '') ?? '', query] as const);

const recent = new Date(Date.now() - 60_000).toISOString();
const component = { component: 'cmp_1', digest: 'd1', type: 'photograph' };
const LOG: Partial<UseEntry>[] = [
  { at: '2020-03-03T10:00:00.000Z', billable: 2, delivered: [component] },
  { at: '2020-03-03T11:00:00.000Z', billable: 1 },
  { at: '2020-03-04T10:00:00.000Z', billable: 1, env: 'test' },
  ...[1, 2].map(
    (): Partial<UseEntry> => ({
      ...{ at: recent, kind: 'refusal', outcome: 'deny', code: 'territory_refused', decidedBy: 'lic_1#2' },
    }),
  ),
];

const FOUND: Record<string, object[]> = {
  'the last refusals of a partner': [{ at: recent, code: 'territory_refused' }, { article: 'itm_1' }],
  'one entry of a license, with its address': [{ shard: 'manual', seq: 2 }],
  'units by license and day (UTC) of a month': [{ license: 'lic_1', day: '2020-03-03', units: 3 }],
  'which rules refused how much since yesterday': [
    { rule: 'lic_1#2', code: 'territory_refused', requests: 2 },
  ],
  'who received a photograph, by component': [{ partner: 'par_1', license: 'lic_1', digest: 'd1' }],
};

beforeAll(async () => {
  const lines = LOG.map(
    (change, index) => canonicalize(entryOf({ id: `dlv_${index}`, index, ...change })) ?? '',
  );
  await forge(env.DB, 'manual', lines, { blockEntries: 3, sealed: true });
});

it('has one for each of these', () => {
  expect(QUERIES.map(([name]) => name)).toEqual(Object.keys(FOUND));
});

it.each(QUERIES)('finds %s', async (name, query) => {
  const sql = query
    .replace('par_…', 'par_1')
    .replace('lic_…', 'lic_1')
    .replace('cmp_…', 'cmp_1')
    .replace('idx = 17', 'idx = 1')
    .replaceAll('2026-11-', '2020-03-')
    .replaceAll('2026-12-', '2020-04-');
  expect((await env.DB.prepare(sql).all()).results).toMatchObject(FOUND[name] ?? []);
});

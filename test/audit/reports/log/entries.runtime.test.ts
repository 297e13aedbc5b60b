/** The entries of a report, from segments and the tail: exactly those that it asks for, each once. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type EntryQuery, entriesFound } from '../../../../src/ledger/segments/entries.ts';
import { facetsOf } from '../../../../src/ledger/segments/facets.ts';
import type { Entry } from '../../../../src/ledger/types.ts';
import { anyEntry } from '../../../ledger/segments/entries.ts';
import { append, emptyLog } from '../../../ledger/segments/log.ts';
import { SEED } from '../../../support/runs.ts';
import { sealLog } from '../../../support/seal.ts';

beforeEach(emptyLog);

async function found(query: EntryQuery): Promise<string[]> {
  const ids: string[] = [];
  for await (const entries of entriesFound(env, query)) ids.push(...entries.map(({ id }) => id));
  return ids.sort();
}

const values = <T extends string>(...all: T[]) =>
  fc.option(fc.subarray(all, { minLength: 1 }), { nil: null }) as fc.Arbitrary<string[] | null>;
const facets = fc.uniqueArray(
  fc.oneof(
    fc.tuple(fc.constant('license' as const), values('lic_1', 'lic_2', 'lic_9')),
    fc.tuple(fc.constant('article' as const), values('itm_1', 'itm_3')),
    fc.tuple(fc.constant('kind' as const), values('delivery', 'refusal')),
    fc.tuple(fc.constant('code' as const), values('territory_refused', '__proto__')),
    fc.tuple(fc.constant('territory' as const), values('DE')),
  ),
  { minLength: 1, maxLength: 3, selector: ([facet]) => facet },
);
const instant = fc
  .integer({ min: Date.UTC(2026, 2, 27), max: Date.UTC(2026, 2, 31) })
  .map((ms) => new Date(ms).toISOString());

describe('the entries of a report', () => {
  it('are all that have the values in the time span, however the log is cut into segments', async () => {
    const log = fc.array(fc.tuple(anyEntry, fc.nat(9)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(log, facets, instant, instant, async (cut, filters, one, other) => {
        await emptyLog();
        const entries: Entry[] = [];
        for (const [index, [entry, chance]] of cut.entries()) {
          const placed = { ...entry, index, id: `dlv_${index}` };
          entries.push(placed);
          await append([placed]);
          if (chance === 0) await sealLog();
        }
        const [from = '', to = ''] = [one, other].sort();
        const span = { from, to };
        const expected = entries.filter((entry) => {
          const own = facetsOf(entry);
          const has = filters.every(([facet, values]) =>
            own.some(([name, value]) => name === facet && (values === null || values.includes(value))),
          );
          return has && entry.at >= span.from && entry.at < span.to;
        });
        expect(await found({ ...span, facets: filters })).toEqual(expected.map(({ id }) => id).sort());
      }),
      { numRuns: 30, seed: SEED },
    );
  });
});

describe('the query plan of a lookup', () => {
  const planOf = async (sql: string, ...bound: unknown[]) => {
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...bound)
      .all<{ detail: string }>();
    return results.map(({ detail }) => detail);
  };

  /** What the report really asks, overheard. */
  async function statementsOf(query: EntryQuery): Promise<{ sql: string; bound: unknown[] }[]> {
    const statements: { sql: string; bound: unknown[] }[] = [];
    const db = new Proxy(env.DB, {
      get: (of, name) =>
        name === 'prepare'
          ? (sql: string) => {
              const statement = of.prepare(sql);
              const bind = statement.bind.bind(statement);
              statement.bind = (...bound: unknown[]) => {
                statements.push({ sql, bound });
                return bind(...bound);
              };
              return statement;
            }
          : Reflect.get(of, name),
    });
    for await (const _ of entriesFound({ ...env, DB: db }, query));
    return statements;
  }

  it('reads pages and addresses, and never scans the log', async () => {
    const [entry] = fc.sample(anyEntry, 1);
    if (!entry) throw new Error('no sample');
    await append([{ ...entry, license: 'lic_1', code: 'x', index: 0 }]);
    await sealLog();
    const span = { from: '2026', to: '2027' };
    for (const filter of [['license', ['lic_1']] as const, ['kind', null] as const]) {
      const statements = await statementsOf({ ...span, facets: [[filter[0], filter[1] && [...filter[1]]]] });
      const plans = await Promise.all(statements.map(({ sql, bound }) => planOf(sql, ...bound)));
      expect(plans.length).toBeGreaterThanOrEqual(3);
      for (const plan of plans)
        expect([plan, plan.some((line) => /^SCAN (blocks|log_pages|log_segments)/.test(line))]).toEqual([
          plan,
          false,
        ]);
      expect(plans.flat().join('\n')).toMatch(
        /SEARCH blocks USING INDEX sqlite_autoindex_blocks_1 \(shard=\? AND first=\?\)/,
      );
      expect(plans.flat().join('\n')).toMatch(
        /SEARCH log_pages USING INDEX sqlite_autoindex_log_pages_1 \(kind=\?/,
      );
    }
  });
});

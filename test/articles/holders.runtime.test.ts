/** Holders of an item in a partly sealed log are those that a scan of every entry finds. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { associatedComponent } from '../../src/articles/ninjs/components.ts';
import { listHolders } from '../../src/articles/store.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { entryOf } from '../ledger/segments/entries.ts';
import { append, emptyLog } from '../ledger/segments/log.ts';
import { plansOf, scansOf } from '../support/plans.ts';
import { sealLog } from '../support/seal.ts';

const PICTURE = 'urn:holders:picture';
const CARRIERS = ['itm_h1', 'itm_h2'];

beforeEach(async () => {
  await emptyLog();
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO items (id, uri, version, version_created_ms, seq, type, pub_status, sections, subjects)
       SELECT 'itm_h0', ?, '1', 0, 1 + coalesce(max(seq), 0), 'picture', 'canceled', '[]', '[]' FROM items
       WHERE true ON CONFLICT DO NOTHING`,
    ).bind(PICTURE),
    ...CARRIERS.map((item) =>
      env.DB.prepare('INSERT INTO item_links (uri, item) VALUES (?, ?) ON CONFLICT DO NOTHING').bind(
        PICTURE,
        item,
      ),
    ),
  ]);
});

/** Entries of licenses that request the picture, and articles with and without it, with some refusals. */
function log(count: number): UseEntry[] {
  return Array.from({ length: count }, (_, n) => {
    const article = ['itm_h0', ...CARRIERS, 'itm_other'][n % 4] ?? '';
    const component = n % 4 === 0 ? 'cmp_own' : associatedComponent(article, PICTURE);
    const refused = n % 7 === 3;
    const without = n % 5 === 2;
    return entryOf({
      license: `lic_${n % 11}`,
      index: n,
      id: `dlv_${n}`,
      at: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
      title: n % 3 === 0 ? null : 'morgen',
      version: String(1 + Math.floor(n / 40)),
      article,
      delivered: refused || without ? [] : [{ component, digest: 'd' }],
      ...(without && !refused && n % 4 !== 0 && { delivered: [{ component: 'cmp_text', digest: 'd' }] }),
      ...(refused && { kind: 'refusal', outcome: 'deny', code: 'killed' }),
    });
  });
}

function expected(entries: UseEntry[]): unknown[] {
  const last = new Map<string, UseEntry>();
  for (const entry of entries) {
    const { license, title, article } = entry;
    const component = article === 'itm_h0' ? 'cmp_own' : associatedComponent(article, PICTURE);
    if (article === 'itm_other' || !entry.delivered.some((one) => one.component === component)) continue;
    last.set(`${license} ${title} ${article}`, entry);
  }
  return [...last.values()]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .map(({ license, title, article, version, at, id: entry }) => ({
      license,
      title,
      article,
      version,
      at,
      entry,
    }));
}

describe('who has an item', () => {
  it.each([
    ['not sealed', 0, 0],
    ['sealed in part', 150, 90],
    ['sealed', 150, 150],
  ])(
    'is told of a log that is %s as of any other, by itself and inside articles',
    async (_, first, second) => {
      const entries = log(240);
      for (const [from, to] of [
        [0, first],
        [first, first + second],
      ] as const) {
        await append(entries.slice(from, to));
        await sealLog();
      }
      await append(entries.slice(first + second));
      const holders = await listHolders(env, 'itm_h0', 0, 1_000);
      const listed = holders?.map(({ license, title, article, version, at, entry }) => ({
        ...{ license, title, article, version, at, entry },
      }));
      expect(listed).toEqual(expected(entries));
      expect(holders?.length).toBeGreaterThan(20);
      const page = await listHolders(env, 'itm_h0', 5, 3);
      expect(page).toEqual(holders?.slice(5, 8));
    },
  );

  it('is found by the index and in the tail, never by going through the log', async () => {
    await append(log(400));
    await sealLog();
    const plans = await plansOf((DB) => listHolders({ ...env, DB }, 'itm_h0', 0, 10));
    const tables = ['blocks', 'log_segments', 'log_pages', 'notes', 'deleted_holders', 'items', 'item_links'];
    expect(scansOf(plans, tables)).toEqual([]);
    const steps = plans.flatMap((plan) => plan.steps);
    expect(steps).toContain('SEARCH blocks USING INDEX sqlite_autoindex_blocks_1 (shard=? AND first=?)');
    expect(steps).toContain('SEARCH blocks USING INDEX sqlite_autoindex_blocks_1 (shard=? AND first>?)');
  });
});

/** What an evidence pack contains, and what it is refused for, before its first byte. */
import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENTRIES_BYTES_MAX } from '../../src/audit/evidence/limits.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { drain, ingest, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';
import { forge, forgetShard } from '../support/stored-log.ts';

const newsroom = await openNewsroom();
const auditor = await operatorToken('auditor');
const site = await openSite(newsroom);
const article = await ingest(newsroom, wireItem());

beforeAll(async () => {
  await deliver();
});

async function deliver(): Promise<void> {
  expect((await request(`/v1/articles/${article.id}`, { token: site.token })).status).toBe(200);
  await drain();
}

const pack = (path: string, token = auditor) => request(`/v1/audit/evidence/${path}`, { token });

async function filesIn(response: Response) {
  expect(response.status).toBe(200);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const text = (name: string) => new TextDecoder().decode(files[name]);
  const restrictions = text('restrictions.ndjson').split('\n').filter(Boolean);
  return {
    manifest: JSON.parse(text('manifest.json')),
    entries: text('entries.ndjson'),
    restrictions: restrictions.map((line) => JSON.parse(line)),
  };
}

describe('an evidence pack', () => {
  it('contains what the checkpoint covers, and waits for a checkpoint that covers nothing yet', async () => {
    const whole = await pack(`licenses/${site.license}`);
    expect(whole.status).toBe(200);
    const name = `attachment; filename="evidence-${site.license}.zip"`;
    expect(whole.headers.get('Content-Disposition')).toBe(name);
    await whole.arrayBuffer();
    await new Promise((next) => setTimeout(next, 5));
    const since = new Date().toISOString();
    await deliver();
    const newer = await pack(`licenses/${site.license}?from=${since}`);
    expect([newer.status, newer.headers.get('Retry-After')]).toEqual([503, '60']);
    expect(await newer.json()).toMatchObject({ code: 'checkpoint_pending' });
  });

  it('contains all covered entries of a license, including those that are not drained yet', async () => {
    const other = await openSite(newsroom);
    const fetched = () => request(`/v1/articles/${article.id}`, { token: other.token });
    expect((await fetched()).status).toBe(200);
    await drain();
    expect((await fetched()).status).toBe(200);
    const { manifest, entries } = await filesIn(await pack(`licenses/${other.license}`));
    expect(manifest.logs).toEqual([{ license: other.license, size: 2, entries: 2 }]);
    expect(entries.trim().split('\n')).toHaveLength(2);
  });

  it('says whether the desk or a delivery of the newsroom made each version of a restriction', async () => {
    const other = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem({ usageTerms: 'JAPAN OUT. FLUMMERY' }));
    const fetched = () => request(`/v1/articles/${id}`, { token: other.token });
    expect((await fetched()).status).toBe(200);
    const listed = await request(`/v1/admin/restrictions?item=${id}`, { token: newsroom.admin });
    const { items } = (await listed.json()) as { items: { id: string }[] };
    const path = `/v1/admin/restrictions/${items[0]?.id}`;
    await request(path, { method: 'PATCH', token: newsroom.admin, json: { reviewed: true } });
    expect((await fetched()).status).toBe(200);
    await drain();
    const { restrictions } = await filesIn(await pack(`licenses/${other.license}`));
    expect(restrictions).toMatchObject([
      { version: 1, source: 'wire', reviewed: false },
      { version: 2, source: 'desk', reviewed: true },
    ]);
  });

  it('names the months whose entries were deleted', async () => {
    await env.DB.prepare(
      `INSERT INTO deleted_entries (license, month, object, entries, at) VALUES (?, '2025-01', 'ledger-0', 3, '2026-02-01')`,
    )
      .bind(site.license)
      .run();
    const { manifest } = await filesIn(await pack(`licenses/${site.license}`));
    expect(manifest).toMatchObject({
      archived: [],
      deleted: [{ month: '2025-01', entries: 3 }],
    });
    const lines = await request(`/v1/audit/exports/deliveries.ndjson?license=${site.license}`, {
      token: auditor,
    });
    expect(lines.headers.get('Export-Deleted')).toBe('2025-01=3');
    await lines.text();
  });

  it('refuses an unknown license or article, and a malformed query', async () => {
    expect((await pack('articles/itm_none')).status).toBe(404);
    expect((await pack(`licenses/${site.license}?to=2020-01-01T00:00:00Z`)).status).toBe(404);
    for (const query of ['from=yesterday', 'license=lic_1'])
      expect((await pack(`articles/${article.id}?${query}`)).status).toBe(400);
  });

  const lineOf = (change: object) =>
    canonicalize({
      ...{ at: '2026-01-01T00:00:00.000Z', billable: 0, kind: 'delivery', license: 'lic_many' },
      ...{ delivered: [], sections: [], withheld: [], ...change },
    }) ?? '';

  it('refuses more entries than a pack holds, with their number', { tags: 'slow' }, async () => {
    const lines = Array.from({ length: 100_001 }, (_, index) => lineOf({ article: 'itm_many', index }));
    await forge(env.DB, 'elsewhere', lines);
    const refused = await pack('articles/itm_many');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'malformed', errors: [{ path: '/from' }] });
    await forgetShard(env.DB, 'elsewhere');
  });

  it('refuses more bytes than a pack holds before any entry is read', { tags: 'slow' }, async () => {
    const each = 1_900_000;
    const count = Math.ceil(ENTRIES_BYTES_MAX / each);
    for (let index = 0; index < count; index++)
      await forge(env.DB, `wide-${index}`, [lineOf({ a: '0'.repeat(each), article: 'itm_wide', index })]);
    const refused = await pack('articles/itm_wide');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      errors: [{ path: '/from', message: expect.stringContaining(`${ENTRIES_BYTES_MAX / 1e6} MB`) }],
    });
    for (let index = 0; index < count; index++) await forgetShard(env.DB, `wide-${index}`);
  });
});

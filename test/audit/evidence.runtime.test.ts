/** What an evidence pack is refused for, before its first byte. */
import { env } from 'cloudflare:workers';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENTRIES_BYTES_MAX } from '../../src/audit/evidence/limits.ts';
import { operatorToken, request } from '../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

let newsroom: Newsroom;
let auditor: string;
let site: PartnerSite;
let article: Ingested;

beforeAll(async () => {
  newsroom = await openNewsroom();
  auditor = await operatorToken('auditor');
  site = await openSite(newsroom);
  article = await ingest(newsroom, wireItem());
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
  return { manifest: JSON.parse(text('manifest.json')), entries: text('entries.ndjson') };
}

describe('an evidence pack', () => {
  it('has what the checkpoint covers, and waits for one where it covers nothing', async () => {
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

  it('of a license has all that its checkpoint covers, also what is still on its way into the list', async () => {
    const other = await openSite(newsroom);
    const fetched = () => request(`/v1/articles/${article.id}`, { token: other.token });
    expect((await fetched()).status).toBe(200);
    await drain();
    expect((await fetched()).status).toBe(200);
    const { manifest, entries } = await filesIn(await pack(`licenses/${other.license}`));
    expect(manifest.logs).toEqual([{ license: other.license, size: 2, entries: 2 }]);
    expect(entries.trim().split('\n')).toHaveLength(2);
  });

  it('names the months of which entries were deleted', async () => {
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

  it('is not made of what is not there, nor for a query that is none', async () => {
    expect((await pack('articles/itm_none')).status).toBe(404);
    expect((await pack(`licenses/${site.license}?to=2020-01-01T00:00:00Z`)).status).toBe(404);
    for (const query of ['from=yesterday', 'license=lic_1'])
      expect((await pack(`articles/${article.id}?${query}`)).status).toBe(400);
  });

  it('is not made of what is in the archive alone, and says where it is', async () => {
    const manifest = {
      licenses: [{ license: site.license, first: 0, last: 0, root: '' }],
      firstAt: '2020-01-01T00:00:00.000Z',
      lastAt: '2020-01-02T00:00:00.000Z',
    };
    await env.DB.prepare(
      `INSERT INTO archive_parts (object, part, month, entries, manifest) VALUES ('ledger-9', 1, '2020-01', 1, ?)`,
    )
      .bind(JSON.stringify(manifest))
      .run();
    const refused = await pack(`licenses/${site.license}?to=2020-02-01T00:00:00Z`);
    expect(refused.status).toBe(404);
    expect(((await refused.json()) as { detail: string }).detail).toContain('in the archive, in 2020-01');
    const other = await openSite(newsroom);
    const nothing = await pack(`licenses/${other.license}`);
    expect(((await nothing.json()) as { detail: string }).detail).not.toContain('archive');
  });

  it('of more entries than one holds says how many there are', async () => {
    const many = 100_001;
    await env.DB.prepare(
      `INSERT INTO entries (license, idx, id, at, kind, outcome, env, partner, article, billable, leaf, body)
       WITH RECURSIVE counted (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < ${many})
       SELECT 'lic_many', n, 'dlv_' || n, '2026-01-01T00:00:00.000Z', 'delivery', 'permit', 'live', 'par_1', 'itm_many', 0, '', '{}'
       FROM counted`,
    ).run();
    const refused = await pack('articles/itm_many');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: 'malformed', errors: [{ path: '/from' }] });
  });

  it('of more bytes than one holds is refused before any is read', async () => {
    const each = 1_900_000;
    const count = Math.ceil(ENTRIES_BYTES_MAX / each);
    const insert = env.DB.prepare(
      `INSERT INTO entries (license, idx, id, at, kind, outcome, env, partner, article, billable, leaf, body)
       VALUES ('lic_wide', ?1, 'dlv_wide_' || ?1, '2026-01-01T00:00:00.000Z', 'delivery', 'permit', 'live', 'par_1', 'itm_wide', 0, '',
         '{"a":"' || hex(zeroblob(${each / 2})) || '"}')`,
    );
    for (let idx = 0; idx < count; idx++) await insert.bind(idx).run();
    const refused = await pack('articles/itm_wide');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      errors: [{ path: '/from', message: expect.stringContaining(`${ENTRIES_BYTES_MAX / 1e6} MB`) }],
    });
    await env.DB.prepare(`DELETE FROM entries WHERE license = 'lic_wide'`).run();
  });
});

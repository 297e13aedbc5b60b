/**
 * A worker that comes before its migrations: what it lacks it says, with an answer that is declared, and
 * nothing is lost.
 */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NEWEST_MIGRATION } from '../../src/platform/schema.ts';
import { request } from '../support/gateway.ts';
import {
  ingest,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

let room: Newsroom;
let site: PartnerSite;
let errors: { mock: { calls: unknown[][] } };
beforeEach(async () => {
  room = await openNewsroom();
  site = await openSite(room);
  errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const events = () => errors.mock.calls.map(([line]) => JSON.parse(String(line)) as { event: string });
const health = async () =>
  (await (await request('/v1/admin/health', { token: room.admin })).json()) as {
    status: string;
    findings: { kind: string; detail: string }[];
  };

async function fetched(article: string) {
  const response = await request(`/v1/articles/${article}`, { token: site.token });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** `table.column`, as it would be before the migration that made it. */
async function without(table: string, column: string, body: () => Promise<void>): Promise<void> {
  await env.DB.prepare(`ALTER TABLE ${table} RENAME COLUMN ${column} TO to_come`).run();
  try {
    await body();
  } finally {
    await env.DB.prepare(`ALTER TABLE ${table} RENAME COLUMN to_come TO ${column}`).run();
  }
}

describe('a D1 that lacks a migration', () => {
  it('is told in health, with what is to be applied; a newer one is none of its business', async () => {
    const rename = (to: string, name: string) =>
      env.DB.prepare('UPDATE d1_migrations SET name = ? WHERE name = ?').bind(to, name).run();
    expect((await health()).findings.map(({ kind }) => kind)).not.toContain('schema_behind');
    await rename('0000_first.sql', NEWEST_MIGRATION);
    const { status, findings } = await health();
    expect(status).toBe('degraded');
    expect(findings.find(({ kind }) => kind === 'schema_behind')?.detail).toContain(NEWEST_MIGRATION);
    await rename('9999_later.sql', '0000_first.sql');
    expect((await health()).findings.map(({ kind }) => kind)).not.toContain('schema_behind');
    await rename(NEWEST_MIGRATION, '9999_later.sql');
  });

  it('answers 503 to what needs it, and health says nothing of D1 being out of reach', async () => {
    const { id } = await ingest(room, wireItem());
    await without('restrictions', 'reading', async () => {
      const { status, headers, body } = await fetched(id);
      expect([status, headers.get('Retry-After'), headers.get('Rights-Entry')]).toEqual([503, '60', null]);
      expect(JSON.parse(body)).toMatchObject({ code: 'storage_unavailable' });
      expect(body).not.toMatch(/restrictions|reading|SQL/);
      expect(events()).toContainEqual(expect.objectContaining({ level: 'error', event: 'schema_behind' }));
      expect(events().map(({ event }) => event)).not.toContain('bug');
    });
    expect((await fetched(id)).status).toBe(200);
  });

  it('stops no delivery of what an isolate knows, and gets every entry once it is there', async () => {
    const { id } = await ingest(room, wireItem());
    expect((await fetched(id)).status).toBe(200);
    const object = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
    await runDurableObjectAlarm(object);
    const rows = async () =>
      (
        await env.DB.prepare('SELECT idx FROM entries WHERE license = ? ORDER BY idx')
          .bind(site.license)
          .all()
      ).results.map(({ idx }) => idx);
    expect(await rows()).toEqual([0]);
    await without('blocks', 'sha256', async () => {
      for (let n = 0; n < 3; n++) expect((await fetched(id)).status).toBe(200);
      await runDurableObjectAlarm(object);
      expect(await rows()).toEqual([0]);
      expect(events().map(({ event }) => event)).toContain('drain_failed');
    });
    await runDurableObjectAlarm(object);
    expect(await rows()).toEqual([0, 1, 2, 3]);
  });
});

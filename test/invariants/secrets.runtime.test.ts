/** Invariant 8: secrets are shown once and stored hashed; no token, key or body text is ever logged. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { request } from '../support/gateway.ts';
import { ingest, logOf, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

const newsroom = await openNewsroom();
afterEach(() => {
  vi.restoreAllMocks();
});

/** Everything that D1 holds, as one text. */
async function wholeDatabase(): Promise<string> {
  const { results } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'`,
  ).all<{ name: string }>();
  const tables = await Promise.all(
    results.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}"`).all()),
  );
  return JSON.stringify(tables.map(({ results: rows }) => rows));
}

async function wholeObject(): Promise<string> {
  return runInDurableObject(
    env.LEDGER.get(env.LEDGER.idFromName('ledger-0')),
    (_: LedgerShard, { storage }) => {
      const tables = storage.sql
        .exec<{ name: string }>(
          `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`,
        )
        .toArray();
      return JSON.stringify(tables.map(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray()));
    },
  );
}

describe('a secret', () => {
  it('is in the answer that makes it and in no other', async () => {
    const { key } = await openSite(newsroom);
    for (const path of ['/v1/admin/keys', `/v1/admin/keys/${key.id}`]) {
      const text = await (await request(path, { token: newsroom.admin })).text();
      expect(text).not.toContain(key.client_secret);
      expect(text).not.toContain(key.client_secret.slice(-72));
    }
  });

  it('stands nowhere in D1 or in the ledger object, nor does any token', async () => {
    const { key, token, license } = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    await request(`/v1/articles/${article.id}`, { token });
    await logOf(license);
    const stored = (await wholeDatabase()) + (await wholeObject());
    expect(stored).toContain(key.client_id);
    for (const secret of [
      key.client_secret,
      key.client_secret.slice(-72, -8),
      token,
      token.split('.')[2] ?? '',
    ])
      expect(stored).not.toContain(secret);
  });

  it('and body text are never logged, whatever goes wrong', async () => {
    const lines: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, method).mockImplementation(
        (...parts) => void lines.push(parts.map(String).join(' ')),
      );
    const { key, token } = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    await request(`/v1/articles/${article.id}`, { token });
    await request(`/v1/articles/${article.id}?use=translate`, { token });
    await request(`/v1/articles/${article.id}`, { token: `${token}x` });
    await request('/v1/admin/articles', {
      method: 'PUT',
      token: newsroom.admin,
      json: { ...wireItem(), random: 'Secret-body' },
    });
    await env.DB.prepare('ALTER TABLE items RENAME TO items_away').run();
    try {
      expect((await request('/v1/articles', { token })).status).toBe(503);
    } finally {
      await env.DB.prepare('ALTER TABLE items_away RENAME TO items').run();
    }
    const broken = await ingest(newsroom, wireItem());
    await env.DB.prepare(`UPDATE items SET sections = '[' WHERE id = ?`).bind(broken.id).run();
    expect((await request(`/v1/articles/${broken.id}`, { token })).status).toBe(500);
    await env.DB.prepare(`UPDATE items SET sections = '[]' WHERE id = ?`).bind(broken.id).run();
    const all = lines.join('\n');
    expect(all).toContain('"event":"bug"');
    for (const secret of [key.client_secret, token, 'Secret-body']) expect(all).not.toContain(secret);
  });

  it('opens no route but the token endpoint', async () => {
    const { key } = await openSite(newsroom);
    for (const path of ['/v1/articles', '/v1/admin/partners', '/v1/audit/deliveries'])
      expect((await request(path, { token: key.client_secret })).status).toBe(401);
  });
});

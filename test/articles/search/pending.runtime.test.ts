/**
 * Items that are missing from the search are added in bounded steps; an unreadable one does not block others.
 */
import { env } from 'cloudflare:workers';
import { expect, it, vi } from 'vitest';
import { addPending } from '../../../src/articles/search/pending.ts';
import { request } from '../../support/gateway.ts';
import { ingest, openNewsroom, openSite, wireItem } from '../../support/newsroom.ts';

/** Empties the index, as a rebuild does. */
async function forget(): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('DELETE FROM search_words WHERE rowid IN (SELECT position * 256 FROM search_items)'),
    env.DB.prepare('DELETE FROM search_items'),
    env.DB.prepare(`INSERT INTO search_pending (item) SELECT id FROM items WHERE pub_status = 'usable'`),
  ]);
}
const write = (id: string, document: string | null, key: string | null = null) =>
  env.DB.prepare('UPDATE item_versions SET document = ?, document_key = ? WHERE item = ?')
    .bind(document, key, id)
    .run();

it('adds all that can be read, tries the rest a few times, and says no word of any text', {
  tags: 'slow',
}, async () => {
  const newsroom = await openNewsroom();
  const site = await openSite(newsroom);
  const found = async () => {
    const answer = await request('/v1/articles?q=harbor&limit=100', { token: site.token });
    return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  };
  const ids: string[] = [];
  for (let n = 0; n < 30; n++) ids.push((await ingest(newsroom, wireItem())).id);
  const [broken = '', removed = '', held = '', changed = ''] = ids;

  await forget();
  await write(broken, '{"headline":"Secret-words", not JSON');
  await write(removed, null, 'documents/none.json');
  await request(`/v1/admin/articles/${held}`, {
    method: 'PATCH',
    token: newsroom.admin,
    json: { pubStatus: 'withheld' },
  });
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  // A search answers from the existing index, and adds missing items.
  expect(await found()).toEqual([]);
  await addPending(env, Date.now() + 20_000);
  const whole = ids.filter((id) => ![broken, removed, held].includes(id));
  expect(new Set(await found())).toEqual(new Set(whole));

  const { results } = await env.DB.prepare('SELECT item, tries FROM search_pending ORDER BY item').all();
  expect(results).toEqual([broken, removed].sort().map((item) => ({ item, tries: 5 })));
  const lines = logged.mock.calls.map(([line]) => String(line));
  expect(lines.some((line) => line.includes(broken))).toBe(true);
  expect(lines.join()).not.toMatch(/Secret-words|harbor/i);

  // A new version is indexed completely, and leaves nothing pending.
  const { uri } = (await env.DB.prepare('SELECT uri FROM items WHERE id = ?').bind(changed).first<{
    uri: string;
  }>()) ?? { uri: '' };
  const versionCreated = new Date().toISOString();
  await ingest(
    newsroom,
    wireItem({ uri, version: '2', versionCreated, headlines: [{ value: 'Albatross' }] }),
  );
  const rows = await env.DB.prepare('SELECT count(*) AS n FROM search_items WHERE item = ?')
    .bind(changed)
    .first();
  expect(rows).toEqual({ n: 1 });
  logged.mockRestore();
});

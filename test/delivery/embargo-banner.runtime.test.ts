/**
 * The banner stands while the embargo does, whatever the license's rights are, and a kept copy is told when
 * it has lifted.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import { request } from '../support/gateway.ts';
import { ingest, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

const newsroom = await openNewsroom();
afterEach(() => vi.useRealTimers());

const EMBARGO_MS = 40_000;
const types = Object.entries(FORMATS).map(([format, { mediaTypes }]): [string, string] => [
  format,
  mediaTypes[0] ?? '',
]);

async function inAdvance(uses: string[]) {
  const site = await openSite(newsroom, { uses, advance: true });
  const embargoedUntil = new Date(Date.now() + EMBARGO_MS).toISOString();
  const article = await ingest(newsroom, wireItem({ embargoedUntil }));
  return (headers: Record<string, string>) =>
    request(`/v1/articles/${article.id}`, { token: site.token, headers });
}

describe.each([
  ['to publish, which wait for it', ['display', 'archive']],
  ['to archive and index, which do not', ['archive', 'index']],
])('an article delivered in advance, with rights %s', (_, uses) => {
  it('shouts so in every format until the embargo lifts; then a kept copy is out of date', async () => {
    const get = await inAdvance(uses);
    const before = new Map<string, string>();
    for (const [format, Accept] of types) {
      const answer = await get({ Accept });
      expect(await answer.text(), format).toContain('EMBARGOED: not for publication before');
      const etag = answer.headers.get('ETag') ?? '';
      expect((await get({ Accept, 'If-None-Match': etag })).status).toBe(304);
      before.set(format, etag);
    }
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + EMBARGO_MS + 1_000 });
    for (const [format, Accept] of types) {
      const answer = await get({ Accept, 'If-None-Match': before.get(format) ?? '' });
      expect(answer.status, format).toBe(200);
      expect(await answer.text(), format).not.toContain('EMBARGOED');
      expect(answer.headers.get('ETag')).not.toBe(before.get(format));
    }
  });
});

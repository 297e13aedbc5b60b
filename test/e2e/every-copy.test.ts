/**
 * Copies of each article of the sample, in each format, verify as unmodified; with an ad box, as complete,
 * and as genuine under a license that names combining.
 *
 * @module-tag long
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSample, type PartnerCredentials } from '../../scripts/newsroom/load.ts';
import { FORMATS } from '../../src/formats/index.ts';
import { tokenOf } from '../support/calls.ts';
import { type Embedded, startEmbedded, temporaryState } from '../support/embedded.ts';

interface Answer {
  standing: string;
  verdicts: { text: string }[];
}

const state = temporaryState();
let gateway: Embedded;
let partners: PartnerCredentials[];
let readers: Map<string, string[]>;
beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  partners = await loadSample(gateway.url, gateway.admin);
  readers = await readersByArticle();
});
afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

async function verify(document: string): Promise<Answer> {
  const answer = await fetch(`${gateway.url}/v1/receipts/verify`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ document }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

const get = (token: string, path: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}${path}`, { headers: { Authorization: `Bearer ${token}`, ...headers } });

/** Tokens of the partners that may have it, by article. */
async function readersByArticle(): Promise<Map<string, string[]>> {
  const readers = new Map<string, string[]>();
  for (const partner of partners) {
    const token = await tokenOf(gateway.url, partner);
    // One partner's license is over.
    const { items = [] } = (await (await get(token, '/v1/articles?limit=100')).json()) as {
      items?: { id: string }[];
    };
    for (const { id } of items)
      if ((await get(token, `/v1/articles/${id}`)).status === 200)
        readers.set(id, [...(readers.get(id) ?? []), token]);
  }
  return readers;
}

/** Each article in the format, from one of its readers; another `turn` takes another reader. */
async function copiesIn(accept: string, turn: number): Promise<{ id: string; document: string }[]> {
  const copies: { id: string; document: string }[] = [];
  for (const [at, [id, tokens]] of [...readers].entries()) {
    const token = tokens[(turn + at) % tokens.length] ?? '';
    const answer = await get(token, `/v1/articles/${id}`, { Accept: accept });
    expect([id, answer.status]).toEqual([id, 200]);
    copies.push({ id, document: await answer.text() });
  }
  return copies;
}

describe('a copy of an article of the sample', () => {
  it.each(Object.values(FORMATS).map(({ mediaTypes: [accept] }, turn) => ({ accept, turn })))(
    'verifies as unmodified in $accept',
    async ({ accept, turn }) => {
      const copies = await copiesIn(accept, turn);
      expect(copies.length).toBeGreaterThan(10);
      const other = [];
      for (const { id, document } of copies) {
        const { standing, verdicts } = await verify(document);
        const texts = new Set(verdicts.map(({ text }) => text));
        if (standing !== 'genuine' || texts.size !== 1 || !texts.has('unmodified'))
          other.push([id, standing, ...texts]);
      }
      expect(other).toEqual([]);
    },
  );

  it('is complete in a page with an ad box after the third paragraph', async () => {
    const AD = '<aside class="ad"><p>Anzeige</p><p>Velmar Boats: the spring sale has begun.</p></aside>';
    const other = [];
    const copies = [...(await copiesIn('text/html', 0)), ...(await copiesIn('text/html', 1))];
    expect(copies.length).toBeGreaterThan(20);
    for (const { id, document } of copies) {
      const third = document.split('</p>', 4).join('</p>').length;
      const page = `${document.slice(0, third)}</p>${AD}${document.slice(third + 4)}`;
      const { standing, verdicts } = await verify(page);
      const [verdict] = verdicts;
      const isComplete = verdict?.text === 'with_insertions' || verdict?.text === 'unmodified';
      if (standing !== 'genuine' || !isComplete) other.push([id, standing, verdict?.text]);
    }
    expect(other).toEqual([]);
  });
});

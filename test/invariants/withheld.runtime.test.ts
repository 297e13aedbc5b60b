/**
 * Invariant 4, as a property: for any license, item and format, what is withheld of an item occurs in no byte
 * of the answer. Every component of every item carries a word of its own wherever a newsroom may write one;
 * the answer says which components it withholds.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FEED_SUFFIXES } from '../../src/delivery/feeds/feed-format.ts';
import { FORMATS, type Format } from '../../src/formats/index.ts';
import { request } from '../support/gateway.ts';
import { ingest, openNewsroom, openSite, type PartnerSite, PNG, wireItem } from '../support/newsroom.ts';
import { budget } from '../support/runs.ts';

const ITEMS = 12;
const LICENSES = budget(10, 2);
const SEED = 20261126;

interface Part {
  type: string;
  logo: boolean;
  bytes: boolean;
  terms: string;
}

/** A restriction in words that the phrasebook knows, or does not: then a picture waits for the desk. */
const terms = fc.constantFrom('', '', 'JAPAN OUT', 'GERMANY OUT', 'NO ARCHIVE', 'Call Oona before the moon');
const part: fc.Arbitrary<Part> = fc.record({
  type: fc.constantFrom('picture', 'picture', 'graphic', 'audio', 'video'),
  logo: fc.boolean(),
  bytes: fc.constantFrom(true, true, false),
  terms,
});
interface ItemDraft {
  type: string;
  body: boolean;
  terms: string;
  parts: Part[];
}

const items: fc.Arbitrary<ItemDraft> = fc.record({
  type: fc.constantFrom('text', 'text', 'text', 'composite'),
  body: fc.constantFrom(true, true, true, false),
  terms,
  parts: fc.array(part, { minLength: 1, maxLength: 4 }),
});
const licenses = fc.record({
  components: fc.subarray(['dispatch', 'photograph', 'graphic', 'logo', 'audio', 'video'], { minLength: 1 }),
  uses: fc.subarray(['display', 'distribute', 'print', 'archive'], { minLength: 1 }),
  territories: fc.constantFrom(['DACH'], ['DE'], ['JP'], ['world']),
  channels: fc.subarray(['web', 'app', 'print'], { minLength: 1 }),
  advance: fc.boolean(),
});

interface Marked {
  id: string;
  /** By component id: the word that stands in all that is said of it. */
  words: Map<string, string>;
}

let articles: Marked[];
let sites: PartnerSite[];

const newsroom = await openNewsroom();

beforeAll(async () => {
  const drafts = fc.sample(items, { numRuns: ITEMS, seed: SEED });
  articles = [];
  for (const [nth, item] of drafts.entries()) articles.push(await ingestMarked(item, nth));
  sites = await Promise.all(
    fc.sample(licenses, { numRuns: LICENSES, seed: SEED }).map((license) => openSite(newsroom, license)),
  );
});

async function ingestMarked({ type, body, terms: prose, parts }: ItemDraft, nth: number): Promise<Marked> {
  const word = (place: number) => `qzx${nth}y${place}zq`;
  const own = word(0);
  const contentOf = (of: string) => ({
    headlines: [{ value: `Headline ${of}` }],
    descriptions: [{ role: 'caption', contentType: 'text/plain', value: `Caption ${of}` }],
    by: `By ${of}`,
    subjects: [{ name: `Subject ${of}`, literal: of }],
    people: [{ name: `Person ${of}` }],
    places: [{ name: `Place ${of}` }],
    genres: [{ name: `Genre ${of}`, literal: of }],
    edNote: `Note ${of}`,
    altIds: [{ role: 'desk', value: of }],
  });
  const document = wireItem({
    ...contentOf(own),
    type,
    slugline: own,
    located: own,
    bodies: body ? [{ contentType: 'text/html', value: `<p>Body <em>${own}</em></p><pre>${own}</pre>` }] : [],
    usageTerms: prose,
    associations: parts.map((part, place) => {
      const secret = word(place + 1);
      return {
        ...contentOf(secret),
        name: `${part.logo ? 'logo-' : 'part-'}${secret}`,
        uri: `urn:test:part:${secret}`,
        type: part.type,
        copyrightHolder: `Holder ${secret}`,
        copyrightNotice: `Notice ${secret}`,
        ...(part.terms && { usageTerms: `${part.terms}. CREDIT ${secret}` }),
      };
    }),
  });
  const { id, components } = await ingest(newsroom, document);
  const words = new Map<string, string>();
  const medial = components.filter((component) => component.type !== 'dispatch');
  for (const component of components.filter((component) => component.type === 'dispatch'))
    words.set(component.id, own);
  for (const [place, component] of medial.entries()) {
    words.set(component.id, word(place + 1));
    if (!parts[place]?.bytes || !/photograph|graphic|logo/u.test(component.type)) continue;
    const stored = await request(`/v1/admin/articles/${id}/components/${component.id}`, {
      method: 'PUT',
      token: newsroom.admin,
      body: PNG,
      headers: { 'Content-Type': 'image/png' },
    });
    if (!stored.ok) throw new Error(`bytes: ${stored.status} ${await stored.text()}`);
  }
  return { id, words };
}

/** RFC 9651: `"cmp_…";code=…, …` */
const withheldIn = (answer: Response) =>
  [...(answer.headers.get('Rights-Withheld') ?? '').matchAll(/"(cmp_[0-9a-f]+)"/gu)].map(([, id = '']) => id);

/** All that reaches the client, of which a receipt is read as what it says. */
async function seenIn(answer: Response): Promise<string> {
  const receipt = answer.headers.get('Rights-Receipt')?.split('.')[1] ?? '';
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${headers}\n${Buffer.from(receipt, 'base64url')}\n${await answer.text()}`;
}

describe('whatever the license, the item and the format', () => {
  it('nothing of a withheld component is in the answer, and of the others there is something', async () => {
    const counts = { withheld: 0, delivered: 0, refused: 0 };
    const silent: string[] = [];
    for (const { token } of sites)
      for (const { id, words } of articles)
        for (const { suffix, isTextOnly } of Object.values<Format>(FORMATS)) {
          const answer = await request(`/v1/articles/${id}.${suffix}`, { token });
          const withheld = new Set(answer.status === 200 ? withheldIn(answer) : words.keys());
          const text = await seenIn(answer);
          if (answer.status !== 200) counts.refused += 1;
          for (const [component, word] of words) {
            const isSeen = text.includes(word);
            if (withheld.has(component)) {
              counts.withheld += 1;
              expect([suffix, id, component, isSeen && text]).toEqual([suffix, id, component, false]);
            } else if (isSeen) counts.delivered += 1;
            // A text that comes alone shows no other part.
            else if (!isTextOnly) silent.push(`${suffix} ${component}`);
          }
        }
    expect(silent).toEqual([]);
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(10 * LICENSES);
  });

  it('nothing of a withheld component is in a list, feed or change', async () => {
    let withheld = 0;
    for (const { token } of sites) {
      const refused = new Set<string>();
      for (const { id, words } of articles) {
        const answer = await request(`/v1/articles/${id}`, { token });
        for (const component of answer.status === 200 ? withheldIn(answer) : words.keys())
          refused.add(component);
      }
      const hidden = articles.flatMap(({ words }) => [...words].filter(([id]) => refused.has(id)));
      const paths = [
        '/v1/articles',
        '/v1/changes',
        ...FEED_SUFFIXES.map(([suffix]) => `/v1/articles.${suffix}`),
      ];
      for (const path of paths) {
        const answer = await request(`${path}?limit=100`, { token });
        expect([path, answer.status]).toEqual([path, 200]);
        const text = await answer.text();
        withheld += hidden.length;
        expect([path, hidden.filter(([, word]) => text.includes(word))]).toEqual([path, []]);
      }
    }
    expect(withheld).toBeGreaterThan(10 * LICENSES);
  });

  it('nothing of an article is in what its partners learn of its kill', async () => {
    for (const { id } of articles) {
      const json = { pubStatus: 'canceled', notice: 'Remove it' };
      const killed = await request(`/v1/admin/articles/${id}`, {
        method: 'PATCH',
        token: newsroom.admin,
        json,
      });
      expect(killed.status).toBe(200);
    }
    const secret = articles.flatMap(({ words }) => [...words.values()]);
    let events = 0;
    for (const { token } of sites) {
      const listed = await request('/v1/events?limit=100', { token });
      const { items } = await listed.clone().json<{ items: { id: string }[] }>();
      events += items.length;
      const answers = [listed];
      if (items[0]) {
        const json = { event: items[0].id, state: 'removed' };
        answers.push(await request('/v1/acknowledgements', { token, json }));
      }
      for (const path of ['/v1/webhooks', '/v1/publications', '/v1/me'])
        answers.push(await request(path, { token }));
      for (const answer of answers) {
        expect([answer.url, answer.ok]).toEqual([answer.url, true]);
        const text = await seenIn(answer);
        expect([answer.url, secret.filter((word) => text.includes(word))]).toEqual([answer.url, []]);
      }
    }
    expect(events).toBeGreaterThan(LICENSES);
  });
});

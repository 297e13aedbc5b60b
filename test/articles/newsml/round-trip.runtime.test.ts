/**
 * Ingested NewsML-G2 is delivered as NewsML-G2 and as ninjs, and ingested again with its rights, dates,
 * status and text.
 */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../../src/articles/blocks.ts';
import { loadArticle } from '../../../src/articles/catalogue.ts';
import type { ItemVersion } from '../../../src/articles/model.ts';
import { readNewsml } from '../../../src/articles/newsml/read.ts';
import { type ParsedItem, parseItem } from '../../../src/articles/ninjs/parse.ts';
import { unbounded } from '../../support/budget.ts';
import { BASE, request } from '../../support/gateway.ts';
import { newGuid, newsItem, newsMessage, nitf, packageItem, rights, xhtml } from '../../support/newsml.ts';
import { type Ingested, scenario } from '../../support/newsroom.ts';

const MESSAGE = 'application/vnd.iptc.g2.newsmessage+xml';
const BODY =
  '<p>LIMWICK (Tidemark) - <em>Pilots</em> went back &amp; work.</p><h2>Deal</h2><p>It runs <a href="https://x.example/">two years</a>.</p><ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table><blockquote><p>So be it.</p></blockquote>';

const NITF_BODY = BODY.replaceAll('h2>', 'hl2>').replaceAll('blockquote>', 'bq>');

const { newsroom, site } = await scenario({ advance: true });

async function put(path: string, body: string, type = MESSAGE) {
  const response = await request(`${path}?section=${newsroom.section}`, {
    method: 'PUT',
    token: newsroom.admin,
    body,
    headers: { 'Content-Type': type },
  });
  const answer = (await response.json()) as { items: Ingested[] };
  if (response.status !== 201) throw new Error(JSON.stringify(answer));
  return answer.items;
}

async function delivered(id: string, Accept: string): Promise<string> {
  const response = await request(`/v1/articles/${id}`, { token: site.token, headers: { Accept } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  return text;
}

async function storedItem(id: string): Promise<ItemVersion> {
  const article = await loadArticle(env, id);
  if (!article) throw new Error('not stored');
  return article.item;
}

const options = () => ({
  sections: [newsroom.section],
  now: Date.now(),
  agency: env.AGENCY_NAME,
  ownUrl: BASE,
  budget: unbounded(),
});
function fromNewsml(source: string): ParsedItem[] {
  const read = readNewsml(source, options());
  if (!read.ok) throw new Error(JSON.stringify(read.reason));
  return read.value.items;
}
function fromNinjs(source: string): ParsedItem {
  const read = parseItem(JSON.parse(source), options());
  if (!read.ok) throw new Error(JSON.stringify(read.reason));
  return read.value;
}

type Comparable = Partial<ItemVersion> & Pick<ItemVersion, 'blocks'>;
/** Properties that must survive: identity, state, dates, words, and codes by which products select. */
const comparableOf = (item: Comparable) => ({
  uri: item.uri,
  version: item.version,
  type: item.type,
  pubStatus: item.pubStatus,
  versionCreated: item.versionCreated,
  firstCreated: item.firstCreated,
  embargoedUntil: item.embargoedUntil,
  headline: item.headline,
  slugline: item.slugline,
  byline: item.byline,
  located: item.located,
  language: item.language,
  urgency: item.urgency,
  copyrightHolder: item.copyrightHolder,
  subjects: item.subjects?.filter((subject) => /^https?:/u.test(subject)),
  blocks: item.blocks,
});

const ITEMS: [string, (guid: string) => string][] = [
  ['a text in XHTML', (guid) => newsItem({ guid, version: '4', ...ABOUT, set: xhtml(BODY) })],
  ['a text in NITF', (guid) => newsItem({ guid, version: '4', ...ABOUT, set: nitf(NITF_BODY) })],
  [
    'an embargoed text',
    (guid) =>
      newsItem({
        guid,
        ...ABOUT,
        meta: `${ABOUT.meta}<embargoed>${new Date(Date.now() + 3_600_000).toISOString()}</embargoed>`,
      }),
  ],
];
const ABOUT = {
  head: rights(
    '<copyrightHolder><name>Mistral News</name></copyrightHolder><copyrightNotice>© 2026 Mistral News</copyrightNotice><usageTerms>JAPAN OUT</usageTerms><dataMining uri="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"/>',
  ),
  meta: '<firstCreated>2026-11-24T08:00:00Z</firstCreated>',
  content:
    '<urgency>3</urgency><located><name>Limwick</name></located><creator><name>Marit van Oosten</name></creator><language tag="en"/><subject type="cpnat:abstract" qcode="medtop:04000000"><name>economy</name></subject><slugline>HARBOR</slugline><headline>Pilots &amp; tugs</headline>',
};

describe.each(ITEMS)('%s', (_, sourceOf) => {
  it('goes out as NewsML-G2 and comes in as it was', async () => {
    const [ingested] = await put('/v1/admin/packages', newsMessage(sourceOf(newGuid())));
    const stored = await storedItem(ingested?.id ?? '');
    const [reparsed] = fromNewsml(await delivered(stored.id, MESSAGE));
    if (!reparsed) throw new Error('nothing came out');
    expect(comparableOf(reparsed.item)).toEqual(comparableOf(stored));
    const text = reparsed.rights.find(({ scope }) => scope.kind === 'item')?.text ?? '';
    expect(text).toContain('JAPAN OUT');
    // Our own receipt is no third-party term.
    expect(text).not.toContain('NewsML-G2');
    expect(reparsed.rights[0]?.encodedRights).toContain('permission');
  });

  it('goes out as ninjs and comes in as it was', async () => {
    const [ingested] = await put('/v1/admin/packages', newsMessage(sourceOf(newGuid())));
    const stored = await storedItem(ingested?.id ?? '');
    const reparsed = fromNinjs(await delivered(stored.id, 'application/json'));
    expect(comparableOf(reparsed.item)).toEqual(comparableOf(stored));
    expect(reparsed.rights[0]?.text).toContain('JAPAN OUT');
  });

  it('is taken again by a gateway', async () => {
    const guid = newGuid();
    const [ingested] = await put('/v1/admin/packages', newsMessage(sourceOf(guid)));
    const message = (await delivered(ingested?.id ?? '', MESSAGE)).replaceAll(guid, newGuid());
    const [repeated] = await put('/v1/admin/packages', message);
    const [before, after] = [await storedItem(ingested?.id ?? ''), await storedItem(repeated?.id ?? '')];
    expect(textBlocks(after.headline, after.blocks)).toEqual(textBlocks(before.headline, before.blocks));
    // The text has the same digest for everyone.
    expect(after.components[0]?.digest).toBe(before.components[0]?.digest);
  });
});

describe('ninjs', () => {
  it('goes out as NewsML-G2 and comes in as it was', async () => {
    const uri = newGuid();
    const item = {
      standard: { name: 'ninjs', version: '3.1' },
      uri,
      version: '12',
      type: 'text',
      versionCreated: '2026-11-24T12:00:00.5Z',
      firstCreated: '2026-11-20T12:00:00Z',
      language: 'de',
      headlines: [{ role: 'main', value: 'Lotsen <zurück>', contentType: 'text/plain' }],
      by: 'Jo Ek',
      located: 'Limwick',
      slugline: 'HAFEN',
      urgency: 2,
      usageTerms: 'Nur redaktionelle Nutzung. JAPAN OUT',
      copyrightHolder: 'Mistral News',
      subjects: [{ name: 'Wirtschaft', uri: 'http://cv.iptc.org/newscodes/mediatopic/04000000' }],
      bodies: [{ role: 'main', contentType: 'text/html', value: BODY }],
    };
    const response = await request(`/v1/admin/articles?section=${newsroom.section}`, {
      method: 'PUT',
      token: newsroom.admin,
      json: item,
    });
    const { id } = (await response.json()) as Ingested;
    const [reparsed] = fromNewsml(await delivered(id, MESSAGE));
    if (!reparsed) throw new Error('nothing came out');
    expect(comparableOf(reparsed.item)).toEqual(comparableOf(await storedItem(id)));
    expect(reparsed.rights[0]?.text).toContain('Nur redaktionelle Nutzung. JAPAN OUT');
  });
});

describe('a package', () => {
  it('goes out as NewsML-G2 and names the same members', async () => {
    const [first, second] = [newGuid(), newGuid()];
    const refs = [first, second].map(
      (uri) => `<itemRef residref="${uri}"><itemClass qcode="ninat:text"/></itemRef>`,
    );
    const items = await put(
      '/v1/admin/packages',
      newsMessage(newsItem({ guid: first }), newsItem({ guid: second }), packageItem(refs.join(''))),
    );
    const [reparsed] = fromNewsml(await delivered(items[2]?.id ?? '', MESSAGE));
    expect([reparsed?.item.type, reparsed?.item.members?.map(({ uri }) => uri)]).toEqual([
      'composite',
      [first, second],
    ]);
  });
});

/**
 * A newsroom in which much is decided while everything that decides changes, for tests that decide it again.
 */
import type { Entry, UseEntry } from '../../src/ledger/types.ts';
import { create, partnerToken, request } from '../support/gateway.ts';
import {
  type Ingested,
  ingest,
  ingestWithPhotograph,
  logOf,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

export interface Busy {
  newsroom: Newsroom;
  /** Of the wide license, of one that grants less, of one with a small quota. */
  sites: PartnerSite[];
  articles: Record<'text' | 'pictured' | 'bare' | 'carrier' | 'killed' | 'embargoed', string>;
  picture: string;
}

const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

export const deskOf =
  ({ admin }: Pick<Newsroom, 'admin'>) =>
  async (path: string, method: string, json?: unknown): Promise<{ id: string; version: number }> => {
    const response = await request(`/v1/admin${path}`, { method, token: admin, json });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string; version: number };
  };

/** Every article by every token, in every way of asking that leads to another decision. */
const QUESTIONS = [
  '',
  '?use=display&title=morgen&territory=DE&channel=web',
  '?use=translate',
  '?territory=JP&use=display',
  '?title=abend&channel=newsletter',
  '?channel=podcast',
  '?purpose=advertising&use=display',
  '?use=print&absoluteSize=1200%20px',
];

/** Opens it, and lets everything be asked before, between and after the changes. */
export async function busyNewsroom(): Promise<Busy> {
  const newsroom = await openNewsroom();
  const desk = deskOf(newsroom);
  const second = await create<{ id: string }>('/v1/admin/products', newsroom.admin, {
    name: 'Pictures',
    sections: [newsroom.section],
    types: ['picture'],
  });
  const wide = await openSite(newsroom, { fullTextFeed: true, products: [newsroom.product, second.id] });
  const less = await openSite(newsroom, {
    components: ['dispatch'],
    territories: ['AT', 'CH'],
    purposes: ['editorial'],
    titles: ['abend'],
  });
  const counted = await openSite(newsroom, { quota: { limit: 5, per: 'term', onExceed: 'refuse' } });
  const sites = [wide, less, counted];
  const narrow = (detail: object) =>
    partnerToken(wide.key, { authorization_details: JSON.stringify([{ type: 'news_license', ...detail }]) });
  const narrowed = [
    await narrow({ locations: ['AT'], channels: ['web'] }),
    await narrow({ actions: ['display'], datatypes: ['photograph'] }),
  ];

  const pictured = await ingestWithPhotograph(newsroom);
  const picture = await ingest(newsroom, {
    uri: `urn:test:picture:${crypto.randomUUID()}`,
    version: '1',
    type: 'picture',
    versionCreated: fromNow(-90_000),
  });
  const carrier = await ingestWithPhotograph(newsroom, { uri: picture.uri });
  const bare = wireItem();
  const created: Ingested[] = [
    await ingest(newsroom, {
      ...bare,
      associations: [{ name: 'main', uri: `${bare.uri}:photo`, type: 'picture', usageTerms: 'JAPAN OUT' }],
    }),
    await ingest(newsroom, wireItem()),
    await ingest(newsroom, wireItem({ embargoedUntil: fromNow(86_400_000) })),
  ];
  const text = wireItem({ usageTerms: 'EDITORIAL USE ONLY' });
  const plain = await ingest(newsroom, text);
  const articles = {
    text: plain.id,
    pictured: pictured.id,
    bare: created[0]?.id ?? '',
    killed: created[1]?.id ?? '',
    embargoed: created[2]?.id ?? '',
    carrier: carrier.id,
  };
  const read = async (path: string, token: string, method = 'GET') =>
    (await request(path, { token, method })).arrayBuffer();
  let round = 0;
  const askAll = async () => {
    // Not all of it in each round: what was judged before and what is judged for the first time both come up.
    const some = QUESTIONS.filter((_, place) => place === 0 || (place + round) % 4 === 0);
    const tokens = [...sites.map(({ token }) => token), narrowed[round % 2] ?? ''];
    for (const token of tokens)
      for (const article of Object.values(articles))
        for (const question of some) await read(`/v1/articles/${article}${question}`, token);
    for (const component of [...pictured.components, ...carrier.components]) {
      const article = pictured.components.includes(component) ? pictured.id : carrier.id;
      await read(`/v1/articles/${article}/components/${component.id}`, tokens[round % 4] ?? '');
    }
    await read(`/v1/articles/${articles.pictured}`, wide.token, 'HEAD');
    await read(`/v1/articles/${pictured.id}/components/${pictured.photograph}`, wide.token, 'HEAD');
    await read(`/v1/articles/${articles.text}?version=1`, wide.token);
    await read('/v1/articles.json', wide.token);
    round += 1;
  };

  await askAll();
  let restrictions = 0;
  const restrict = (scope: string, text: string) => {
    restrictions += 1;
    return desk('/restrictions', 'POST', { scope, text });
  };
  const changes: (() => Promise<unknown>)[] = [
    () => restrict('agency', 'JAPAN OUT. EDITORIAL USE ONLY.'),
    () => restrict(`section:${newsroom.section}`, 'AUSTRIA OUT'),
    () => restrict(articles.text, `ASK M. EXAMPLE ${restrictions} BEFORE USE`),
    () => restrict(pictured.photograph, `HANDLE WITH FLUMMERY ${restrictions}`),
    () => restrict(picture.id, 'GERMANY OUT'),
    () =>
      ingest(newsroom, {
        ...text,
        version: '2',
        versionCreated: fromNow(-30_000),
        usageTerms: 'NO ARCHIVE AFTER 14 DAYS',
      }),
    () => desk(`/articles/${articles.killed}`, 'PATCH', { pubStatus: 'withheld' }),
    () => desk(`/articles/${articles.killed}`, 'PATCH', { pubStatus: 'usable' }),
    () => desk(`/articles/${articles.killed}`, 'PATCH', { pubStatus: 'canceled', notice: 'It is untrue.' }),
    () => desk(`/articles/${picture.id}`, 'PATCH', { embargoedUntil: fromNow(3_600_000) }),
    () => desk(`/articles/${picture.id}`, 'PATCH', { embargoedUntil: null }),
    () => desk(`/partners/${wide.partner}`, 'PATCH', { titles: TITLES }),
    () => desk(`/licenses/${wide.license}`, 'PATCH', { territories: ['AT', 'CH', 'LI'], channels: ['web'] }),
    () =>
      openSite(newsroom, {
        territories: ['world'],
        exclusivity: { firstHours: 24, components: ['photograph'] },
      }),
    () => desk(`/products/${newsroom.product}`, 'PATCH', { name: 'All', types: ['text'] }),
    () => desk(`/licenses/${less.license}`, 'PATCH', { status: 'suspended' }),
    () => desk(`/licenses/${less.license}`, 'PATCH', { status: 'active', advance: true, uses: ['display'] }),
    () => desk(`/partners/${counted.partner}`, 'PATCH', { status: 'suspended' }),
    () => desk(`/partners/${counted.partner}`, 'PATCH', { status: 'active' }),
    () => desk(`/articles/${picture.id}`, 'PATCH', { pubStatus: 'canceled' }),
    () => desk(`/licenses/${counted.license}`, 'PATCH', { ends: fromNow(-1000) }),
  ];
  for (const change of changes) {
    await change();
    await askAll();
  }
  return { newsroom, sites, articles, picture: picture.id };
}

const TITLES = [
  { id: 'morgen', name: 'Der neue Morgen', domains: ['morgen.example'], market: 'CH' },
  { id: 'abend', name: 'Abendpost', domains: ['abend.example'], market: 'AT', kind: 'magazine' },
];

/**
 * What decided is not there any more: other terms, titles and products, nothing restricted as it was,
 * everything killed.
 */
export async function changeAll({ newsroom, sites, articles }: Busy): Promise<void> {
  const desk = deskOf(newsroom);
  const { items } = await (
    await request('/v1/admin/restrictions?limit=200', { token: newsroom.admin })
  ).json<{ items: { id: string; status: string }[] }>();
  for (const { id, status } of items)
    if (status === 'active') await desk(`/restrictions/${id}`, 'PATCH', { status: 'withdrawn' });
  await desk('/restrictions', 'POST', { scope: 'agency', text: 'NO ARCHIVE' });
  for (const { license, partner } of sites) {
    await desk(`/partners/${partner}`, 'PATCH', {
      name: 'Another',
      titles: TITLES.map((title) => ({ ...title, market: 'LI' })),
    });
    await desk(`/licenses/${license}`, 'PATCH', {
      uses: ['archive'],
      components: ['logo'],
      territories: ['LI'],
      channels: ['print'],
      ends: fromNow(86_400_000),
    });
    await desk(`/licenses/${license}`, 'PATCH', { status: 'terminated' });
  }
  await desk(`/products/${newsroom.product}`, 'PATCH', { sections: ['nothing'], types: ['video'] });
  for (const id of Object.values(articles)) await desk(`/articles/${id}`, 'PATCH', { pubStatus: 'canceled' });
}

export async function entriesOf({ sites }: Busy): Promise<UseEntry[]> {
  const logs = [];
  for (const { license } of sites) logs.push(...(await logOf(license)));
  // Without the notices of kills and of changes of a license.
  return logs
    .map(({ body }) => JSON.parse(body) as Entry)
    .filter((entry): entry is UseEntry => 'delivered' in entry);
}

/**
 * Something for every page to show: out of the sample newsroom, or made of hostile text in every field that
 * takes any.
 */
import { readMedia } from '../../../scripts/newsroom/sample.ts';
import { type Client, call, tokenOf } from '../../support/calls.ts';
import { webTerms } from '../../support/small-site.ts';
import type { SharedGateway } from './desk.ts';
import { hostile, hostileWire } from './hostile.ts';
import type { SampleIds } from './pages.ts';

type Gateway = Pick<SharedGateway, 'url' | 'credentials' | 'admin' | 'call' | 'audit'>;
interface Page<T> {
  items: T[];
}
interface Article {
  id: string;
  headline?: string;
  components: { id: string; type: string; headline?: string }[];
}

/** Of the first partner of the sample, whose license covers most. */
export async function openSample(gateway: Gateway): Promise<SampleIds> {
  const { partners } = gateway.credentials;
  const [first] = partners;
  if (!first) throw new Error('the sample has no partner');
  const license = await gateway.call<{ partner: string; products: string[] }>(
    'GET',
    `/v1/admin/licenses/${first.license}`,
  );
  const keys = await gateway.call<Page<{ id: string }>>('GET', `/v1/admin/keys?license=${first.license}`);
  // The oldest is the sample's: the others are of tests, which decide them meanwhile.
  const waiting = await gateway.call<Page<{ id: string }>>(
    'GET',
    '/v1/admin/restrictions?unreviewed=true&limit=200',
  );
  const token = await tokenOf(gateway.url, first);
  const { article, photograph } = await illustrated(gateway, token);
  return {
    product: license.products[0] ?? '',
    partner: license.partner,
    license: first.license,
    key: keys.items[0]?.id ?? '',
    article,
    photograph,
    restriction: waiting.items.at(-1)?.id ?? '',
    phrase: await phraseOf(gateway, 'kein Bayernfunk'),
    operator: (await operatorNamed(gateway, 'Irma Ingest')).id,
    ...(await useOf(gateway, { token, article, territory: 'JP' })),
    ...(await afterUse(gateway, { token, license: first.license, reason: 'Proceedings 3 O 114/26' })),
    recall: await recallOf(gateway, { token, license: first.license, text: 'Bridge closed for repairs' }),
  };
}

/** Creates the phrase, unless it exists: several test files make worlds on one gateway at the same time. */
async function phraseOf(gateway: Gateway, phrase: string): Promise<string> {
  const existing = await findPhrase(gateway, phrase);
  if (existing) return existing;
  try {
    const body = { language: 'de', phrase, meaning: 'no-archive' };
    return (await gateway.call('POST', '/v1/admin/phrases', body)).id;
  } catch (error) {
    const created = await findPhrase(gateway, phrase);
    if (created) return created;
    throw error;
  }
}

async function findPhrase({ call }: Gateway, phrase: string): Promise<string | undefined> {
  const { items } = await call<Page<{ id: string; phrase: string; status: string }>>(
    'GET',
    '/v1/admin/phrases?limit=200',
  );
  const words = (text: string) => text.replaceAll(/\W+/g, ' ').trim().toUpperCase();
  return items.find((one) => one.status === 'active' && words(one.phrase) === words(phrase))?.id;
}

/** The newest article that a partner may have with a photograph. */
async function illustrated(
  { url }: Gateway,
  token: string,
): Promise<{ article: string; photograph: string }> {
  const list = (await (await get(`${url}/v1/articles?type=text&limit=100`, token)).json()) as Page<{
    id: string;
    components: { id: string; type: string; allowed: boolean }[];
  }>;
  for (const { id, components } of list.items) {
    const photograph = components.find(({ type, allowed }) => type === 'photograph' && allowed);
    if (photograph) return { article: id, photograph: photograph.id };
  }
  throw new Error('no article with a photograph');
}

async function operatorNamed({ call }: Gateway, name: string): Promise<{ id: string }> {
  const { items } = await call<Page<{ id: string; name: string }>>('GET', '/v1/admin/operators?limit=100');
  return (
    items.find((operator) => operator.name === name) ??
    call('POST', '/v1/admin/operators', { name, role: 'ingest' })
  );
}

const get = (url: string, token: string) => fetch(url, { headers: { Authorization: `Bearer ${token}` } });

/**
 * A delivery, and a refusal of a use in the territory: both are in the log, a few seconds later where it is
 * searched.
 */
async function useOf(
  { url }: Gateway,
  { token, article, territory }: { token: string; article: string; territory: string },
): Promise<Pick<SampleIds, 'delivery' | 'refusal' | 'receipt'>> {
  const delivered = await get(`${url}/v1/articles/${article}`, token);
  const refused = await get(`${url}/v1/articles/${article}?use=display&territory=${territory}`, token);
  await delivered.body?.cancel();
  if (delivered.status !== 200 || refused.status !== 403)
    throw new Error(`delivery ${delivered.status}, refusal ${refused.status}: ${await refused.text()}`);
  const { entry } = (await refused.json()) as { entry: string };
  return {
    delivery: delivered.headers.get('Rights-Entry') ?? '',
    refusal: entry,
    receipt: delivered.headers.get('Rights-Receipt') ?? '',
  };
}

/**
 * What auditors have of a license: last month's statement, a legal hold, and the finding that something was
 * published unseen.
 */
async function afterUse(
  { url, audit, call: owned }: Gateway,
  { token, license, reason }: { token: string; license: string; reason: string },
): Promise<Pick<SampleIds, 'statement' | 'hold' | 'finding'>> {
  const statement = await audit('POST', '/v1/audit/statements', { license, period: lastMonth() });
  await audit('POST', `/v1/audit/statements/${statement.id}/adjustments`, { units: -1, reason });
  const hold = await audit('POST', '/v1/audit/holds', { kind: 'license', target: license, reason });
  const { partner } = await owned<{ partner: string }>('GET', `/v1/admin/licenses/${license}`);
  const { titles } = await owned<{ titles: { id: string }[] }>('GET', `/v1/admin/partners/${partner}`);
  await call(`${url}/v1/publications`, token, 'POST', {
    article: `itm_${'0'.repeat(32)}`,
    title: titles[0]?.id,
    channel: 'web',
    publishedAt: new Date(Date.now() - 1_000).toISOString(),
  });
  const finding = await findingOf(audit, license);
  await audit('PATCH', `/v1/audit/reconciliation/${finding}`, { state: 'open', note: reason });
  return { statement: statement.id, hold: hold.id, finding };
}

/** Kills an article that the license received and published; the partner refuses to remove it. */
async function recallOf(
  { url, call: owned }: Gateway,
  { token, license, text }: { token: string; license: string; text: string },
): Promise<string> {
  const { partner, products } = await owned<{ partner: string; products: string[] }>(
    'GET',
    `/v1/admin/licenses/${license}`,
  );
  const { sections = [] } = await owned<{ sections?: string[] }>('GET', `/v1/admin/products/${products[0]}`);
  const { titles } = await owned<{ titles: { id: string; domains: string[] }[] }>(
    'GET',
    `/v1/admin/partners/${partner}`,
  );
  const unique = `recalled-${process.pid}-${Date.now().toString(36)}-${count++}`;
  const { id } = await owned<Article>('PUT', `/v1/admin/articles?section=${sections[0] ?? 'news'}`, {
    uri: `urn:test:${unique}`,
    version: '1',
    type: 'text',
    versionCreated: new Date(Date.now() - 60_000).toISOString(),
    language: 'en',
    headlines: [{ value: text }],
    bodies: [{ contentType: 'text/plain', value: `${text}\n\nThe city closed it in the morning.` }],
  });
  await (await get(`${url}/v1/articles/${id}`, token)).body?.cancel();
  await call(`${url}/v1/publications`, token, 'POST', {
    article: id,
    title: titles[0]?.id,
    channel: 'web',
    publishedAt: new Date(Date.now() - 1_000).toISOString(),
    url: `https://${titles[0]?.domains[0]}/${unique}`,
  });
  await owned('PATCH', `/v1/admin/articles/${id}`, { pubStatus: 'canceled', notice: text });
  const recall = await recallFound(owned, id);
  const { licenses } = await owned<{ licenses: { event: string }[] }>('GET', `/v1/admin/recalls/${recall}`);
  await call(`${url}/v1/acknowledgements`, token, 'POST', {
    event: licenses[0]?.event,
    state: 'refused',
    note: text,
    urls: [`https://${titles[0]?.domains[0]}/${unique}`],
  });
  return recall;
}

/** A recall is listed once the notices of its holders are in D1, some seconds after the change. */
async function recallFound(owned: Gateway['call'], article: string): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const { items } = await owned<Page<{ id: string }>>('GET', `/v1/admin/recalls?article=${article}`);
    if (items[0]) return items[0].id;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`no recall of ${article}`);
}

const lastMonth = () => {
  const today = new Date();
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1)).toISOString().slice(0, 7);
};

/** A report is judged once it is in D1, some seconds after it was made. */
async function findingOf(audit: Gateway['audit'], license: string): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    await audit('POST', '/v1/audit/reconciliation/runs', { license });
    const { items } = await audit<Page<{ id: string }>>('GET', `/v1/audit/reconciliation?license=${license}`);
    if (items[0]) return items[0].id;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`nothing is found of ${license}`);
}

let count = 0;

/**
 * Names of people and things are as hostile as the API lets them be; titles, sections and ids take no such
 * text.
 */
export async function openHostileSample(gateway: Gateway): Promise<SampleIds> {
  const { call: owned } = gateway;
  const unique = `hostile-${process.pid}-${Date.now().toString(36)}-${count++}`;
  const name = hostile(200);
  await owned('POST', '/v1/admin/products', { name, sections: [unique], subjects: [name] });
  const product = await owned('POST', '/v1/admin/products', { name, sections: [unique] });
  const partner = await owned('POST', '/v1/admin/partners', {
    name,
    contact: name,
    titles: [{ id: unique.slice(0, 64), name, domains: ['hostile.example'], market: 'DE' }],
  });
  const license = await owned(
    'POST',
    '/v1/admin/licenses',
    webTerms(partner.id, product.id, {
      components: ['dispatch', 'photograph'],
      credit: { line: name, byline: true },
      sublicensing: { note: hostile(2_000) },
      consent: { reference: name, signedBy: name, signedOn: '2026-01-01' },
    }),
  );
  const key = await owned<Client & { id: string }>('POST', '/v1/admin/keys', { license: license.id, name });
  const { article, photograph } = await hostileArticle(gateway, unique);
  const restriction = await owned('POST', '/v1/admin/restrictions', { scope: article, text: hostile(2_000) });
  const operator = await owned('POST', '/v1/admin/operators', { name, role: 'ingest' });
  const token = await tokenOf(gateway.url, key);
  return {
    product: product.id,
    partner: partner.id,
    license: license.id,
    key: key.id,
    article,
    photograph,
    restriction: restriction.id,
    phrase: await phraseOf(gateway, hostile(40).replaceAll(/[{}$]/g, '')),
    operator: operator.id,
    ...(await useOf(gateway, { token, article, territory: 'JP' })),
    ...(await afterUse(gateway, { token, license: license.id, reason: hostile(300) })),
    recall: await recallOf(gateway, { token, license: license.id, text: hostile(300) }),
  };
}

async function hostileArticle(
  gateway: Gateway,
  section: string,
): Promise<{ article: string; photograph: string }> {
  const long = hostileWire(2_000);
  const { id, components } = await gateway.call<Article>('PUT', `/v1/admin/articles?section=${section}`, {
    uri: `urn:test:${section}`,
    version: '1',
    type: 'text',
    versionCreated: '2026-11-01T00:00:00Z',
    language: 'en',
    headlines: [{ value: long }],
    bodies: [{ contentType: 'text/plain', value: `${long}\n\n${long}` }],
    by: hostileWire(900),
    located: hostileWire(900),
    slugline: hostileWire(900),
    edNote: long,
    usageTerms: long,
    copyrightHolder: hostileWire(900),
    copyrightNotice: long,
    associations: [
      {
        name: 'main',
        uri: `urn:test:${section}:photo`,
        type: 'picture',
        headlines: [{ value: long }],
        by: hostileWire(900),
      },
    ],
  });
  const photograph = components.find(({ type }) => type === 'photograph')?.id ?? '';
  const { bytes, contentType } = await readMedia('dresden-depot.jpg');
  const { url, token } = await gateway.admin();
  await fetch(`${url}/v1/admin/articles/${id}/components/${photograph}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': contentType },
    body: new Uint8Array(bytes),
  });
  return { article: id, photograph };
}

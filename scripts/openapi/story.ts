/** The requests behind the examples: a desk at work, a partner's morning, and an auditor who reads both. */

import type { PartnerCredentials } from '../newsroom/load.ts';
import { readItem, readMedia } from '../newsroom/sample.ts';
import type { Ask } from './record.ts';

interface Client {
  client_id: string;
  client_secret: string;
}

interface Cast {
  ask: Ask;
  admin: Client;
  auditor: Client;
  partners: PartnerCredentials[];
}

const basic = ({ client_id, client_secret }: Client) => ({
  Authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
});
const FORM = { grant_type: 'client_credentials' };
const UNKNOWN = 'itm_00000000000000000000000000000000';

export async function tellStory(cast: Cast): Promise<void> {
  const { ask } = cast;
  const [partner] = cast.partners;
  if (!partner) throw new Error('the sample has no partner');
  await ask({ operation: 'readServerMetadata' });
  await ask({ operation: 'readPublicKeys' });
  const tokenFor = async (words: string, client: Client) =>
    (await ask({ operation: `issueToken: ${words}`, headers: basic(client), form: FORM })).json
      .access_token as string;
  const token = await tokenFor('For a partner', partner);
  const admin = await tokenFor('For the licensing desk', cast.admin);
  const auditor = await tokenFor('For an auditor', cast.auditor);
  await ask({
    operation: 'issueToken: With an invalid secret',
    headers: basic({ client_id: partner.client_id, client_secret: 'imp_live_nothing' }),
    form: FORM,
    status: 401,
  });
  const receipt = await morning(ask, token);
  await reports(ask, { token, admin, license: partner.license, receipt });
  await desk(ask, admin);
  await newsroom(ask, { admin, token });
  await operation(ask, admin);
  await audit(ask, { token, auditor, license: partner.license, receipt });
  const spare = await tokenFor('For a partner, once more', partner);
  await ask({ operation: 'revokeToken', headers: basic(partner), form: { token: spare } });
  await ask({
    operation: 'listArticles: With a revoked token',
    token: spare,
    status: 401,
  });
}

async function morning(ask: Ask, token: string): Promise<string> {
  await ask({ operation: 'readMe', token });
  const list = await ask({
    operation: 'listArticles: By section and words',
    token,
    params: { section: 'politics', q: 'toll' },
  });
  for (const operation of ['listArticlesAtom', 'listArticlesRss', 'listArticlesJson'])
    await ask({ operation, token, params: { section: 'politics', limit: '2' } });
  const [item] = list.json.items as { id: string; components: { id: string; type: string }[] }[];
  const id = item?.id ?? '';
  const delivered = await ask({ operation: 'deliverArticle: As ninjs 3.1', token, params: { id } });
  for (const accept of [
    'application/vnd.imprimatur.article+json',
    'text/html',
    'text/html;profile=body;stamp=short',
    'text/plain',
    'text/markdown',
    'application/ninjs+json;version=2.2',
  ])
    await ask({
      operation: `deliverArticle: As ${accept}`,
      token,
      params: { id },
      headers: { Accept: accept },
    });
  const use = { action: 'distribute', title: 'hallwanger-post', channel: 'newsletter' };
  await ask({
    operation: 'deliverArticle: For an unlicensed territory',
    token,
    params: { id, use: 'display', territory: 'JP' },
    status: 403,
  });
  await ask({
    operation: 'deliverArticle: Of an unknown article',
    token,
    params: { id: UNKNOWN },
    status: 404,
  });
  await ask({
    operation: 'deliverArticle: In an unavailable format',
    token,
    params: { id },
    headers: { Accept: 'application/pdf' },
    status: 406,
  });
  const photograph = item?.components.find(({ type }) => type === 'photograph')?.id ?? '';
  await ask({ operation: 'deliverComponent', token, params: { id, component: photograph } });
  await ask({ operation: 'readRights', token, params: { id, use: 'display', title: 'hallwanger-post' } });
  await ask({
    operation: 'decide: In Austria',
    token,
    json: { article: id, use: { ...use, territory: 'AT' } },
  });
  await ask({
    operation: 'decide: In Japan',
    token,
    json: { article: id, use: { ...use, territory: 'JP' } },
  });
  await ask({
    operation: 'decide: A list of questions',
    token,
    json: [
      { article: id, use: { ...use, territory: 'AT' } },
      { article: UNKNOWN, use },
    ],
  });
  await ask({ operation: 'listChanges', token, params: { limit: '2' } });
  const receipt = delivered.headers.get('Rights-Receipt') ?? '';
  const { headlines, bodies } = delivered.json as {
    headlines: { value: string }[];
    bodies: { value: string }[];
  };
  const html = `<h1>${headlines[0]?.value}</h1>${bodies[0]?.value}`;
  await ask({ operation: 'verifyReceipt: With the page as published', json: { receipt, html } });
  await ask({
    operation: 'verifyReceipt: With a changed figure',
    json: { receipt, html: html.replace('46 million', '64 million') },
  });
  return receipt;
}

async function reports(
  ask: Ask,
  { token, admin, license, receipt }: { token: string; admin: string; license: string; receipt: string },
): Promise<void> {
  const title = 'hallwanger-post';
  const publishedAt = new Date(Date.now() - 60_000).toISOString();
  const page = 'https://hallwanger-post.example/2026/toll';
  await ask({
    operation: 'reportPublications: With the receipt of the delivery',
    token,
    json: { receipt, title, channel: 'web', url: page, publishedAt, clientRef: 'cms-48211' },
  });
  await ask({
    operation: 'reportPublications: Of an article withdrawn since',
    token,
    json: {
      receipt,
      title,
      channel: 'web',
      url: page,
      publishedAt,
      withdrawnAt: new Date().toISOString(),
      clientRef: 'cms-48211',
    },
  });
  await ask({
    operation: 'reportPublications: A table with a fault',
    token,
    csv: `article,title,channel,publishedAt\r\n${UNKNOWN},${title},web,${publishedAt}\r\n${UNKNOWN},${title},fax,${publishedAt}\r\n`,
    status: 400,
  });
  await ask({
    operation: 'reportPublications: A table',
    token,
    csv: `article,title,channel,publishedAt\r\n${UNKNOWN},${title},web,${publishedAt}\r\n`,
  });
  await ask({
    operation: 'declareFigures',
    token,
    json: { title, period: '2026-10', figure: 'circulation', value: 48_200, unit: 'copies' },
  });
  await ask({
    operation: 'enterExternal',
    token: admin,
    json: {
      license,
      title,
      uri: 'https://tidemark.example/items/2026-11-23/harbor-night-toll',
      door: 'email',
      sentAt: publishedAt,
      note: 'While the partner could not reach the gateway',
    },
  });
}

async function desk(ask: Ask, token: string): Promise<void> {
  const createOne = async (operation: string, json: unknown) =>
    (await ask({ operation, token, json })).json.id as string;
  const partner = await createOne('createPartner', {
    name: 'Alpenrand Verlag',
    titles: [
      { id: 'alpenrand-online', name: 'Alpenrand Online', domains: ['alpenrand.example'], market: 'AT' },
    ],
    contact: 'rights@alpenrand.example',
  });
  await ask({ operation: 'listPartners', token, params: { limit: '2' } });
  await ask({ operation: 'readPartner', token, params: { id: partner } });
  await ask({
    operation: 'changePartner',
    token,
    params: { id: partner },
    json: { contact: 'desk@alpenrand.example' },
  });
  const product = await createOne('createProduct', {
    name: 'Politics in German',
    sections: ['politics'],
    languages: ['de', 'en'],
  });
  await ask({ operation: 'listProducts', token, params: { limit: '2' } });
  await ask({ operation: 'readProduct', token, params: { id: product } });
  await ask({ operation: 'changeProduct', token, params: { id: product }, json: { backfileDays: 30 } });
  const terms = {
    partner,
    products: [product],
    uses: ['display', 'distribute'],
    components: ['dispatch', 'photograph'],
    territories: ['DACH'],
    channels: ['web', 'app'],
    starts: '2026-01-01T00:00:00Z',
    ends: '2028-01-01T00:00:00Z',
    consent: { reference: 'TMA-2026-0117', signedBy: 'Johanna Reiter', signedOn: '2025-12-12' },
  };
  const license = await createOne('createLicense', terms);
  await ask({
    operation: 'createLicense: Without any rights',
    token,
    json: { ...terms, uses: undefined },
    status: 400,
  });
  await ask({ operation: 'listLicenses', token, params: { partner } });
  await ask({ operation: 'readLicense', token, params: { id: license } });
  await ask({
    operation: 'changeLicense',
    token,
    params: { id: license },
    json: { quota: { limit: 5000, per: 'month', onExceed: 'refuse' } },
  });
  const key = await createOne('createKey', { license, name: 'Main site' });
  await ask({ operation: 'listKeys', token, params: { license } });
  await ask({ operation: 'readKey', token, params: { id: key } });
  await ask({ operation: 'changeKey', token, params: { id: key }, json: { addresses: ['192.0.2.0/24'] } });
  await ask({ operation: 'rotateKey', token, params: { id: key }, json: { overlapHours: 24 } });
  await ask({ operation: 'deleteKey', token, params: { id: key } });
  await ask({ operation: 'readRestrictionText', token, json: { text: 'JAPAN OUT. MANDATORY CREDIT.' } });
  const restriction = await createOne('createRestriction', { scope: 'section:weather', text: 'JAPAN OUT.' });
  await ask({ operation: 'listRestrictions', token, params: { scope: 'section:weather' } });
  await ask({ operation: 'readRestriction', token, params: { id: restriction } });
  await ask({
    operation: 'changeRestriction',
    token,
    params: { id: restriction },
    json: { text: 'JAPAN OUT. NO ARCHIVE AFTER 14 DAYS.' },
  });
  await ask({ operation: 'deleteRestriction', token, params: { id: restriction } });
  const phrase = await createOne('createPhrase', {
    phrase: 'nicht für Alpenländer',
    language: 'de',
    policy: {
      prohibition: [
        { action: 'use', constraint: [{ leftOperand: 'spatial', operator: 'eq', rightOperand: 'AT' }] },
      ],
    },
  });
  await ask({ operation: 'listPhrases', token, params: { limit: '2' } });
  await ask({ operation: 'readPhrase', token, params: { id: phrase } });
  await ask({ operation: 'deletePhrase', token, params: { id: phrase } });
  await ask({
    operation: 'whatIf',
    token,
    json: {
      license,
      item: { sections: ['politics'], language: 'de', components: [{ type: 'dispatch' }] },
      use: { action: 'display', territory: 'CH', channel: 'web' },
    },
  });
  await ask({
    operation: 'priceLicense: Of a draft license',
    token,
    json: {
      terms: { ...terms, quota: { limit: 500, per: 'month', onExceed: 'overage' } },
      from: '2026-01-01T00:00:00Z',
      to: '2028-01-01T00:00:00Z',
    },
  });
  await ask({ operation: 'movePartner', token, params: { id: partner }, json: { object: 'ledger-1' } }).catch(
    () => ask({ operation: 'movePartner', token, params: { id: partner }, json: { object: 'ledger-0' } }),
  );
  await ask({ operation: 'readPartnerMove', token, params: { id: partner } });
}

async function newsroom(
  ask: Ask,
  { admin: token, token: partner }: { admin: string; token: string },
): Promise<void> {
  const item = {
    ...(await readItem('town-hall-hours.json')),
    uri: 'https://tidemark.example/items/2026-11-24/town-hall-open',
  };
  const stored = await ask({
    operation: 'ingestArticle',
    token,
    params: { section: 'politics' },
    json: item,
  });
  await ask({
    operation: 'ingestArticle: The same version again',
    token,
    params: { section: 'politics' },
    json: item,
  });
  await ask({
    operation: 'ingestArticle: A document that is not an item',
    token,
    json: { headline: 'No uri' },
    status: 400,
  });
  const id = stored.json.id as string;
  const picture = {
    ...(await readItem('lisbon-tram.json')),
    uri: 'https://tidemark.example/items/2026-11-24/lisbon-tram-two',
  };
  const pictured = await ask({
    operation: 'ingestArticle: With a photograph',
    token,
    params: { section: 'panorama' },
    json: picture,
  });
  const component = (pictured.json.components as { id: string; type: string }[]).find(
    ({ type }) => type === 'photograph',
  );
  await ask({
    operation: 'putComponentBytes',
    token,
    params: { id: pictured.json.id, component: component?.id ?? '' },
    body: await readMedia('lisbon-tram.jpg'),
  });
  await ask({ operation: 'listIngestedArticles', token, params: { limit: '2' } });
  await ask({ operation: 'readIngestedArticle', token, params: { id } });
  await ask({ operation: 'previewArticle: As text', token, params: { id, format: 'text' } });
  await ask({
    operation: 'deliverArticle: Before the kill',
    token: partner,
    params: { id },
    headers: { Accept: 'text/plain' },
  });
  await ask({
    operation: 'changeArticle: Kill',
    token,
    params: { id },
    json: { pubStatus: 'canceled', notice: 'KILL: the town hall stays closed.' },
  });
  await ask({
    operation: 'deliverArticle: Of a killed article',
    token: partner,
    params: { id },
    status: 410,
  });
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await ask({ operation: 'listHolders', token, params: { id } });
  const { items } = (await ask({ operation: 'listEvents', token: partner })).json as {
    items: { id: string }[];
  };
  await ask({
    operation: 'acknowledgeEvent: A killed article is removed',
    token: partner,
    json: { event: items.at(-1)?.id, state: 'removed' },
  });
  const listed = await ask({ operation: 'listRecalls', token, params: { article: id } });
  const [recall] = listed.json.items as { id: string }[];
  const params = { id: recall?.id ?? '' };
  await ask({ operation: 'readRecall', token, params });
}

async function operation(ask: Ask, token: string): Promise<void> {
  const created = await ask({
    operation: 'createOperator',
    token,
    json: { name: 'Ines Falk, night desk', role: 'desk' },
  });
  const id = created.json.id as string;
  await ask({ operation: 'listOperators', token });
  await ask({ operation: 'readOperator', token, params: { id } });
  await ask({ operation: 'changeOperator', token, params: { id }, json: { role: 'ingest' } });
  await ask({ operation: 'rotateOperator', token, params: { id }, json: {} });
  await ask({ operation: 'deleteOperator', token, params: { id } });
  await ask({ operation: 'readHealth', token });
  await ask({ operation: 'listAlerts', token });
  await ask({ operation: 'testAlerts', token });
  await ask({ operation: 'readOverview', token });
  await ask({ operation: 'listArchiveParts', token });
  await ask({
    operation: 'readArchivePart: Of an unknown part',
    token,
    params: { object: 'ledger-0', part: '1' },
    status: 404,
  });
  await ask({ operation: 'restoreFromArchive', token, json: { month: '2026-01' } });
  await ask({ operation: 'releaseRestored', token, json: { month: '2026-01' } });
}

async function holds(ask: Ask, token: string, license: string): Promise<void> {
  const json = { kind: 'license', target: license, reason: 'Proceedings 3 O 114/26' };
  const { id } = (await ask({ operation: 'placeHold: On a license', token, json })).json as { id: string };
  await ask({
    operation: 'placeHold: On an unknown license',
    token,
    json: { ...json, target: 'lic_00000000000000000000000000000000' },
    status: 400,
  });
  await ask({ operation: 'readHold', token, params: { id } });
  await ask({ operation: 'listHolds: Holds in force', token, params: { open: 'true' } });
  await ask({ operation: 'readRetention', token });
  await ask({ operation: 'releaseHold', token, params: { id, reason: 'Settled out of court' } });
  await ask({
    operation: 'releaseHold: A second time',
    token,
    params: { id, reason: 'Settled out of court' },
    status: 409,
  });
}

interface Look {
  token: string;
  auditor: string;
  license: string;
  receipt: string;
}

async function audit(ask: Ask, { token, auditor, license, receipt }: Look): Promise<void> {
  const { jti, item: article } = JSON.parse(
    Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString(),
  ) as { jti: string; item: string };
  await ask({ operation: 'readReceipt', params: { id: jti } });
  await ask({
    operation: 'listEntries: Refusals, by the partner itself',
    token,
    params: { outcome: 'deny', limit: '1' },
  });
  await ask({ operation: 'listEntries', token: auditor, params: { limit: '2' } });
  await ask({
    operation: 'listEntries: With a photograph and a count',
    token: auditor,
    params: { license, type: 'photograph', count: 'true', limit: '1' },
  });
  await ask({ operation: 'readEntry', token, params: { id: jti } });
  await ask({
    operation: 'readEntry: Of an unknown entry',
    token,
    params: { id: 'dlv_00000000000070008000000000000000' },
    status: 404,
  });
  await ask({ operation: 'listRefusalCounts', token: auditor });
  for (const operation of ['exportEntries', 'exportEntriesCsv'])
    await ask({ operation, token, params: { outcome: 'deny' } });
  await ask({ operation: 'listPublications', token, params: { limit: '2' } });
  await ask({ operation: 'listDeclarations', token, params: { limit: '2' } });
  await ask({ operation: 'reconcile', token: auditor, json: {} });
  const found = await ask({
    operation: 'listFindings',
    token: auditor,
    params: { state: 'open', limit: '2' },
  });
  const [finding] = found.json.items as { id: string }[];
  await ask({
    operation: 'changeFinding',
    token: auditor,
    params: { id: finding?.id ?? '' },
    json: { state: 'explained', note: 'The id was mistyped; the partner has reported it anew.' },
  });
  await ask({ operation: 'listOwnFindings', token, params: { limit: '2' } });
  await ask({ operation: 'listOperatorActions', token: auditor, params: { limit: '2' } });
  await ask({ operation: 'reportCompleteness', token: auditor });
  const period = new Date().toISOString().slice(0, 7);
  const ofOne = { license, outcome: 'permit', limit: '1' };
  const list = await ask({ operation: 'listEntries: Of one license', token: auditor, params: ofOne });
  const [entry] = list.json.items as { article: string }[];
  await ask({ operation: 'reportArticle', token: auditor, params: { id: entry?.article ?? '' } });
  await ask({ operation: 'reportRules', token: auditor, params: { period, license } });
  await ask({ operation: 'reportActivity', token: auditor, params: { period, license } });
  await ask({ operation: 'reportForSociety', token: auditor, params: { period, license } });
  const years = { from: '2026-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z' };
  await ask({
    operation: 'replayLog: With an additional restriction',
    token: auditor,
    json: { filter: { license, ...years }, change: { restrictions: [{ text: 'JAPAN OUT. NO ARCHIVE.' }] } },
  });
  const months = { begin_date: '2026-09', end_date: '2026-10' };
  await ask({
    operation: 'reportCounterPlatform',
    token: auditor,
    params: { customer_id: license, ...months },
  });
  await ask({ operation: 'reportCounterItems', token: auditor, params: { customer_id: license, ...months } });
  await ask({
    operation: 'reportCounterItems: Of an unknown partner',
    token: auditor,
    params: months,
    status: 400,
  });
  await bills(ask, { token, auditor, license });
  await holds(ask, auditor, license);
  await ask({ operation: 'readLicenseCheckpoint', token, params: { license } });
  await ask({ operation: 'readLogCheckpoint' });
  await ask({ operation: 'readLogKeys' });
  await ask({ operation: 'readLogTimestamp: Of a checkpoint without one', status: 404 });
  await ask({
    operation: 'proveEntry: Inclusion of an entry',
    token,
    params: { license, index: '0', size: '2' },
  });
  await ask({
    operation: 'proveEntry: Consistency of two sizes',
    token,
    params: { license, from: '1', to: '2' },
  });
  await ask({ operation: 'listLicenseCheckpoints', token, params: { license } });
  await ask({ operation: 'listLogCheckpoints' });
  await ask({ operation: 'proveLicenseInLog', token, params: { license } }).catch(() =>
    ask({ operation: 'proveLicenseInLog: Before it is', token, params: { license }, status: 503 }),
  );
  for (const [operation, id] of [
    ['packLicenseEvidence', license],
    ['packArticleEvidence', article],
  ] as const)
    await ask({ operation, token, params: { id } }).catch(() =>
      ask({ operation: `${operation}: Before a checkpoint covers it`, token, params: { id }, status: 503 }),
    );
  await ask({ operation: 'proveLogConsistency', params: { from: '1', to: '1' } });
}

async function bills(ask: Ask, { token, auditor, license }: Omit<Look, 'receipt'>): Promise<void> {
  const period = new Date().toISOString().slice(0, 7);
  await ask({ operation: 'reportUsage', token: auditor, params: { license, period, env: 'live' } });
  await ask({ operation: 'reportUsage: Without a period', token: auditor, status: 400 });
  await ask({ operation: 'reportRoyalties', token: auditor, params: { period } });
  const last = new Date();
  last.setUTCDate(-1);
  const closed = await ask({
    operation: 'closeStatement',
    token: auditor,
    json: { license, period: last.toISOString().slice(0, 7) },
  });
  await ask({
    operation: 'closeStatement: Of the current month',
    token: auditor,
    json: { license, period },
    status: 409,
  });
  await ask({ operation: 'listStatements', token: auditor, params: { license } });
  const id = closed.json.id as string;
  const reason = 'Deliveries of a test that ran with a live key';
  await ask({ operation: 'adjustStatement', token: auditor, params: { id }, json: { units: -12, reason } });
  await ask({ operation: 'readStatement', token: auditor, params: { id } });
  await ask({ operation: 'readOwnUsage', token, params: { period, env: 'live' } });
  await ask({ operation: 'listOwnStatements', token });
  await ask({ operation: 'readOwnStatement', token, params: { id } });
}

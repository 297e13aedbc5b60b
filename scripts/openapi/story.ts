/** The requests behind the examples: a desk at work, a partner's morning, and an auditor who reads both. */

import type { ClientCredentials } from '../newsroom/client.ts';
import type { PartnerCredentials } from '../newsroom/load.ts';
import { readItem, readMedia } from '../newsroom/sample.ts';
import type { Actor } from './record.ts';

interface Roles {
  partner: Actor;
  /** License of the partner. */
  license: string;
  admin: Actor;
  auditor: Actor;
  /** Without a token. */
  anyone: Actor;
}

const basic = ({ client_id, client_secret }: ClientCredentials) => ({
  Authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
});
const FORM = { grant_type: 'client_credentials' };
const UNKNOWN = 'itm_00000000000000000000000000000000';

/** `actor`: sends requests with this token, or with none. */
export async function tellStory(
  actor: (token?: string) => Actor,
  clients: { admin: ClientCredentials; auditor: ClientCredentials; partners: PartnerCredentials[] },
): Promise<void> {
  const [key] = clients.partners;
  if (!key) throw new Error('the sample has no partner');
  const anyone = actor();
  await anyone.ask('readServerMetadata');
  await anyone.ask('readPublicKeys');
  const tokenFor = async (words: string, client: ClientCredentials): Promise<string> =>
    (await anyone.ask(`issueToken: ${words}`, {}, { headers: basic(client), form: FORM })).json.access_token;
  const roles: Roles = {
    partner: actor(await tokenFor('For a partner', key)),
    license: key.license,
    admin: actor(await tokenFor('For the licensing desk', clients.admin)),
    auditor: actor(await tokenFor('For an auditor', clients.auditor)),
    anyone,
  };
  const invalid = basic({ client_id: key.client_id, client_secret: 'imp_live_nothing' });
  await anyone.ask('issueToken: With an invalid secret', {}, { headers: invalid, form: FORM, status: 401 });
  const receipt = await morning(roles);
  await reports(roles, receipt);
  await desk(roles);
  await newsroom(roles);
  await operation(roles);
  await audit(roles, receipt);
  const spare = await tokenFor('For a partner, once more', key);
  await anyone.ask('revokeToken', {}, { headers: basic(key), form: { token: spare } });
  await actor(spare).ask('listArticles: With a revoked token', {}, { status: 401 });
}

async function morning({ partner, anyone }: Roles): Promise<string> {
  await partner.ask('readMe');
  const list = await partner.ask('listArticles: By section and words', { section: 'politics', q: 'toll' });
  for (const operation of ['listArticlesAtom', 'listArticlesRss', 'listArticlesJson'])
    await partner.ask(operation, { section: 'politics', limit: '2' });
  const [item] = list.json.items as { id: string; components: { id: string; type: string }[] }[];
  const id = item?.id ?? '';
  const delivered = await partner.ask('deliverArticle: As ninjs 3.1', { id });
  for (const accept of [
    'application/vnd.imprimatur.article+json',
    'text/html',
    'text/html;profile=body;stamp=short',
    'text/plain',
    'text/markdown',
    'application/ninjs+json;version=2.2',
  ])
    await partner.ask(`deliverArticle: As ${accept}`, { id }, { headers: { Accept: accept } });
  const use = { action: 'distribute', title: 'hallwanger-post', channel: 'newsletter' };
  await partner.ask(
    'deliverArticle: For an unlicensed territory',
    { id, use: 'display', territory: 'JP' },
    { status: 403 },
  );
  await partner.ask('deliverArticle: Of an unknown article', { id: UNKNOWN }, { status: 404 });
  await partner.ask(
    'deliverArticle: In an unavailable format',
    { id },
    { headers: { Accept: 'application/pdf' }, status: 406 },
  );
  const photograph = item?.components.find(({ type }) => type === 'photograph')?.id ?? '';
  await partner.ask('deliverComponent', { id, component: photograph });
  await partner.ask('readRights', { id, use: 'display', title: 'hallwanger-post' });
  await partner.send('decide: In Austria', { article: id, use: { ...use, territory: 'AT' } });
  await partner.send('decide: In Japan', { article: id, use: { ...use, territory: 'JP' } });
  await partner.send('decide: A list of questions', [
    { article: id, use: { ...use, territory: 'AT' } },
    { article: UNKNOWN, use },
  ]);
  await partner.ask('listChanges', { limit: '2' });
  const receipt = delivered.headers.get('Rights-Receipt') ?? '';
  const { headlines, bodies } = delivered.json as {
    headlines: { value: string }[];
    bodies: { value: string }[];
  };
  const html = `<h1>${headlines[0]?.value}</h1>${bodies[0]?.value}`;
  await anyone.send('verifyReceipt: With the page as published', { receipt, html });
  await anyone.send('verifyReceipt: With a changed figure', {
    receipt,
    html: html.replace('46 million', '64 million'),
  });
  return receipt;
}

async function reports({ partner, admin, license }: Roles, receipt: string): Promise<void> {
  const title = 'hallwanger-post';
  const publishedAt = new Date(Date.now() - 60_000).toISOString();
  const page = 'https://hallwanger-post.example/2026/toll';
  await partner.send('reportPublications: With the receipt of the delivery', {
    receipt,
    title,
    channel: 'web',
    url: page,
    publishedAt,
    clientRef: 'cms-48211',
  });
  await partner.send('reportPublications: Of an article withdrawn since', {
    receipt,
    title,
    channel: 'web',
    url: page,
    publishedAt,
    withdrawnAt: new Date().toISOString(),
    clientRef: 'cms-48211',
  });
  await partner.ask(
    'reportPublications: A table with a fault',
    {},
    {
      csv: `article,title,channel,publishedAt\r\n${UNKNOWN},${title},web,${publishedAt}\r\n${UNKNOWN},${title},fax,${publishedAt}\r\n`,
      status: 400,
    },
  );
  await partner.ask(
    'reportPublications: A table',
    {},
    { csv: `article,title,channel,publishedAt\r\n${UNKNOWN},${title},web,${publishedAt}\r\n` },
  );
  await partner.send('declareFigures', {
    title,
    period: '2026-10',
    figure: 'circulation',
    value: 48_200,
    unit: 'copies',
  });
  await admin.send('enterExternal', {
    license,
    title,
    uri: 'https://tidemark.example/items/2026-11-23/harbor-night-toll',
    door: 'email',
    sentAt: publishedAt,
    note: 'While the partner could not reach the gateway',
  });
}

async function desk({ admin }: Roles): Promise<void> {
  const createOne = async (operation: string, json: unknown) =>
    (await admin.send(operation, json)).json.id as string;
  const partner = await createOne('createPartner', {
    name: 'Alpenrand Verlag',
    titles: [
      { id: 'alpenrand-online', name: 'Alpenrand Online', domains: ['alpenrand.example'], market: 'AT' },
    ],
    contact: 'rights@alpenrand.example',
  });
  await admin.ask('listPartners', { limit: '2' });
  await admin.ask('readPartner', { id: partner });
  await admin.send('changePartner', { contact: 'desk@alpenrand.example' }, { params: { id: partner } });
  const product = await createOne('createProduct', {
    name: 'Politics in German',
    sections: ['politics'],
    languages: ['de', 'en'],
  });
  await admin.ask('listProducts', { limit: '2' });
  await admin.ask('readProduct', { id: product });
  await admin.send('changeProduct', { backfileDays: 30 }, { params: { id: product } });
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
  await admin.send('createLicense: Without any rights', { ...terms, uses: undefined }, { status: 400 });
  await admin.ask('listLicenses', { partner });
  await admin.ask('readLicense', { id: license });
  await admin.send(
    'changeLicense',
    { quota: { limit: 5000, per: 'month', onExceed: 'refuse' } },
    { params: { id: license } },
  );
  const key = await createOne('createKey', { license, name: 'Main site' });
  await admin.ask('listKeys', { license });
  await admin.ask('readKey', { id: key });
  await admin.send('changeKey', { addresses: ['192.0.2.0/24'] }, { params: { id: key } });
  await admin.send('rotateKey', { overlapHours: 24 }, { params: { id: key } });
  await admin.ask('deleteKey', { id: key });
  await admin.send('readRestrictionText', { text: 'JAPAN OUT. MANDATORY CREDIT.' });
  const restriction = await createOne('createRestriction', { scope: 'section:science', text: 'JAPAN OUT.' });
  await admin.ask('listRestrictions', { scope: 'section:science' });
  await admin.ask('readRestriction', { id: restriction });
  await admin.send(
    'changeRestriction',
    { text: 'JAPAN OUT. NO ARCHIVE AFTER 14 DAYS.' },
    { params: { id: restriction } },
  );
  await admin.ask('listRestrictionDecisions', { limit: '1' });
  await admin.ask('deleteRestriction', { id: restriction });
  const phrase = await createOne('createPhrase', {
    phrase: 'nicht für Alpenländer',
    language: 'de',
    policy: {
      prohibition: [
        { action: 'use', constraint: [{ leftOperand: 'spatial', operator: 'eq', rightOperand: 'AT' }] },
      ],
    },
  });
  await admin.ask('listPhrases', { limit: '2' });
  await admin.ask('readPhrase', { id: phrase });
  await admin.ask('deletePhrase', { id: phrase });
  await admin.send('whatIf', {
    license,
    item: { sections: ['politics'], language: 'de', components: [{ type: 'dispatch' }] },
    use: { action: 'display', territory: 'CH', channel: 'web' },
  });
  await admin.send('priceLicense: Of a draft license', {
    terms: { ...terms, quota: { limit: 500, per: 'month', onExceed: 'overage' } },
    from: '2026-01-01T00:00:00Z',
    to: '2028-01-01T00:00:00Z',
  });
  await admin
    .send('movePartner', { object: 'ledger-1' }, { params: { id: partner } })
    .catch(() => admin.send('movePartner', { object: 'ledger-0' }, { params: { id: partner } }));
  await admin.ask('readPartnerMove', { id: partner });
}

async function newsroom({ admin, partner }: Roles): Promise<void> {
  const item = {
    ...(await readItem('town-hall-hours.json')),
    uri: 'https://tidemark.example/items/2026-11-24/town-hall-open',
  };
  const stored = await admin.send('ingestArticle', item, { params: { section: 'politics' } });
  await admin.send('ingestArticle: The same version again', item, { params: { section: 'politics' } });
  await admin.send('ingestArticle: A document that is not an item', { headline: 'No uri' }, { status: 400 });
  const id = stored.json.id as string;
  const picture = {
    ...(await readItem('lisbon-tram.json')),
    uri: 'https://tidemark.example/items/2026-11-24/lisbon-tram-two',
  };
  const pictured = await admin.send('ingestArticle: With a photograph', picture, {
    params: { section: 'panorama' },
  });
  const component = (pictured.json.components as { id: string; type: string }[]).find(
    ({ type }) => type === 'photograph',
  );
  await admin.ask(
    'putComponentBytes',
    { id: pictured.json.id, component: component?.id ?? '' },
    { body: await readMedia('lisbon-tram.jpg') },
  );
  await admin.ask('listIngestedArticles', { limit: '2' });
  await admin.ask('readIngestedArticle', { id });
  await admin.ask('previewArticle: As text', { id, format: 'text' });
  await partner.ask('deliverArticle: Before the kill', { id }, { headers: { Accept: 'text/plain' } });
  await admin.send(
    'changeArticle: Kill',
    { pubStatus: 'canceled', notice: 'KILL: the town hall stays closed.' },
    { params: { id } },
  );
  await partner.ask('deliverArticle: Of a killed article', { id }, { status: 410 });
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await admin.ask('listHolders', { id });
  const { items } = (await partner.ask('listEvents')).json as {
    items: { id: string }[];
  };
  await partner.send('acknowledgeEvent: A killed article is removed', {
    event: items.at(-1)?.id,
    state: 'removed',
  });
  const listed = await admin.ask('listRecalls', { article: id });
  const [recall] = listed.json.items as { id: string }[];
  const params = { id: recall?.id ?? '' };
  await admin.ask('readRecall', params);
}

async function operation({ admin }: Roles): Promise<void> {
  const created = await admin.send('createOperator', { name: 'Ines Falk, night desk', role: 'desk' });
  const id = created.json.id as string;
  await admin.ask('listOperators');
  await admin.ask('readOperator', { id });
  await admin.send('changeOperator', { role: 'ingest' }, { params: { id } });
  await admin.send('rotateOperator', {}, { params: { id } });
  await admin.ask('deleteOperator', { id });
  await admin.ask('readHealth');
  await admin.ask('listAlerts');
  await admin.ask('testAlerts');
  await admin.ask('readOverview');
  await admin.ask('listArchiveParts');
  await admin.ask('readArchivePart: Of an unknown part', { object: 'ledger-0', part: '1' }, { status: 404 });
  await admin.send('restoreFromArchive', { month: '2026-01' });
  await admin.send('releaseRestored', { month: '2026-01' });
}

async function holds({ auditor, license }: Roles): Promise<void> {
  const json = { kind: 'license', target: license, reason: 'Proceedings 3 O 114/26' };
  const { id } = (await auditor.send('placeHold: On a license', json)).json as { id: string };
  await auditor.send(
    'placeHold: On an unknown license',
    { ...json, target: 'lic_00000000000000000000000000000000' },
    { status: 400 },
  );
  await auditor.ask('readHold', { id });
  await auditor.ask('listHolds: Holds in force', { open: 'true' });
  await auditor.ask('readRetention');
  await auditor.ask('releaseHold', { id, reason: 'Settled out of court' });
  await auditor.ask('releaseHold: A second time', { id, reason: 'Settled out of court' }, { status: 409 });
}

async function audit(roles: Roles, receipt: string): Promise<void> {
  const { partner, auditor, anyone, license } = roles;
  const { jti, item: article } = JSON.parse(
    Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString(),
  ) as { jti: string; item: string };
  await anyone.ask('readReceipt', { id: jti });
  await partner.ask('listEntries: Refusals, by the partner itself', { outcome: 'deny', limit: '1' });
  await auditor.ask('listEntries', { limit: '2' });
  await auditor.ask('listEntries: With a photograph and a count', {
    license,
    type: 'photograph',
    count: 'true',
    limit: '1',
  });
  await partner.ask('readEntry', { id: jti });
  await partner.ask(
    'readEntry: Of an unknown entry',
    { id: 'dlv_00000000000070008000000000000000' },
    { status: 404 },
  );
  await auditor.ask('listRefusalCounts');
  for (const operation of ['exportEntries', 'exportEntriesCsv'])
    await partner.ask(operation, { outcome: 'deny' });
  await partner.ask('listPublications', { limit: '2' });
  await partner.ask('listDeclarations', { limit: '2' });
  await auditor.send('reconcile', {});
  const found = await auditor.ask('listFindings', { state: 'open', limit: '2' });
  const [finding] = found.json.items as { id: string }[];
  await auditor.send(
    'changeFinding',
    { state: 'explained', note: 'The id was mistyped; the partner has reported it anew.' },
    { params: { id: finding?.id ?? '' } },
  );
  await partner.ask('listOwnFindings', { limit: '2' });
  await auditor.ask('listOperatorActions', { limit: '2' });
  await auditor.ask('reportCompleteness');
  const period = new Date().toISOString().slice(0, 7);
  const ofOne = { license, outcome: 'permit', limit: '1' };
  const list = await auditor.ask('listEntries: Of one license', ofOne);
  const [entry] = list.json.items as { article: string }[];
  await auditor.ask('reportArticle', { id: entry?.article ?? '' });
  await auditor.ask('reportRules', { period, license });
  await auditor.ask('reportActivity', { period, license });
  await auditor.ask('reportForSociety', { period, license });
  const years = { from: '2026-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z' };
  await auditor.send('replayLog: With an additional restriction', {
    filter: { license, ...years },
    change: { restrictions: [{ text: 'JAPAN OUT. NO ARCHIVE.' }] },
  });
  const months = { begin_date: '2026-09', end_date: '2026-10' };
  await auditor.ask('reportCounterPlatform', { customer_id: license, ...months });
  await auditor.ask('reportCounterItems', { customer_id: license, ...months });
  await auditor.ask('reportCounterItems: Of an unknown partner', months, { status: 400 });
  await bills(roles);
  await holds(roles);
  await partner.ask('readLicenseCheckpoint', { license });
  await anyone.ask('readLogCheckpoint');
  await anyone.ask('readLogKeys');
  await anyone.ask('readLogTimestamp: Of a checkpoint without one', {}, { status: 404 });
  await partner.ask('proveEntry: Inclusion of an entry', { license, index: '0', size: '2' });
  await partner.ask('proveEntry: Consistency of two sizes', { license, from: '1', to: '2' });
  await partner.ask('listLicenseCheckpoints', { license });
  await anyone.ask('listLogCheckpoints');
  await partner
    .ask('proveLicenseInLog', { license })
    .catch(() => partner.ask('proveLicenseInLog: Before it is', { license }, { status: 503 }));
  for (const [operation, id] of [
    ['packLicenseEvidence', license],
    ['packArticleEvidence', article],
  ] as const)
    await partner
      .ask(operation, { id })
      .catch(() => partner.ask(`${operation}: Before a checkpoint covers it`, { id }, { status: 503 }));
  await anyone.ask('proveLogConsistency', { from: '1', to: '1' });
}

async function bills({ partner, auditor, license }: Roles): Promise<void> {
  const period = new Date().toISOString().slice(0, 7);
  await auditor.ask('reportUsage', { license, period, env: 'live' });
  await auditor.ask('reportUsage: Without a period', {}, { status: 400 });
  await auditor.ask('reportRoyalties', { period });
  const last = new Date();
  last.setUTCDate(-1);
  const closed = await auditor.send('closeStatement', { license, period: last.toISOString().slice(0, 7) });
  await auditor.send('closeStatement: Of the current month', { license, period }, { status: 409 });
  await auditor.ask('listStatements', { license });
  const id = closed.json.id as string;
  const reason = 'Deliveries of a test that ran with a live key';
  await auditor.send('adjustStatement', { units: -12, reason }, { params: { id } });
  await auditor.ask('readStatement', { id });
  await partner.ask('readOwnUsage', { period, env: 'live' });
  await partner.ask('listOwnStatements');
  await partner.ask('readOwnStatement', { id });
}

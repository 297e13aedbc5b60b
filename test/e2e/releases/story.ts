/**
 * One request or more of every kind, of a site of its own. What is kept of it is asked for again later, when
 * other code or another schema serves it.
 */
import { readMedia } from '../../../scripts/newsroom/sample.ts';
import { type Client, call, tokenOf } from '../../support/calls.ts';
import { type Desk, ingestText, openSmallSite, post, SITE } from '../../support/small-site.ts';

export interface Site {
  key: Client;
  license: string;
  article: string;
  /** Of the last delivery: a repetition answers with the same one. */
  receipt: string;
  entries: string[];
}

export interface Operators {
  admin: Client;
  auditor: Client;
}

/** Name of a step, and what came of it. */
export type Outcomes = Record<string, string | number>;

const NEWS = 'news';
let count = 0;

/** Answers that are right are told in the same words whatever release gives them. */
export async function story(url: string, operators: Operators): Promise<{ outcomes: Outcomes; site: Site }> {
  const run = `${Date.now()}-${count++}`;
  const outcomes: Outcomes = {};
  const desk: Desk = { url, token: await tokenOf(url, operators.admin) };
  const auditor = await tokenOf(url, operators.auditor);
  const components = ['dispatch', 'photograph'];
  const { license, key, token } = await openSmallSite(desk, { components });
  const entries: string[] = [];
  const ask = async (path: string, by: string | null = token, init: RequestInit = {}) => {
    const headers = { ...(by !== null && { Authorization: `Bearer ${by}` }), ...init.headers };
    const response = await fetch(`${url}${path}`, { ...init, headers });
    const body = Buffer.from(await response.arrayBuffer());
    const entry = response.headers.get('Rights-Entry');
    if (entry) entries.push(entry);
    const receipt = response.headers.get('Rights-Receipt') ?? '';
    const type = response.headers.get('Content-Type') ?? '';
    const json = type.includes('json') && body.length > 0 ? JSON.parse(body.toString()) : {};
    return { status: response.status, headers: response.headers, body, receipt, json };
  };
  const sent = (json: unknown, method = 'POST') => ({
    method,
    body: JSON.stringify(json),
    headers: { 'Content-Type': 'application/json' },
  });

  const article = await ingestText(desk, `urn:test:story:${run}`, `Harbor ${run}`);
  const doomed = await ingestText(desk, `urn:test:story:${run}:doomed`);
  const first = await ask(`/v1/articles/${article}`);
  outcomes.deliver = first.status;
  const repeated = await ask(`/v1/articles/${article}`);
  outcomes.repeat =
    repeated.receipt === first.receipt && repeated.body.equals(first.body) ? 'the same' : 'another';
  const etag = first.headers.get('ETag') ?? '';
  outcomes.unchanged = (
    await ask(`/v1/articles/${article}`, token, { headers: { 'If-None-Match': etag } })
  ).status;
  outcomes.head = (await ask(`/v1/articles/${article}`, token, { method: 'HEAD' })).status;
  outcomes.html = (await ask(`/v1/articles/${article}.html`)).status;
  outcomes.refuse = (await ask(`/v1/articles/${article}?use=print&channel=print`)).json.code;
  outcomes.unknown = (await ask(`/v1/articles/itm_${'0'.repeat(32)}`)).status;
  outcomes.rights = (await ask(`/v1/articles/${article}/rights`)).status;
  outcomes.decision = (
    await ask('/v1/decisions', token, sent({ article, use: { action: 'display' } }))
  ).status;
  outcomes.list = (await ask('/v1/articles')).json.items.length > 0 ? 'has items' : 'is empty';
  outcomes.feed = (await ask('/v1/articles.atom')).status;
  outcomes.search = (await ask(`/v1/articles?q=${encodeURIComponent(run.split('-')[0] ?? '')}`)).status;
  outcomes.changes = (await ask('/v1/changes')).json.items.length > 0 ? 'has items' : 'is empty';
  outcomes.usage = (await ask('/v1/usage?period=2026-11')).status;
  const published = new Date().toISOString();
  const reported = { receipt: first.receipt, title: SITE.id, channel: 'web', publishedAt: published };
  const report = await ask('/v1/publications', token, sent(reported));
  outcomes.report = report.status;
  if (report.status === 201) entries.push(report.json.items[0].id);

  const { bytes, contentType } = await readMedia('passau-flood.jpg');
  const pictured = await call<{ id: string; components: { id: string; type: string }[] }>(
    `${url}/v1/admin/articles?section=${NEWS}`,
    desk.token,
    'PUT',
    {
      uri: `urn:test:story:${run}:picture`,
      version: '1',
      type: 'text',
      versionCreated: '2026-11-01T00:00:00Z',
      headlines: [{ value: 'With a picture' }],
      bodies: [{ contentType: 'text/plain', value: 'And a text.' }],
      associations: [{ name: 'main', uri: `urn:test:story:${run}:main`, type: 'picture' }],
    },
  );
  const photograph = pictured.components.find(({ type }) => type === 'photograph')?.id ?? '';
  const path = `articles/${pictured.id}/components/${photograph}`;
  outcomes.store = (
    await ask(`/v1/admin/${path}`, desk.token, {
      method: 'PUT',
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: { 'Content-Type': contentType },
    })
  ).status;
  outcomes.picture = (await ask(`/v1/${path}`)).status;

  outcomes.doomed = (await ask(`/v1/articles/${doomed}`)).status;
  outcomes.kill = (
    await ask(`/v1/admin/articles/${doomed}`, desk.token, sent({ pubStatus: 'canceled' }, 'PATCH'))
  ).status;
  outcomes.killed = (await ask(`/v1/articles/${doomed}`)).status;
  const change = (json: unknown) => ask(`/v1/admin/licenses/${license}`, desk.token, sent(json, 'PATCH'));
  outcomes.suspend = (await change({ status: 'suspended' })).status;
  outcomes.suspended = (await ask(`/v1/articles/${article}`)).json.code;
  outcomes.resume = (await change({ status: 'active' })).status;
  outcomes.restrict = (
    await ask('/v1/admin/restrictions', desk.token, sent({ scope: pictured.id, text: 'GERMANY OUT' }))
  ).status;
  outcomes.restricted = (await ask(`/v1/articles/${pictured.id}`)).status;
  const other = await post<Client>(desk, 'keys', { license, name: 'other' });
  const byOther = await tokenOf(url, other);
  outcomes.revoke = (await ask(`/v1/admin/keys/${other.client_id}`, desk.token, { method: 'DELETE' })).status;
  outcomes.revoked = (await ask(`/v1/articles/${article}`, byOther)).status;

  outcomes.audit = (await ask(`/v1/audit/deliveries?license=${license}`, auditor)).status;
  outcomes.actions = (await ask('/v1/audit/actions', auditor)).status;
  outcomes.checkpoint = (await ask(`/v1/audit/checkpoints/${license}`, auditor)).status;
  outcomes.proof = (await ask(`/v1/audit/proofs/${license}?index=0&size=1`, auditor)).status;
  outcomes.agency = (await ask('/v1/log/checkpoint', null)).status;
  outcomes.overview = (await ask('/v1/admin/overview', desk.token)).status;
  outcomes.verify = (await ask('/v1/receipts/verify', null, sent({ receipt: first.receipt }))).json.valid
    ? 'valid'
    : 'invalid';

  for (const [by, page] of [
    [desk.token, ''],
    [desk.token, `/licenses/${license}`],
    [auditor, '/log'],
    [auditor, '/health'],
  ] as const) {
    const session = await ask('/console/session', by, {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
    const cookie = session.headers.getSetCookie().find((line) => line.startsWith('__Host-imprimatur=')) ?? '';
    const answer = await ask(`/console${page}`, null, { headers: { Cookie: cookie.split(';')[0] ?? '' } });
    outcomes[`console${page.replace(license, 'ID')}`] = answer.status;
  }
  outcomes.docs = (await ask('/docs', null)).status;
  // Under the license as it is now: each change of it makes another grant.
  const { receipt } = await ask(`/v1/articles/${article}`);
  return { outcomes, site: { key, license, article, receipt, entries } };
}

/** Of a site from before: what it had, it still has. */
export async function still(url: string, { auditor }: Operators, site: Site): Promise<Outcomes> {
  const token = await tokenOf(url, site.key);
  const response = await fetch(`${url}/v1/articles/${site.article}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  await response.arrayBuffer();
  site.entries.push(response.headers.get('Rights-Entry') ?? 'none');
  const verdict = await fetch(`${url}/v1/receipts/verify`, {
    method: 'POST',
    body: JSON.stringify({ receipt: site.receipt }),
    headers: { 'Content-Type': 'application/json' },
  });
  const logged = await logOf(url, { auditor }, site, site.entries.length);
  return {
    delivered: response.status,
    receipt: response.headers.get('Rights-Receipt') === site.receipt ? 'the same' : 'another',
    verified: ((await verdict.json()) as { valid: boolean }).valid ? 'valid' : 'invalid',
    log: JSON.stringify(logged.sort()) === JSON.stringify([...site.entries].sort()) ? 'each once' : 'another',
  };
}

const DRAINED_MS = 30_000;

/** Ids of a license's entries that D1 has, but for notices of events, once it has that many. */
export async function logOf(
  url: string,
  { auditor }: Pick<Operators, 'auditor'>,
  { license }: Pick<Site, 'license'>,
  least: number,
): Promise<string[]> {
  const token = await tokenOf(url, auditor);
  const deadline = Date.now() + DRAINED_MS;
  for (;;) {
    const page = await call<{ items: { id: string; kind: string }[] }>(
      `${url}/v1/audit/deliveries?license=${license}&limit=200`,
      token,
      'GET',
    );
    const items = page.items.filter(({ kind }) => kind !== 'notice');
    if (items.length >= least || Date.now() > deadline) return items.map(({ id }) => id);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What a gateway of whatever release is to tell. */
export const AS_TOLD: Outcomes = {
  deliver: 200,
  repeat: 'the same',
  unchanged: 304,
  head: 200,
  html: 200,
  refuse: 'use_not_licensed',
  unknown: 404,
  rights: 200,
  decision: 200,
  list: 'has items',
  feed: 200,
  search: 200,
  changes: 'has items',
  usage: 200,
  report: 201,
  store: 201,
  picture: 200,
  doomed: 200,
  kill: 200,
  killed: 410,
  suspend: 200,
  suspended: 'license_suspended',
  resume: 200,
  restrict: 201,
  restricted: 403,
  revoke: 204,
  revoked: 401,
  audit: 200,
  actions: 200,
  checkpoint: 200,
  proof: 200,
  agency: 200,
  overview: 200,
  verify: 'valid',
  console: 200,
  'console/licenses/ID': 200,
  'console/log': 200,
  'console/health': 200,
  docs: 200,
};

export const AS_IT_WAS: Outcomes = {
  delivered: 200,
  receipt: 'the same',
  verified: 'valid',
  log: 'each once',
};

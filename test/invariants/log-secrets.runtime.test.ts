/**
 * Invariant 8, by a sample of the log: a request of every outcome that the gateway has, with all levels on.
 * Each has its line, and no line has a token, a key, a cookie, a text of an article or of a restriction, or
 * what was searched for.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { agencyOf, type Env } from '../../src/platform/env.ts';
import { type Call, operatorToken } from '../support/gateway.ts';
import { ask, type Leak, leaksIn, parsed, recordLines } from '../support/log-lines.ts';
import { ingest, ingestWithPhotograph, openSite, scenario, terms, wireItem } from '../support/newsroom.ts';
import { FROM_OURS, signedInWith } from '../support/sessions.ts';

/** What was handed out or sent, by what it is. */
const known: Record<string, string> = {};
let lines: string[];

const { newsroom, site } = await scenario();

beforeAll(async () => {
  const keys = JSON.parse(env.SIGNING_KEYS) as { keys?: unknown[] } | unknown[];
  const each = (Array.isArray(keys) ? keys : (keys.keys ?? [])) as { jwk?: { d?: string }; d?: string }[];
  for (const [place, key] of each.entries()) known[`signing key ${place}`] = key.jwk?.d ?? key.d ?? '';
  expect(Object.values(known).every((d) => d.length > 30) && each.length > 0).toBe(true);
  Object.assign(known, { key: site.key.client_secret, token: site.token, admin: newsroom.admin });
});
beforeEach(() => {
  lines = recordLines();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Asks, and expects a line of it. */
async function callAndLog(status: number, path: string, call: Call = {}, bindings: Partial<Env> = {}) {
  const from = lines.length;
  const response = await ask(path, call, bindings);
  expect([path, response.status, response.status === status ? '' : await response.clone().text()]).toEqual([
    path,
    status,
    '',
  ]);
  const own = parsed(lines.slice(from)).filter(({ event }) => event === 'request');
  expect(own.map((line) => line.status)).toEqual([status]);
  const [line] = own;
  if (status >= 400) expect(response.headers.get('Request-Id')).toBe(line?.request);
  return { response, line: line as NonNullable<typeof line> };
}

const clean = (): Leak[] => leaksIn(lines, known);
const body = (item: { bodies: { value: string }[] }) => item.bodies[0]?.value ?? '';

describe('the log of', () => {
  it('deliveries: whole, in part, unchanged, HEAD, a component, a feed, a search', async () => {
    const item = wireItem();
    known.body = /Secret-body-\w+/.exec(body(item))?.[0] ?? '';
    known.headline = item.headlines[0]?.value ?? '';
    const { id } = await ingest(newsroom, item);
    const { token } = site;
    const { response, line } = await callAndLog(200, `/v1/articles/${id}`, { token });
    expect(line).toMatchObject({
      level: 'debug',
      method: 'GET',
      route: '/v1/articles/{id}',
      entry: response.headers.get('Rights-Entry'),
      caller: 'partner',
      partner: site.partner,
      license: site.license,
      key: site.key.client_id,
      cache: 'miss',
    });
    known.receipt = response.headers.get('Rights-Receipt') ?? '';
    const repeated = await callAndLog(200, `/v1/articles/${id}`, { token });
    expect(repeated.line).toMatchObject({ cache: 'kept' });
    const etag = response.headers.get('ETag') ?? '';
    await callAndLog(304, `/v1/articles/${id}`, { token, headers: { 'If-None-Match': etag } });
    await callAndLog(200, `/v1/articles/${id}`, { token, method: 'HEAD' });
    const pictured = await ingestWithPhotograph(newsroom);
    await callAndLog(200, `/v1/articles/${pictured.id}/components/${pictured.photograph}`, { token });
    known.restriction = 'MALTA OUT BY ORDER OF NOBODY IN PARTICULAR';
    await callAndLog(201, '/v1/admin/restrictions', {
      token: newsroom.admin,
      json: { scope: pictured.photograph, text: known.restriction },
    });
    const partial = await callAndLog(200, `/v1/articles/${pictured.id}`, { token });
    expect(partial.response.headers.get('Rights-Withheld')).not.toBeNull();
    await callAndLog(200, '/v1/articles.atom', { token });
    known.search = 'searchedforthis';
    await callAndLog(200, `/v1/articles?q=${known.search}`, { token });
    await callAndLog(200, `/v1/articles/${id}/rights?territory=DE`, { token });
    await callAndLog(200, '/v1/decisions', { token, json: { article: id, use: { territory: 'DE' } } });
    expect(clean()).toEqual([]);
  });

  it('refusals: malformed, unauthenticated, refused by rights, over quota, unknown, killed, too many', async () => {
    const { token } = site;
    const { id } = await ingest(newsroom, wireItem());
    known.unread = 'neverwrittendown';
    await callAndLog(400, `/v1/articles?cursor=${known.unread}`, { token });
    await callAndLog(400, `/v1/articles?${known.unread}=1`, { token });
    const anonymous = await callAndLog(401, `/v1/articles/${id}`, {});
    expect(anonymous.line).toMatchObject({ level: 'info', code: 'invalid_token', caller: 'anonymous' });
    await callAndLog(401, `/v1/articles/${id}`, { token: `${token}x` });
    const wrongDoor = await callAndLog(403, '/v1/admin/keys', { token });
    expect(wrongDoor.line).toMatchObject({ level: 'warn', code: 'insufficient_scope' });
    const refused = await callAndLog(403, `/v1/articles/${id}?territory=JP`, { token });
    expect(refused.line).toMatchObject({
      code: 'territory_not_licensed',
      entry: refused.response.headers.get('Rights-Entry'),
    });
    await callAndLog(404, '/v1/articles/itm_unknown', { token });
    await callAndLog(404, `/${known.unread}`, {});
    await callAndLog(405, '/v1/articles', { token, method: 'DELETE' });
    await callAndLog(406, `/v1/articles/${id}`, { token, headers: { Accept: 'application/pdf' } });
    const small = await openSite(newsroom, { quota: { limit: 1, per: 'term', onExceed: 'refuse' } });
    known.second = small.token;
    await ask(`/v1/articles/${(await ingest(newsroom, wireItem())).id}`, { token: small.token });
    await callAndLog(402, `/v1/articles/${id}`, { token: small.token });
    known.notice = 'Killed because of this very sentence.';
    await callAndLog(200, `/v1/admin/articles/${id}`, {
      token: newsroom.admin,
      method: 'PATCH',
      json: { pubStatus: 'canceled', notice: known.notice },
    });
    await callAndLog(410, `/v1/articles/${id}`, { token });
    const LICENSE_LIMIT = { limit: async () => ({ success: false }) };
    const tooMany = await callAndLog(429, '/v1/articles', { token }, { LICENSE_LIMIT });
    expect(tooMany.line).toMatchObject({ level: 'warn', license: site.license });
    expect(clean()).toEqual([]);
  });

  it('the token endpoint and of changes has no secrets', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const basic = (id: string, secret: string) => `Basic ${btoa(`${id}:${secret}`)}`;
    known.basic = basic(site.key.client_id, site.key.client_secret);
    const granted = await callAndLog(200, '/oauth/token', {
      body: 'grant_type=client_credentials',
      headers: { ...form, Authorization: known.basic },
    });
    expect(granted.line).toMatchObject({ level: 'info', caller: 'client', client: site.key.client_id });
    known.issued = ((await granted.response.json()) as { access_token: string }).access_token;
    known.wrong = site.key.client_secret.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const bad = await callAndLog(401, '/oauth/token', {
      body: `grant_type=client_credentials&client_id=${site.key.client_id}&client_secret=${known.wrong}`,
      headers: form,
    });
    expect(bad.line).toMatchObject({ level: 'warn', code: 'invalid_client', caller: 'anonymous' });
    await callAndLog(200, '/oauth/revoke', {
      body: `token=${known.issued}`,
      headers: { ...form, Authorization: known.basic },
    });
    known.contact = 'night.editor@morgen.example';
    const { response } = await callAndLog(201, '/v1/admin/partners', {
      token: newsroom.admin,
      json: { name: 'Morgen', contact: known.contact },
    });
    const partner = ((await response.json()) as { id: string }).id;
    const license = await callAndLog(201, '/v1/admin/licenses', {
      token: newsroom.admin,
      json: terms(newsroom, partner),
    });
    const created = await callAndLog(201, '/v1/admin/keys', {
      token: newsroom.admin,
      json: { license: ((await license.response.json()) as { id: string }).id, name: 'site' },
    });
    expect(created.line).toMatchObject({ level: 'info', caller: 'operator', role: 'owner' });
    known.made = ((await created.response.json()) as { client_secret: string }).client_secret;
    const item = wireItem();
    known.ingested = /Secret-body-\w+/.exec(body(item))?.[0] ?? '';
    const put = { token: newsroom.admin, method: 'PUT' };
    await callAndLog(201, `/v1/admin/articles?section=${newsroom.section}`, { ...put, json: item });
    await callAndLog(409, `/v1/admin/articles?section=${newsroom.section}`, {
      ...put,
      json: { ...item, headlines: [{ value: 'Another one' }] },
    });
    await callAndLog(400, '/v1/admin/articles', { ...put, json: { ...item, bodies: known.ingested } });
    await callAndLog(400, '/v1/admin/articles', {
      ...put,
      body: `{"bodies": ${known.ingested}`,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(clean()).toEqual([]);
  });

  it('the console: who signs in, what a page asks for, a form of another site', async () => {
    const signIn = await operatorToken('desk');
    known.operator = signIn;
    const cookie = await signedInWith(signIn);
    known.cookie = cookie.slice(cookie.indexOf('=') + 1);
    // Objects that begin set the log as the runtime of the tests has it: let them begin.
    await ask('/console', { headers: { Cookie: cookie } });
    const page = await callAndLog(200, '/console', { headers: { Cookie: cookie } });
    expect(page.line).toMatchObject({ level: 'debug', caller: 'session', role: 'desk' });
    await callAndLog(303, '/console/partners', {});
    const foreign = await callAndLog(403, '/console/preferences', {
      body: 'back=%2Fconsole',
      headers: {
        Cookie: cookie,
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'cross-site',
      },
    });
    expect(foreign.line).toMatchObject({ level: 'warn', code: 'cross_site' });
    known.another = await operatorToken('desk');
    await callAndLog(204, '/console/session', { method: 'POST', token: known.another, headers: FROM_OURS });
    expect(clean()).toEqual([]);
  });

  it('failures: the ledger, D1, and a bug, each line with the id of its request', async () => {
    const { token } = site;
    const { id } = await ingest(newsroom, wireItem());
    const object = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
    const rename = (from: string, to: string) =>
      runInDurableObject(
        object,
        (_: LedgerShard, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
      );
    await rename('wal', 'wal_away');
    const away = await callAndLog(503, `/v1/articles/${id}`, { token }).finally(() =>
      rename('wal_away', 'wal'),
    );
    expect(away.line).toMatchObject({ level: 'error', code: 'ledger_unavailable' });
    // The object answers, and what it says is no outage.
    // Of all that was written, whoever's it is: a bug has one line.
    const bugs = () => parsed(lines).filter(({ event }) => event === 'bug');
    const ofObject = {
      object: 'ledger-0',
      call: 'recordRepeated',
      error: expect.stringContaining('no such table: wal'),
      request: away.line.request,
    };
    expect(bugs()).toMatchObject([ofObject]);
    expect(parsed(lines).filter(({ event }) => event === 'ledger_call_failed')).toEqual([]);

    const lostIt = () => Promise.reject(new Error('D1_ERROR: Network connection lost.'));
    const statement = { bind: () => statement, all: lostIt, first: lostIt, run: lostIt };
    const DB = { prepare: () => statement, batch: lostIt } as unknown as D1Database;
    const lost = await callAndLog(503, '/v1/admin/partners', { token: newsroom.admin }, { DB });
    expect(lost.line).toMatchObject({ code: 'storage_unavailable' });
    const broken = { prepare: () => JSON.parse(`Secret ${token}`) } as unknown as D1Database;
    const bug = await callAndLog(500, '/v1/admin/partners', { token: newsroom.admin }, { DB: broken });
    expect(await bug.response.json()).toMatchObject({ code: 'internal', request: bug.line.request });
    expect(bugs()).toMatchObject([ofObject, { request: bug.line.request, error: 'SyntaxError' }]);
    expect(lines.join('\n')).not.toContain('Secret eyJ');
    expect(clean()).toEqual([]);
  });
});

describe('the scanner', () => {
  it.each([
    ['an API key', () => site.key.client_secret],
    ['a token', () => site.token],
    ['an Authorization header', () => `Basic ${btoa('key_1:secret')}`],
    ['a cookie', () => '__Host-imprimatur=abcdef'],
    ['a private key', () => env.SIGNING_KEYS],
    ['a text of an article', () => 'before Secret-text behind'],
    ['the end of a secret', () => site.key.client_secret.slice(-30)],
    ['a query', () => `${agencyOf(env).publicUrl}/v1/articles?q=strike`],
  ])('finds %s', (_, leaked) => {
    const line = JSON.stringify({ level: 'info', event: 'request', leaked: leaked() });
    expect(leaksIn([line], { text: 'Secret-text', key: site.key.client_secret })).not.toEqual([]);
  });
});

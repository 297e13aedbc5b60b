/**
 * Japan for one partner alone: what the desk is told, what the other partner is told, and that it ends by
 * itself.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';

const state = temporaryState();
let gateway: Embedded;
let admin = '';

interface License {
  id: string;
  exclusivityId?: string;
  warnings?: { path: string; code: string; message: string }[];
}

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  admin = await tokenOf(gateway.url, gateway.admin);
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

const desk = <T = { id: string }>(method: string, path: string, json?: unknown) =>
  call<T>(`${gateway.url}/v1/admin/${path}`, admin, method, json);

const termsOf = (partner: string, product: string, more: object = {}) => ({
  partner,
  products: [product],
  uses: ['display', 'distribute'],
  components: ['dispatch', 'photograph'],
  territories: ['world'],
  territoryBasis: 'audience',
  channels: ['web', 'app'],
  starts: '2026-01-01',
  ends: '2036-01-01',
  consent: { reference: 'E-1', signedBy: 'A. Signatory', signedOn: '2026-01-01' },
  ...more,
});

async function partnerOf(name: string): Promise<string> {
  const titles = [{ id: 'site', name, domains: [`${name.toLowerCase()}.example`], market: 'JP' }];
  return (await desk('POST', 'partners', { name, titles })).id;
}

async function ingest(uri: string, versionCreated: string): Promise<string> {
  const item = {
    uri,
    version: '1',
    type: 'text',
    versionCreated,
    language: 'en',
    headlines: [{ value: `Ferry line reopens (${uri})` }],
    bodies: [{ contentType: 'text/plain', value: 'The first ferry in nine years left at noon.' }],
  };
  return (await desk('PUT', 'articles?section=sea', item)).id;
}

const get = (path: string, token: string) =>
  fetch(`${gateway.url}/v1/${path}`, { headers: { Authorization: `Bearer ${token}` } });
const IN_JAPAN = '?use=display&channel=web&territory=JP';
const IN_KOREA = '?use=display&channel=web&territory=KR';
const until = (instant: number) => new Promise((resolve) => setTimeout(resolve, instant - Date.now() + 50));

describe('an agency grants one partner Japan alone', () => {
  it('cannot sell Japan twice, is told how to mend it, and the other partner may use it everywhere else', async () => {
    const product = (await desk('POST', 'products', { name: 'Sea', sections: ['sea'] })).id;
    const [kobe, osaka] = [await partnerOf('Kobe'), await partnerOf('Osaka')];
    const alone = await desk<License>(
      'POST',
      'licenses',
      termsOf(kobe, product, { exclusivity: { territories: ['JP'] } }),
    );
    const refused = await fetch(`${gateway.url}/v1/admin/licenses`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(termsOf(osaka, product)),
    });
    expect(refused.status).toBe(409);
    const problem = (await refused.json()) as { detail: string; errors: { path: string }[] };
    expect(problem.errors.map(({ path }) => path)).toEqual(['/territories']);
    expect(problem.detail).toContain(`License ${alone.id} of ${kobe}`);
    expect(problem.detail).toContain('territories: add "-JP"');

    const mended = await desk<License>(
      'POST',
      'licenses',
      termsOf(osaka, product, { territories: ['world', '-JP'] }),
    );
    expect(mended.warnings).toBeUndefined();
    const token = await tokenOf(
      gateway.url,
      await desk<never>('POST', 'keys', { license: mended.id, name: 'site' }),
    );
    const article = await ingest('urn:test:sea:1', new Date().toISOString());
    expect((await get(`articles/${article}${IN_KOREA}`, token)).status).toBe(200);
    const inJapan = (await (await get(`articles/${article}${IN_JAPAN}`, token)).json()) as { code: string };
    expect(inJapan.code).toBe('territory_not_licensed');
    await desk('PATCH', `licenses/${alone.id}`, { status: 'terminated' });
    expect(
      (await desk<License>('PATCH', `licenses/${mended.id}`, { territories: ['world'] })).warnings,
    ).toBeUndefined();
  });

  it('may sell what overlaps only here and there: it is refused while the window is open, and let in when it is over', async () => {
    const all = (await desk('POST', 'products', { name: 'Sea and port', sections: ['sea', 'port'] })).id;
    const sea = (await desk('POST', 'products', { name: 'Sea', sections: ['sea'] })).id;
    const [kobe, osaka] = [await partnerOf('Kobe'), await partnerOf('Osaka')];
    const plain = await desk<License>('POST', 'licenses', termsOf(osaka, all));
    const keyed = (license: string) => desk<never>('POST', 'keys', { license, name: 'site' });
    const theirs = await tokenOf(gateway.url, await keyed(plain.id));
    const article = await ingest('urn:test:sea:2', new Date().toISOString());
    expect((await get(`articles/${article}${IN_JAPAN}`, theirs)).status).toBe(200);

    const ends = Date.now() + 4_000;
    const alone = await desk<License>(
      'POST',
      'licenses',
      termsOf(kobe, sea, { exclusivity: { territories: ['JP'], until: new Date(ends).toISOString() } }),
    );
    expect(alone.warnings?.map(({ code }) => code)).toContain('exclusivity_possible');
    const own = await tokenOf(gateway.url, await keyed(alone.id));

    const refused = await get(`articles/${article}${IN_JAPAN}`, theirs);
    expect(refused.status).toBe(403);
    const text = await refused.text();
    expect(JSON.parse(text)).toMatchObject({
      code: 'restricted',
      decidedBy: `${alone.exclusivityId}#exclusive`,
      detail: expect.stringMatching(
        /an exclusivity that the agency granted to another client forbids display .*in JP on web/,
      ),
    });
    expect(text).toContain(new Date(ends).toISOString());
    for (const secret of [kobe, alone.id, 'Kobe']) expect(text).not.toContain(secret);
    expect((await get(`articles/${article}${IN_KOREA}`, theirs)).status).toBe(200);
    expect((await get(`articles/${article}${IN_JAPAN}`, own)).status).toBe(200);

    const auditor = await tokenOf(gateway.url, gateway.auditor);
    const found = await get(`admin/licenses?exclusivity=${alone.exclusivityId}`, auditor);
    expect(((await found.json()) as { items: License[] }).items.map(({ id }) => id)).toEqual([alone.id]);

    await until(ends);
    expect((await get(`articles/${article}${IN_JAPAN}`, theirs)).status).toBe(200);
  });
});

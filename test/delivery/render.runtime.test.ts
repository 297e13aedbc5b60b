/** Stamps and renditions are made once and kept; what they depend on makes others. */
import { env } from 'cloudflare:workers';
import { decodeProtectedHeader } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StoredKeyRing } from '../../src/access/keyring.ts';
import { rotateKey } from '../../src/access/keyring-rotate.ts';
import { app } from '../../src/app.ts';
import * as receipt from '../../src/stamp/receipt.ts';
import { create, request } from '../support/gateway.ts';
import {
  type Ingested,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  type PartnerSite,
} from '../support/newsroom.ts';

let site: PartnerSite;
let article: Ingested & { photograph: string };

const newsroom = await openNewsroom();
afterEach(() => vi.restoreAllMocks());

const get = (path = '', accept = 'application/json', token = site.token) =>
  request(`/v1/articles/${article.id}${path}`, { token, headers: { Accept: accept } });

describe('what is delivered again', () => {
  it('is signed once for all formats, the 304 and every later fetch', async () => {
    [site, article] = [await openSite(newsroom), await ingestWithPhotograph(newsroom)];
    const sign = vi.spyOn(receipt, 'signReceipt');
    const first = await get();
    const text = await first.text();
    for (const accept of ['application/json', 'text/html', 'text/plain']) {
      const repeated = await get('', accept);
      expect(repeated.headers.get('Rights-Receipt')).toBe(first.headers.get('Rights-Receipt'));
      expect((await repeated.text()) === text).toBe(accept === 'application/json');
    }
    const unchanged = await request(`/v1/articles/${article.id}`, {
      token: site.token,
      headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
    });
    expect([unchanged.status, unchanged.headers.get('Rights-Receipt')]).toEqual([
      304,
      first.headers.get('Rights-Receipt'),
    ]);
    expect(sign).toHaveBeenCalledTimes(1);
  });

  it('is signed once as a photograph, too', async () => {
    [site, article] = [await openSite(newsroom), await ingestWithPhotograph(newsroom)];
    const sign = vi.spyOn(receipt, 'signReceipt');
    for (let n = 0; n < 3; n++) await (await get(`/components/${article.photograph}`, '*/*')).arrayBuffer();
    expect(sign).toHaveBeenCalledTimes(1);
  });

  it('is another for another license, title or use, and when the desk adds a restriction', async () => {
    [site, article] = [await openSite(newsroom), await ingestWithPhotograph(newsroom)];
    const other = await openSite(newsroom);
    const answers = [
      await get(),
      await get('', 'application/json', other.token),
      await get('?use=display&title=morgen&territory=DE&channel=web'),
      await get('?use=display&title=abend&territory=AT&channel=web'),
    ];
    await create('/v1/admin/restrictions', newsroom.admin, { scope: article.id, text: 'AUSTRIA OUT' });
    answers.push(await get());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ headers }) => headers.get('Rights-Receipt'))).size).toBe(5);
    expect(new Set(answers.map(({ headers }) => headers.get('ETag'))).size).toBe(5);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(5);
  });

  it('is another under another signing key or other words of the agency: bindings change while an isolate lives', async () => {
    [site, article] = [await openSite(newsroom), await ingestWithPhotograph(newsroom)];
    const under = async (bindings: object) => {
      const headers = { Authorization: `Bearer ${site.token}`, Accept: 'text/html' };
      const answer = await app.request(`/v1/articles/${article.id}`, { headers }, { ...env, ...bindings });
      const receipt = answer.headers.get('Rights-Receipt') ?? '';
      return { kid: decodeProtectedHeader(receipt).kid, receipt, text: await answer.text() };
    };
    const before = await under({});
    const rotated = await rotateKey(JSON.parse(env.SIGNING_KEYS) as StoredKeyRing, 'receipt', new Date());
    const after = await under({ SIGNING_KEYS: JSON.stringify(rotated) });
    expect(after.kid).toBe(
      rotated.keys.find(({ purpose, status }) => purpose === 'receipt' && status === 'current')?.jwk.kid,
    );
    expect(after.kid).not.toBe(before.kid);
    expect([after.text.includes(after.receipt), after.text.includes(before.receipt)]).toEqual([true, false]);
    const page = 'https://agency.example/elsewhere';
    expect(before.text).not.toContain(page);
    expect((await under({ AGENCY_LICENSE_URL: page })).text).toContain(page);
    expect(await under({})).toEqual(before);
  });
});

/** The client package, as it is built, against the built gateway with the sample newsroom. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Package from '../../client/src/index.ts';
import { bundleClient } from '../../scripts/lib/client-build.ts';
import { loadSample, type PartnerCredentials } from '../../scripts/newsroom/load.ts';
import { HAS_CHROMIUM, openBrowser } from '../support/browser.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';

const README = join(import.meta.dirname, '..', '..', 'client', 'README.md');

const state = temporaryState();
const folder = mkdtempSync(join(tmpdir(), 'imprimatur-client-'));
const bundle = join(folder, 'index.mjs');
let gateway: Embedded;
let partner: PartnerCredentials;
let admin: string;
let built: typeof Package;
let client: Package.Imprimatur;
beforeAll(async () => {
  await bundleClient(bundle);
  built = (await import(bundle)) as typeof Package;
  gateway = await startEmbedded(state.dir);
  const [first] = await loadSample(gateway.url, gateway.admin);
  if (!first) throw new Error('the sample has no partner');
  partner = first;
  admin = await tokenOf(gateway.url, gateway.admin);
  client = new built.Imprimatur(credentials());
});
afterAll(async () => {
  await gateway?.stop();
  state.remove();
  rmSync(folder, { recursive: true, force: true });
});

const credentials = () => ({
  gateway: gateway.url,
  clientId: partner.client_id,
  clientSecret: partner.client_secret,
});

async function listed(query: Package.ListQuery = {}) {
  const found: Package.ListedArticle[] = [];
  for await (const item of client.list(query)) found.push(item);
  return found;
}

/** In the log that is read, which is written to within seconds. */
async function recordOf(jti: string): Promise<Package.ReceiptRecord> {
  await expect.poll(() => client.receiptRecord(jti).catch(() => null)).not.toBeNull();
  return client.receiptRecord(jti);
}

describe('articles', () => {
  it('are listed page after page, each once, and searched', async () => {
    const all = await listed({ limit: 3 } as Package.ListQuery);
    expect(all.length).toBeGreaterThan(9);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const tolls: string[] = [];
    for await (const { headline } of client.search('toll')) tolls.push(headline ?? '');
    expect(tolls.some((headline) => headline.includes('toll'))).toBe(true);
  });

  it('come in the format that is asked for, and are asked for again by their tag', async () => {
    const [item] = await listed({ section: 'politics', q: 'toll' });
    const id = item?.id ?? '';
    const ninjs = await client.article(id);
    expect(ninjs.json<{ uri: string }>().uri).toBe(item?.uri);
    const text = await client.article(id, { format: 'text' });
    expect(text.body).toContain('46 million');
    const repeated = await client.article(id, { format: 'text', cached: text });
    expect([repeated.isRevalidated, repeated.body, repeated.receipt]).toEqual([
      true,
      text.body,
      text.receipt,
    ]);
    const photograph = item?.components.find(({ type }) => type === 'photograph')?.id ?? '';
    const bytes = await client.component(id, photograph);
    expect([bytes.contentType, bytes.bytes.length > 1_000]).toEqual(['image/jpeg', true]);
    const once = await client.component(id, photograph, { cached: bytes });
    expect(once.isRevalidated).toBe(true);
  });

  it('are decided about without a delivery', async () => {
    const [item] = await listed({ section: 'politics', q: 'toll' });
    const use = { action: 'distribute', title: 'hallwanger-post', channel: 'newsletter' } as const;
    expect((await client.decide(item?.id ?? '', { ...use, territory: 'AT' })).outcome).toBe('permit');
    const japan = await client.decide(item?.id ?? '', { ...use, territory: 'JP' });
    expect([japan.outcome, japan.code]).toEqual(['deny', 'territory_not_licensed']);
  });

  it('that are not there are refused by a code', async () => {
    const error = await client
      .article('itm_00000000000000000000000000000000')
      .catch((error: unknown) => error);
    expect(built.isRefused(error, 'not_found')).toBe(true);
    expect(built.isRefused(error, 'killed')).toBe(false);
  });
});

describe('a token', () => {
  it('that is revoked under way is replaced, and nobody notices', async () => {
    const tokens: string[] = [];
    const watched = new built.Imprimatur({
      ...credentials(),
      fetch: (async (input, init) => {
        const header = new Headers(init?.headers).get('Authorization');
        if (header?.startsWith('Bearer ')) tokens.push(header.slice(7));
        return fetch(input, init);
      }) as typeof fetch,
    });
    const [item] = await listed();
    await watched.decide(item?.id ?? '');
    const revoked = await fetch(`${gateway.url}/oauth/revoke`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${partner.client_id}:${partner.client_secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ token: tokens[0] ?? '' }),
    });
    expect(revoked.status).toBe(200);
    expect((await watched.decide(item?.id ?? '')).article).toBe(item?.id);
    expect(new Set(tokens).size).toBe(2);
    expect(tokens).toHaveLength(3);
  });

  it('is not issued for another secret', async () => {
    const stranger = new built.Imprimatur({ ...credentials(), clientSecret: `${partner.client_secret}x` });
    await expect(stranger.decide('itm_1')).rejects.toMatchObject({
      name: 'TokenRefused',
      error: 'invalid_client',
    });
  });
});

describe('changes', () => {
  it('bring a kill to whoever waits for one, and what was fetched before is refused from then on', async () => {
    const victim = (await listed({ section: 'panorama' }))[0]?.id ?? '';
    const before = await client.article(victim);
    let cursor: string | undefined;
    for await (const change of client.changes({ waitS: 0 })) cursor = change.cursor;
    expect(cursor).toBeDefined();
    const stop = new AbortController();
    const changes: Package.Change[] = [];
    const following = (async () => {
      for await (const change of client.changes({ after: cursor, waitS: 10, signal: stop.signal })) {
        changes.push(change);
        if (change.changeType === 'kill') return;
      }
    })();
    await call(`${gateway.url}/v1/admin/articles/${victim}`, admin, 'PATCH', {
      pubStatus: 'canceled',
      notice: 'It is not so.',
    });
    await following;
    stop.abort();
    expect(changes.map(({ id, changeType }) => [id, changeType])).toEqual([[victim, 'kill']]);
    expect(JSON.stringify(changes)).not.toContain(
      before.json<{ headlines: { value: string }[] }>().headlines[0]?.value,
    );
    const error = await client.article(victim, { cached: before }).catch((error: unknown) => error);
    expect(built.isRefused(error, 'killed')).toBe(true);
    expect((error as Package.Refused).problem.notice).toBe('It is not so.');
  });

  it('say that what the license permits is another', async () => {
    let cursor: string | undefined;
    for await (const change of client.changes({ waitS: 0 })) cursor = change.cursor;
    await call(`${gateway.url}/v1/admin/licenses/${partner.license}`, admin, 'PATCH', { onlineDays: 900 });
    const types: string[] = [];
    for await (const { changeType } of client.changes({ waitS: 0, after: cursor })) types.push(changeType);
    expect(types).toEqual(['resync']);
  });
});

describe('what the gateway says of itself', () => {
  it('holds, and nothing that was changed does', async () => {
    const keys = await built.trustKeys(await client.publicKeys());
    const [item] = await listed({ section: 'politics', q: 'toll' });
    const article = await client.article(item?.id ?? '', { format: 'text' });
    const receipt = article.receipt ?? '';
    const check = await built.verifyReceipt(receipt, keys, { issuer: gateway.url });
    if (!check.valid) throw new Error(check.reason);
    const { claims } = check;
    const middle = Math.floor(receipt.length / 2);
    const tampered = `${receipt.slice(0, middle)}${receipt[middle] === 'A' ? 'B' : 'A'}${receipt.slice(middle + 1)}`;
    expect(await built.verifyReceipt(tampered, keys, { issuer: gateway.url })).toMatchObject({
      valid: false,
    });

    const record = await recordOf(claims.jti);
    expect(built.verifyText(claims, record, { text: article.body })).toMatchObject({ text: 'unmodified' });
    const altered = article.body.replace('46 million', '64 million');
    expect(built.verifyText(claims, record, { text: altered })).toMatchObject({
      text: 'altered',
      changed: [5],
    });
    expect(await client.verifyPublished(receipt, { text: altered })).toMatchObject({
      text: 'altered',
      changed: [5],
    });

    await expect.poll(() => client.isInLog(claims, keys).catch(() => null), { interval: 1_000 }).toBe(true);
    const leaf = built.leafOf('{"another":"entry"}');
    expect(await client.isInLog({ ...claims, log: { ...claims.log, leaf } }, keys)).toBe(false);
    const other = await built.trustKeys({ keys: [] });
    expect(await client.isInLog(claims, other)).toBe(false);
  });

  it('goes on as it was: a kept checkpoint is how the next one begins', async () => {
    const keys = await built.trustKeys(await client.publicKeys());
    const { license } = partner;
    const checkpoint = await client.checkpoint(keys, { license });
    const [item] = await listed();
    await client.article(item?.id ?? '', { format: 'html' });
    const newest = async () => (await client.checkpoint(keys, { license })).size;
    await expect.poll(newest, { interval: 1_000 }).toBeGreaterThan(checkpoint.size);
    const now = await client.checkpoint(keys, { license });
    const proof = await client.consistencyProof(checkpoint.size, now.size, { license });
    expect(built.verifyConsistency(checkpoint, now, proof)).toBe(true);
    expect(built.verifyConsistency({ ...checkpoint, root: new Uint8Array(32) }, now, proof)).toBe(false);
    const lie = now.note.replace(`\n${now.size}\n`, `\n${now.size + 1}\n`);
    expect(built.verifyCheckpoint(lie, keys)).toEqual({ valid: false, reason: 'bad_signature' });
    await expect(client.checkpoint(other(keys), { license })).rejects.toThrow('bad_signature');
  });

  const other = (keys: Package.TrustedKeys): Package.TrustedKeys => ({ ...keys, log: [] });
});

describe('the package', () => {
  it('prints what its README says', () => {
    const [code, output] = [...readFileSync(README, 'utf8').matchAll(/```(?:ts|text)\n([\s\S]*?)```/g)].map(
      ([, block = '']) => block,
    );
    const program = join(folder, 'example.mts');
    writeFileSync(program, (code ?? '').replace("'@imprimatur/client'", "'./index.mjs'"));
    const env = {
      PATH: process.env.PATH,
      GATEWAY: gateway.url,
      CLIENT_ID: partner.client_id,
      CLIENT_SECRET: partner.client_secret,
    };
    expect(execFileSync(process.execPath, [program], { encoding: 'utf8', env: env as never })).toBe(output);
  });

  it.skipIf(!HAS_CHROMIUM)(
    'checks receipts and checkpoints in a browser, without Node’s Buffer and crypto',
    async () => {
      const article = await client.article((await listed({ section: 'politics', q: 'toll' }))[0]?.id ?? '', {
        format: 'text',
      });
      const keys = await built.trustKeys(await client.publicKeys());
      const { note } = await client.checkpoint(keys, { license: partner.license });
      const browser = await openBrowser();
      try {
        const page = await browser.newPage();
        await page.route(`${gateway.url}/blank`, (route) =>
          route.fulfill({ contentType: 'text/html', body: '<title>Blank</title>' }),
        );
        await page.route(`${gateway.url}/client.js`, (route) =>
          route.fulfill({ contentType: 'text/javascript', body: readFileSync(bundle, 'utf8') }),
        );
        await page.goto(`${gateway.url}/blank`);
        const input = { gateway: gateway.url, receipt: article.receipt ?? '', note, text: article.body };
        const found = await page.evaluate(`(async ({ gateway, receipt, note, text }) => {
        const { Imprimatur, trustKeys, verifyReceipt, verifyCheckpoint, verifyText } = await import(gateway + '/client.js');
        const client = new Imprimatur({ gateway });
        const keys = await trustKeys(await client.publicKeys());
        const check = await verifyReceipt(receipt, keys, { issuer: gateway });
        const record = await client.receiptRecord(check.claims.jti);
        const lie = await verifyReceipt(receipt.slice(0, -5) + 'AAAAA', keys, { issuer: gateway });
        return [
          typeof Buffer, check.valid, lie.valid, verifyText(check.claims, record, { text }).text,
          verifyCheckpoint(note, keys).valid, verifyCheckpoint(note.replace(/\\n\\d+\\n/, '\\n1234\\n'), keys).valid,
        ];
      })(${JSON.stringify(input)})`);
        expect(found).toEqual(['undefined', true, false, 'unmodified', true, false]);
      } finally {
        await browser.close();
      }
    },
  );
});

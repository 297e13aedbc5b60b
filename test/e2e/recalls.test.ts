/**
 * From a kill to its closing on the built gateway: a partner acknowledges, the gateway sees that the page is
 * gone, and the signed closure is checked by the program of evidence packs, which shares no code with the
 * gateway.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkClosure, checkPack, readTrusted } from '../../scripts/check-evidence.mjs';
import { ROOT } from '../../scripts/lib/build.ts';
import type { RecallDetails } from '../../src/audit/recalls/schemas.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { type Desk, ingestText, openSmallSite } from '../support/small-site.ts';

const state = temporaryState();
const folder = mkdtempSync(join(tmpdir(), 'imprimatur-closure-'));
let gateway: Embedded;
let desk: Desk;
let auditor: string;
let site: { license: string; token: string };
let pages: Server;
let isUp = true;
let article: string;
let recall: string;
let jwks: string;

const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

async function until<T>(load: () => Promise<T>, isThere: (value: T) => boolean, ms = 20_000): Promise<T> {
  for (const end = Date.now() + ms; ; await pause(250)) {
    const value = await load();
    if (isThere(value)) return value;
    if (Date.now() > end) throw new Error(`it did not come about in time: ${JSON.stringify(value)}`);
  }
}

const details = () => call<RecallDetails>(`${gateway.url}/v1/admin/recalls/${recall}`, desk.token, 'GET');
const readings = ({ licenses }: RecallDetails) =>
  licenses.flatMap(({ titles }) =>
    titles.flatMap(({ pages: list }) => list.flatMap((page) => page.readings)),
  );

beforeAll(async () => {
  gateway = await startEmbedded(state.dir, { vars: { WEBHOOK_NETWORK: 'local' } });
  desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  auditor = await tokenOf(gateway.url, gateway.auditor);
  jwks = await (await fetch(`${gateway.url}/.well-known/jwks.json`)).text();
  writeFileSync(join(folder, 'jwks.json'), jwks);
  site = await openSmallSite(desk);
  const other = await openSmallSite(desk);
  article = await ingestText(desk, 'urn:test:recall:1', 'Ferry line “Órla” — back');
  const delivered = await fetch(`${gateway.url}/v1/articles/${article}?title=site`, {
    headers: { Authorization: `Bearer ${site.token}`, Accept: 'text/html' },
  });
  const html = await delivered.text();
  await (
    await fetch(`${gateway.url}/v1/articles/${article}`, {
      headers: { Authorization: `Bearer ${other.token}` },
    })
  ).text();
  pages = createServer((request, response) => {
    const isThere = isUp && request.url === '/story';
    response.writeHead(isThere ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(isThere ? html : 'Not found');
  });
  await new Promise<void>((done) => pages.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/story`;
  const publishedAt = new Date().toISOString();
  const report = { article, title: 'site', channel: 'web', publishedAt, url };
  await call(`${gateway.url}/v1/publications`, site.token, 'POST', report);
  await call(`${gateway.url}/v1/admin/articles/${article}`, desk.token, 'PATCH', {
    pubStatus: 'canceled',
    notice: 'KILL: the ferry is not back.',
  });
  for (const { token } of [site, other]) {
    const { items } = await call<{ items: { id: string; data: { recall: string } }[] }>(
      `${gateway.url}/v1/events`,
      token,
      'GET',
    );
    recall = items[0]?.data.recall ?? '';
    const event = items[0]?.id;
    await call(`${gateway.url}/v1/acknowledgements`, token, 'POST', { event, state: 'removed' });
  }
  // The notices reach the database within a second or two.
  const list = `${gateway.url}/v1/admin/recalls?article=${article}`;
  await until(
    () => call<{ items: { holders: { acknowledged: number } }[] }>(list, desk.token, 'GET'),
    ({ items }) => items[0]?.holders.acknowledged === 2,
  );
});

afterAll(async () => {
  pages?.close();
  await gateway?.stop();
  state.remove();
  rmSync(folder, { recursive: true, force: true });
});

const readNow = () =>
  call<{ read: number }>(`${gateway.url}/v1/admin/recalls/${recall}/readings`, desk.token, 'POST', {});

const download = (door: 'admin' | 'audit') =>
  fetch(`${gateway.url}/v1/${door}/recalls/${recall}/closure`, {
    headers: { Authorization: `Bearer ${door === 'admin' ? desk.token : auditor}` },
  });

describe('a kill', () => {
  it('stays open while the page is up, whatever the partner says', async () => {
    await until(details, ({ pages: { reported }, holders }) => reported === 1 && holders.acknowledged === 2);
    expect((await readNow()).read).toBe(1);
    const seen = await until(details, (recall) => readings(recall).length === 1);
    expect(readings(seen)).toMatchObject([{ verdict: 'unchanged', status: 200 }]);
    expect(seen).toMatchObject({ state: 'open', pages: { up: 1 }, holders: { notified: 2, done: 1 } });
    expect((await download('audit')).status).toBe(409);
  });

  it('closes when the page is seen gone', async () => {
    isUp = false;
    await readNow();
    const closed = await until(details, (recall) => recall.state === 'closed');
    expect(closed).toMatchObject({ closed: { how: 'completed', open: 0 }, holders: { done: 2 } });
    expect(readings(closed).map(({ verdict }) => verdict)).toEqual(['gone', 'unchanged']);
    expect(closed.action).toMatch(/^act_/);
  });

  it('has a closure that Node alone can check, of which no byte can be changed', async () => {
    const response = await until(
      async () => download('audit'),
      ({ status }) => status === 200,
      90_000,
    );
    const text = await response.text();
    const file = join(folder, 'closure.json');
    writeFileSync(file, text);
    const checker = join(ROOT, 'scripts', 'check-evidence.mjs');
    const { code, output } = await new Promise<{ code: number; output: string }>((resolve) =>
      execFile(
        process.execPath,
        [checker, file, join(folder, 'jwks.json')],
        { cwd: folder, env: {} },
        (error, out, err) => resolve({ code: error ? Number(error.code) : 0, output: out + err }),
      ),
    );
    expect(output).toContain('licenses: 2, each notified; readings of pages: 2');
    expect(output).toContain('completed; licenses not done then: 0');
    expect(code).toBe(0);
    const trusted = readTrusted(jwks);
    const { closure } = JSON.parse(text) as { closure: { logs: { license: string; entries: object[] }[] } };
    expect(closure.logs.map(({ license }) => license)).toContain('operators');
    const bytes = Buffer.from(text);
    const step = Math.max(1, Math.floor(bytes.length / 400));
    const unseen: number[] = [];
    for (const at of [...Array(400).keys()].map((n) => n * step).concat(bytes.length - 1, bytes.length - 4)) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      try {
        checkClosure(changed.toString(), trusted);
        unseen.push(at);
      } catch {}
    }
    expect(unseen).toEqual([]);
  });

  it('is in the evidence pack of the article, for the agency alone', async () => {
    const pack = async (token: string) => {
      const path = `${gateway.url}/v1/audit/evidence/articles/${article}`;
      const response = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
      expect(response.status).toBe(200);
      return Buffer.from(await response.arrayBuffer());
    };
    const own = await pack(auditor);
    expect(Object.keys(unzipSync(own))).toContain(`closures/${recall}.json`);
    expect(checkPack(own, readTrusted(jwks)).join('\n')).toContain('closures of recalls: 1');
    expect(Object.keys(unzipSync(await pack(site.token))).join()).not.toContain('closures/');
  });
});

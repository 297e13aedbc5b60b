/**
 * An evidence pack of the built gateway, checked by the program that it carries, which shares no code with
 * the gateway: what was delivered, refused and killed; a part of it; one byte changed anywhere; who gets what
 * of whom.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPack, readTrusted } from '../../scripts/check-evidence.mjs';
import { ROOT } from '../../scripts/lib/build.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { type Desk, ingestText, openSmallSite, post } from '../support/small-site.ts';
import { alterEntries } from '../support/stored-log.ts';

const state = temporaryState();
const folder = mkdtempSync(join(tmpdir(), 'imprimatur-evidence-'));
const CHECKER = join(ROOT, 'scripts', 'check-evidence.mjs');

let gateway: Embedded;
let desk: Desk;
let auditor: string;
let site: { license: string; token: string };
let other: { license: string; token: string };
let article: string;
let receipt: string;

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  const admin = await tokenOf(gateway.url, gateway.admin);
  auditor = await tokenOf(gateway.url, gateway.auditor);
  desk = { url: gateway.url, token: admin };
  await post(desk, 'restrictions', { scope: 'section:news', text: 'JAPAN OUT. MANDATORY CREDIT.' });
  site = await openSmallSite(desk);
  other = await openSmallSite(desk);
  article = await ingestText(desk, 'urn:test:evidence:1', 'Ferry line “Órla” — back');
  const another = await ingestText(desk, 'urn:test:evidence:2', 'Something else');
  // The objects' first round is over: what is signed from now on is what is asked for.
  await pause(2_500);
  for (let n = 0; n < 4; n++) receipt = (await fetched(site.token, article)) ?? '';
  await fetched(other.token, article);
  await fetched(site.token, another);
  await fetched(site.token, article, '?use=display&territory=JP');
  const published = { article, title: 'site', channel: 'web', publishedAt: '2026-11-02T00:00:00Z' };
  await call(`${gateway.url}/v1/publications`, site.token, 'POST', published);
  await call(`${gateway.url}/v1/admin/licenses/${site.license}`, admin, 'PATCH', { retentionDays: 30 });
  await fetched(site.token, article);
  await call(`${gateway.url}/v1/admin/articles/${article}`, admin, 'PATCH', {
    pubStatus: 'canceled',
    notice: 'KILL: the ferry is not back.',
  });
  await fetched(site.token, article);
  await until(async () => (await entries(site.license)).length === 10);
  await until(async () => (await entries(other.license)).length === 2);
  writeFileSync(
    join(folder, 'jwks.json'),
    await (await fetch(`${gateway.url}/.well-known/jwks.json`)).text(),
  );
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
  rmSync(folder, { recursive: true, force: true });
});

const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await done()); await pause(250))
    if (Date.now() > end) throw new Error('it did not come about in time');
}

async function fetched(token: string, id: string, query = ''): Promise<string | null> {
  const response = await fetch(`${gateway.url}/v1/articles/${id}${query}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  await response.arrayBuffer();
  return response.headers.get('Rights-Receipt');
}

interface Listed {
  id: string;
  at: string;
  index: number;
  license: string;
  outcome: string;
}

async function entries(license: string): Promise<Listed[]> {
  const path = `${gateway.url}/v1/audit/deliveries?license=${license}&limit=200`;
  return (await call<{ items: Listed[] }>(path, auditor, 'GET')).items.reverse();
}

const ask = (path: string, token: string) =>
  fetch(`${gateway.url}/v1/audit/evidence/${path}`, { headers: { Authorization: `Bearer ${token}` } });

async function pack(path: string, token = auditor): Promise<Buffer> {
  const response = await ask(path, token);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  expect(response.headers.get('Content-Type')).toBe('application/zip');
  return Buffer.from(await response.arrayBuffer());
}

function run(script: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    // Elsewhere than in this repository: nothing of it can be within reach.
    execFile(process.execPath, [script, ...args], { cwd: folder, env: {} }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, output: out + err }),
    );
  });
}

const trusted = () => readTrusted(readFileSync(join(folder, 'jwks.json'), 'utf8'));
// biome-ignore lint/suspicious/noExplicitAny: lines of every file
const linesIn = (file: Uint8Array | undefined): any[] =>
  new TextDecoder()
    .decode(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('an evidence pack of a license', () => {
  it('is checked by the program in it, with the keys of elsewhere and a receipt that somebody holds', async () => {
    const zip = await pack(`licenses/${site.license}`);
    writeFileSync(join(folder, 'pack.zip'), zip);
    const files = unzipSync(zip);
    writeFileSync(join(folder, 'check.mjs'), files['check-evidence.mjs'] ?? '');
    writeFileSync(join(folder, 'receipt.txt'), receipt);
    const { code, output } = await run('check.mjs', 'pack.zip', 'jwks.json', 'receipt.txt');
    expect(output).toContain('entries: 10, each in the log of its license as signed; logs: 1');
    expect(output).toContain('no entry of this license is left out, up to entry 9');
    expect(output).toMatch(/policies judged on: 3; in the pack, as their digests say: 3/);
    expect(output).toContain(': signed, and its entry is in the log');
    expect(code).toBe(0);
    const listed = linesIn(files['entries.ndjson']);
    expect(listed).toEqual(await entries(site.license));
    expect(new Set(listed.map(({ kind }) => kind))).toEqual(
      new Set(['delivery', 'refusal', 'publication', 'notice']),
    );
  });

  it('has the license as it was, version by version, and the consent', async () => {
    const files = unzipSync(await pack(`licenses/${site.license}`));
    const license = JSON.parse(Buffer.from(files[`licenses/${site.license}.json`] ?? []).toString());
    expect(license.versions.map(({ version, terms }: never) => [version, terms])).toMatchObject([
      [2, { retentionDays: 30, consent: { reference: 'L-1' } }],
      [1, { consent: { reference: 'L-1' } }],
    ]);
    expect(license.agreements).toHaveLength(2);
    expect(linesIn(files['restrictions.ndjson'])).toMatchObject([
      { version: 1, text: 'JAPAN OUT. MANDATORY CREDIT.', status: 'active' },
    ]);
  });

  it('of a part shows that nothing of that part is left out', async () => {
    const all = await entries(site.license);
    const [from, to] = [all[2]?.at ?? '', all[6]?.at ?? ''];
    const within = all.filter(({ at }) => at >= from && at < to);
    expect(within.length).toBeGreaterThan(0);
    const zip = await pack(`licenses/${site.license}?from=${from}&to=${to}`);
    const lines = checkPack(zip, trusted());
    expect(lines.join('\n')).toContain(`no entry of this license is left out from ${from} to ${to}`);
    const files = unzipSync(zip);
    expect(linesIn(files['entries.ndjson'])).toEqual(within);
    expect(linesIn(files['borders.ndjson'])).toHaveLength(2);
    const proof = JSON.parse(Buffer.from(files[`proofs/license/${site.license}.json`] ?? []).toString());
    expect(proof.hashes.length).toBeGreaterThan(0);
  });

  it('of a time in which there was nothing is none', async () => {
    expect((await ask(`licenses/${site.license}?to=2026-01-01T00:00:00Z`, auditor)).status).toBe(404);
    expect((await ask('licenses/lic_none', auditor)).status).toBe(404);
  });
});

const TOOLS = ['bash', 'openssl', 'jq', 'sha256sum', 'sed', 'grep', 'base64'];

describe.skipIf(TOOLS.some((tool) => spawnSync(tool, ['--version']).error))('by hand', () => {
  it('it is checked as its README says', async () => {
    const files = unzipSync(await pack(`licenses/${site.license}`));
    const unpacked = join(folder, 'unpacked');
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(unpacked, name)), { recursive: true });
      writeFileSync(join(unpacked, name), content);
    }
    const key = Object.keys(files).find((name) => name.startsWith('keys/checkpoint-'));
    const readme = new TextDecoder().decode(files['README.md']);
    const commands = [...readme.matchAll(/^ {7}(.*)$/gm)].map(([, line]) => line).join('\n');
    const { stdout, stderr } = spawnSync('bash', ['-c', commands.replaceAll('KEY', key ?? '')], {
      cwd: unpacked,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    const checked = Object.keys(files).filter((name) => !name.startsWith('manifest.'));
    expect(lines).toEqual([
      'Signature Verified Successfully',
      ...checked.map((name) => `${name}: OK`),
      'Signature Verified Successfully',
    ]);
  });
});

describe('an evidence pack of an article', () => {
  it('has the entries of all licenses, and what tells a true text from another', async () => {
    const zip = await pack(`articles/${article}`);
    expect(checkPack(zip, trusted()).join('\n')).toContain('as signed; logs: 2');
    const files = unzipSync(zip);
    const listed = linesIn(files['entries.ndjson']);
    expect(new Set(listed.map(({ license }) => license))).toEqual(new Set([site.license, other.license]));
    const [record] = linesIn(files['receipts.ndjson']);
    expect(record.text.blocks.length).toBeGreaterThan(1);
  });

  it('has for a partner its own entries, and nothing of others', async () => {
    const zip = await pack(`articles/${article}`, other.token);
    expect(checkPack(zip, trusted()).join('\n')).toContain(
      'entries: 2, each in the log of its license as signed; logs: 1',
    );
    expect(zip.includes(site.license)).toBe(false);
    expect(zip.includes('JAPAN OUT')).toBe(false);
    expect(zip.includes('opr_')).toBe(false);
    expect((await ask(`licenses/${site.license}`, other.token)).status).toBe(404);
    expect((await ask(`licenses/${other.license}`, other.token)).status).toBe(200);
    const admin = await tokenOf(gateway.url, gateway.admin);
    expect((await ask(`articles/${article}`, admin)).status).toBe(403);
  });
});

describe('one changed byte', () => {
  it('is found, wherever in the ZIP it is', async () => {
    const all = await entries(site.license);
    const zip = await pack(`licenses/${site.license}?from=${all[2]?.at}`);
    const keys = trusted();
    expect(() => checkPack(zip, keys)).not.toThrow();
    for (const at of placesIn(zip)) {
      const flipped = Buffer.from(zip);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      expect(() => checkPack(flipped, keys), `byte ${at} of ${zip.length}`).toThrow();
    }
    for (const cut of [zip.subarray(0, -1), zip.subarray(1), Buffer.concat([zip, Buffer.from([0])])])
      expect(() => checkPack(cut, keys)).toThrow();
  });

  it('is told with the place', async () => {
    const zip = await pack(`licenses/${site.license}`);
    const at = zip.indexOf('"billable":1');
    zip[at + 11] = 0x32;
    writeFileSync(join(folder, 'changed.zip'), zip);
    expect(await run(CHECKER, 'changed.zip', 'jwks.json')).toMatchObject({
      code: 1,
      output: expect.stringContaining('entries.ndjson, or its checksum, is not as it must be'),
    });
  });

  it('is told by npm run verify, too', async () => {
    const zip = await pack(`articles/${article}`);
    writeFileSync(join(folder, 'article.zip'), zip);
    const verify = join(ROOT, 'scripts', 'verify.ts');
    const whole = await run(verify, 'article.zip', '--keys', 'jwks.json');
    expect(whole).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^article\.zip: GENUINE: evidence pack: made /),
    });
    const place = zip.indexOf('"root":"') + 8;
    zip[place] = (zip[place] ?? 0) ^ 1;
    writeFileSync(join(folder, 'article.zip'), zip);
    expect((await run(verify, 'article.zip', '--keys', 'jwks.json')).code).toBe(1);
  });

  it('cannot be made up for by keys that one has made oneself', async () => {
    writeFileSync(join(folder, 'pack.zip'), await pack(`licenses/${site.license}`));
    const { publicKey } = (await crypto.subtle.generateKey('Ed25519', true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const key = { ...(await crypto.subtle.exportKey('jwk', publicKey)), purpose: 'checkpoint' };
    writeFileSync(join(folder, 'others.json'), JSON.stringify({ keys: [key] }));
    expect(await run(CHECKER, 'pack.zip', 'others.json')).toMatchObject({
      code: 1,
      output: expect.stringContaining('not signed with a key that was given'),
    });
  });
});

describe('an insider who changes D1', () => {
  it('shows in the pack: by an entry that is not what was signed, or that is not there', async () => {
    const db = await gateway.runtime.getD1Database('DB');
    const third = { license: site.license, index: 3 };
    await alterEntries(db, third, (line) => line.replace('"env":"live"', '"env":"test"'));
    const changed = await pack(`licenses/${site.license}`);
    expect(() => checkPack(changed, trusted())).toThrow(/not in the log that was signed/);
    await alterEntries(db, third, () => '');
    const without = await pack(`licenses/${site.license}`);
    expect(() => checkPack(without, trusted())).toThrow(/entry 3 of lic_\w+ is missing/);
  });
});

/**
 * All that is no content of a file, the first and the last of each file, and some hundreds of others, evenly
 * spread.
 */
function placesIn(zip: Buffer): Set<number> {
  const places = new Set<number>();
  const add = (from: number, to: number) => {
    for (let at = from; at < to; at++) places.add(at);
  };
  let at = 0;
  while (zip.readUInt32LE(at) === 0x04034b50) {
    const begin = at + 30 + zip.readUInt16LE(at + 26);
    const end = zip.indexOf(Buffer.from('504b0708', 'hex'), begin);
    add(at, begin + 1);
    add(end - 1, end + 16);
    at = end + 16;
  }
  add(at, zip.length);
  const step = Math.max(1, Math.floor(zip.length / 400));
  for (let place = 0; place < zip.length; place += step) places.add(place);
  return places;
}

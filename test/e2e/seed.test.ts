/**
 * `npm run seed` against the built gateway: what it leaves is true in every respect, and there once however
 * often it is run.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Options } from '../../scripts/newsroom/seed/options.ts';
import { type Seeded, seedNewsroom } from '../../scripts/newsroom/seed/run.ts';
import { verifyInclusion } from '../../src/ledger/merkle/verify.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { naiveRoot } from '../support/naive-merkle.ts';

const TOTALS = { articles: 60, licenses: 12, entries: 400 };
const state = temporaryState();
const folder = join(state.dir, 'desk');
let gateway: Embedded;
let seeded: Seeded;

const options = (change: Partial<Options> = {}): Options => ({
  ...TOTALS,
  seed: 'test',
  rate: null,
  amongOthers: false,
  credentials: join(folder, 'credentials.json'),
  ...change,
});

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  mkdirSync(folder);
  const { url, admin, auditor } = gateway;
  writeFileSync(join(folder, 'credentials.json'), JSON.stringify({ gateway: url, admin, auditor }));
  seeded = await seedNewsroom(options(), () => undefined);
});
afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

interface Row {
  license: string;
  kind: string;
  body: string;
}

/** The whole logs of licenses, notices of quotas among them. */
async function rows(): Promise<Row[]> {
  const db = await gateway.runtime.getD1Database('DB');
  const { results } = await db
    .prepare("SELECT license, kind, body FROM entries WHERE license LIKE 'lic_%' ORDER BY license, idx")
    .all<Row>();
  return results;
}

async function counts() {
  const db = await gateway.runtime.getD1Database('DB');
  return db
    .prepare(
      `SELECT (SELECT count(*) FROM entries WHERE license LIKE 'lic_%' AND kind <> 'notice') AS entries, (SELECT count(*) FROM items) AS articles,
         (SELECT count(*) FROM licenses) AS licenses, (SELECT count(*) FROM partners) AS partners,
         (SELECT count(*) FROM api_keys WHERE status = 'active') AS keys`,
    )
    .first<Record<string, number>>();
}

describe('a seeded newsroom', () => {
  it('has exactly what was asked for, in D1 as in the ledger objects', async () => {
    expect(seeded).toMatchObject({ ...TOTALS, added: TOTALS.entries });
    expect(await counts()).toMatchObject(TOTALS);
    const namespace = await gateway.runtime.getDurableObjectNamespace('LEDGER');
    const object = namespace.get(namespace.idFromName('ledger-0')) as unknown as {
      tree(license: string): Promise<{ size: number; root: string }>;
    };
    const byLicense = Map.groupBy(await rows(), ({ license }) => license);
    expect(byLicense.size).toBeGreaterThan(9);
    for (const [license, log] of byLicense) {
      const leaves = log.map(({ body }) => leafHash(body));
      expect(await object.tree(license)).toEqual({
        size: log.length,
        root: naiveRoot(leaves).toString('hex'),
      });
    }
  });

  it('has of every outcome, in the proportions of a day', async () => {
    const uses = (await rows()).filter(({ kind }) => kind !== 'notice');
    const entries = uses.map(({ body }) => JSON.parse(body));
    const codes = entries.map(({ code }) => code);
    const delivered = codes.filter((code) => code === null).length;
    expect(delivered).toBeGreaterThan(TOTALS.entries / 2);
    for (const code of ['license_expired', 'license_suspended', 'quota_exceeded'])
      expect(codes).toContain(code);
    const outside = ['use_not_licensed', 'channel_not_licensed', 'territory_not_licensed'];
    const stopped = ['killed', 'held', 'embargoed'];
    for (const kind of [outside, stopped]) expect(codes.some((code) => kind.includes(code))).toBe(true);
    const withheld = entries.flatMap((entry) => entry.withheld.map(({ code }: { code: string }) => code));
    expect(withheld).toContain('component_not_licensed');
    expect(new Set(entries.map(({ env }) => env))).toEqual(new Set(['live', 'test']));
    expect(entries.some(({ kind, delivered: parts }) => kind === 'delivery' && parts.length === 0)).toBe(
      true,
    );
    const formats = new Set(entries.map(({ format }) => format));
    for (const format of ['ninjs', 'html', 'newsml', 'component', 'atom']) expect(formats).toContain(format);
  });

  it('is proved: an entry that an auditor picks is in its log', async () => {
    const auditor = await tokenOf(gateway.url, gateway.auditor);
    const byLicense = Map.groupBy(await rows(), ({ license }) => license);
    for (const [license, log] of byLicense) {
      const leaves = log.map(({ body }) => leafHash(body));
      const [index, size] = [log.length >> 1, log.length];
      const proof = `${gateway.url}/v1/audit/proofs/${license}?index=${index}&size=${size}`;
      const { hashes } = await call<{ hashes: string[] }>(proof, auditor, 'GET');
      const claim = {
        index,
        size,
        leaf: leaves[index] ?? new Uint8Array(),
        root: naiveRoot(leaves),
        hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
      };
      expect(verifyInclusion(claim)).toBe(true);
    }
  });

  it('has its keys in a file of mode 600, and they are good', async () => {
    expect(statSync(seeded.keysFile).mode & 0o777).toBe(0o600);
    const { partners } = JSON.parse(readFileSync(seeded.keysFile, 'utf8'));
    expect(partners).toHaveLength(TOTALS.licenses);
    for (const key of partners.slice(0, 2)) expect(await tokenOf(gateway.url, key)).toMatch(/^ey/);
  });
});

describe('run again', () => {
  it('with the same numbers it adds nothing, also when its keys were lost', async () => {
    const before = await counts();
    writeFileSync(seeded.keysFile, '{"gateway": "another"}');
    expect(await seedNewsroom(options(), () => undefined)).toMatchObject({ ...TOTALS, added: 0 });
    expect(await counts()).toEqual(before);
    const { partners } = JSON.parse(readFileSync(seeded.keysFile, 'utf8'));
    expect(await tokenOf(gateway.url, partners[0])).toMatch(/^ey/);
  });

  it('with larger numbers it adds the difference', async () => {
    const seedOptions = { articles: 64, licenses: 14, entries: 460 };
    expect(await seedNewsroom(options(seedOptions), () => undefined)).toMatchObject({
      ...seedOptions,
      added: 60,
    });
    expect(await counts()).toMatchObject(seedOptions);
  });

  it('goes on where it was cut off, and reaches the same', async () => {
    const seedOptions = { articles: 30, licenses: 12, entries: 200 };
    const cut = (at: RegExp) => (line: string) => {
      if (at.test(line)) throw new Error('cut off');
    };
    const others = options({ ...seedOptions, seed: 'another' });
    for (const at of [/licenses/, /articles/])
      await expect(seedNewsroom(others, cut(at))).rejects.toThrow('cut off');
    // In the middle of its traffic, with requests under way.
    await expect(seedNewsroom(others, cut(/^[1-9]\d of 200 entries/), 0)).rejects.toThrow('cut off');
    expect(await seedNewsroom(others, () => undefined)).toMatchObject(seedOptions);
    expect(await counts()).toMatchObject({ articles: 94, licenses: 26, entries: 660 });
    expect(existsSync(seeded.keysFile)).toBe(true);
  });
});

describe('what cannot be done', () => {
  it.each([
    [{ gateway: 'http://localhost:1' }, /does not answer/],
    [{ credentials: '/nowhere/credentials.json' }, /no credentials/],
    [{ entries: 1e12 }, /GB/],
  ] as [Partial<Options>, RegExp][])('is said in a line: %j', async (change, pattern) => {
    await expect(seedNewsroom(options(change), () => undefined)).rejects.toThrow(pattern);
  });

  it('is done by nobody but an owner', async () => {
    const token = await tokenOf(gateway.url, gateway.admin);
    const desk = await call(`${gateway.url}/v1/admin/operators`, token, 'POST', {
      name: 'Desk',
      role: 'desk',
    });
    const credentials = join(folder, 'desk.json');
    writeFileSync(credentials, JSON.stringify({ gateway: gateway.url, admin: desk }));
    await expect(seedNewsroom(options({ credentials }), () => undefined)).rejects.toThrow(/not an owner/);
  });
});

// Last, since a walk through everything takes the objects a minute: they have been at it meanwhile.
describe('the self-check', () => {
  it('has been through all of it, and has nothing to say', async () => {
    const admin = await tokenOf(gateway.url, gateway.admin);
    const health = () =>
      call<{ status: string; openFindings: number; objects: { walkedAt: string | null }[] }>(
        `${gateway.url}/v1/admin/health`,
        admin,
        'GET',
      );
    await expect
      .poll(async () => (await health()).objects.map(({ walkedAt }) => walkedAt), { interval: 2_000 })
      .not.toContain(null);
    expect(await health()).toMatchObject({ status: 'ok', openFindings: 0 });
  });
});

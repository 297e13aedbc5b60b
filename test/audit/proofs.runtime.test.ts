import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyConsistency, verifyInclusion } from '../../src/ledger/merkle/verify.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { parseVerifierKey, printVerifierKey } from '../../src/ledger/transparency/note.ts';
import { AGENCY_LOG } from '../../src/ledger/transparency/origins.ts';
import { verifierKeysOf } from '../../src/ledger/transparency/signer.ts';
import { age, agencyObject, exec, opened, rewind } from '../ledger/transparency/support.ts';
import { operatorToken, request } from '../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  logOf,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

let site: PartnerSite;
let other: PartnerSite;
let article: Ingested;
let auditor: string;
let admin: string;

const pool = () => env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
const fetchOnce = (by: PartnerSite) => request(`/v1/articles/${article.id}`, { token: by.token });
const get = (path: string, token?: string) => request(path, token ? { token } : {});
const bytes = (hashes: string[]) => hashes.map((hash) => Buffer.from(hash, 'base64'));

beforeAll(async () => {
  // The first round is spent: nothing is signed in these tests that they have not asked for.
  await pool().poke();
  await drain();
  const newsroom = await openNewsroom();
  admin = newsroom.admin;
  auditor = await operatorToken('auditor');
  article = await ingest(newsroom, wireItem());
  site = await openSite(newsroom);
  other = await openSite(newsroom);
  for (let n = 0; n < 5; n++) await fetchOnce(site);
  await fetchOnce(other);
});

describe('the checkpoint of a license’s log', () => {
  it('is identical for its partner and for auditors, byte for byte', async () => {
    const path = `/v1/audit/checkpoints/${site.license}`;
    const [own, audited] = [await get(path, site.token), await get(path, auditor)];
    expect([own.status, audited.status]).toEqual([200, 200]);
    expect(own.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    const note = await own.text();
    expect(await audited.text()).toBe(note);
    expect(opened(site.license, note).size).toBe(5);
    expect(await (await get(`${path}?size=5`, site.token)).text()).toBe(note);
    expect((await get(`${path}?size=4`, site.token)).status).toBe(404);
  });

  it('remains available after it was published', async () => {
    await fetchOnce(site);
    await age(pool());
    await get(`/v1/audit/checkpoints/${site.license}`, site.token);
    const list = (query = '', token = auditor) =>
      get(`/v1/audit/checkpoints?license=${site.license}${query}`, token);
    const page = await (await list()).json<{ items: { size: number; checkpoint: string }[]; next: null }>();
    expect(page.items.map(({ size }) => size)).toEqual([6, 5]);
    for (const { size, checkpoint } of page.items) expect(opened(site.license, checkpoint).size).toBe(size);
    const first = await (await list('&limit=1', site.token)).json<{ items: object[]; next: string }>();
    const rest = await list(`&limit=1&cursor=${first.next}`);
    expect(await rest.json()).toMatchObject({ items: [{ size: 5 }], next: null });
    expect((await list('&cursor=bm9uZQ')).status).toBe(400);
    // A database that was set back has lost it; the copy in R2 has not.
    await env.DB.prepare('DELETE FROM checkpoints WHERE size = 5').run();
    expect(await (await get(`/v1/audit/checkpoints/${site.license}?size=5`, auditor)).text()).toBe(
      page.items[1]?.checkpoint,
    );
  });
});

describe('proofs of a license’s log', () => {
  it('show that an entry of the list is in it', async () => {
    await logOf(site.license);
    const { items } = await (await get(`/v1/audit/deliveries?license=${site.license}`, site.token)).json<{
      items: { index: number; leaf: string }[];
    }>();
    for (const { index, leaf } of items) {
      const answer = await get(`/v1/audit/proofs/${site.license}?index=${index}`, site.token);
      const proof = await answer.json<{
        index: number;
        size: number;
        hashes: string[];
        checkpoint: string;
      }>();
      const { root, size } = opened(site.license, proof.checkpoint);
      expect(proof).toMatchObject({ index, size });
      const claim = { index, size, root, leaf: Buffer.from(leaf, 'base64') };
      expect(verifyInclusion({ ...claim, hashes: bytes(proof.hashes) })).toBe(true);
    }
  });

  it('show that a larger log begins with a smaller one', async () => {
    const at = async (size: number) =>
      opened(
        site.license,
        await (await get(`/v1/audit/checkpoints/${site.license}?size=${size}`, auditor)).text(),
      );
    const proof = await (await get(`/v1/audit/proofs/${site.license}?from=5&to=6`, auditor)).json<{
      from: number;
      to: number;
      hashes: string[];
    }>();
    const [older, newer] = [await at(5), await at(6)];
    expect(
      verifyConsistency({
        from: 5,
        to: 6,
        fromRoot: older.root,
        toRoot: newer.root,
        hashes: bytes(proof.hashes),
      }),
    ).toBe(true);
  });

  it('wait for a checkpoint when none covers the entry, and say how long', async () => {
    await fetchOnce(site);
    const answer = await get(`/v1/audit/proofs/${site.license}?index=6`, site.token);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'checkpoint_pending' });
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await get(`/v1/audit/proofs/${site.license}?index=6&size=7`, site.token)).status).toBe(200);
  });

  it.each([
    ['no parameters', '', '/'],
    ['only `to`', '?to=3', '/'],
    ['both kinds', '?index=1&from=1&to=2', '/'],
    ['an index outside the size', '?index=3&size=3', '/index'],
    ['sizes in reverse order', '?from=3&to=2', '/from'],
    ['a negative index', '?index=-1', '/index'],
    ['a leading zero', '?index=01', '/index'],
    ['a size beyond any log', '?index=0&size=9999999999999999', '/size'],
    ['an unknown parameter', '?index=0&sise=1', '/sise'],
  ])('name the path of the fault when the query has %s', async (_, query, path) => {
    const answer = await get(`/v1/audit/proofs/${site.license}${query}`, site.token);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'malformed', errors: [{ path }] });
  });

  it('answer 404 beyond the log, with its size', async () => {
    const answer = await get(`/v1/audit/proofs/${site.license}?index=50&size=60`, site.token);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not_found', size: 7 });
  });
});

describe('the root of a license’s log in the agency log', () => {
  it('is proved to partner and auditor, down to the public checkpoint', async () => {
    await age(pool());
    for (const token of [site.token, auditor]) {
      const answer = await get(`/v1/log/proofs/${site.license}?size=5`, token);
      expect(answer.status).toBe(200);
      const proof = await answer.json<{
        leaf: Record<string, unknown>;
        index: number;
        size: number;
        hashes: string[];
        checkpoint: string;
        consistency: { from: number; to: number; hashes: string[] };
      }>();
      const { root, size } = opened(AGENCY_LOG, proof.checkpoint);
      const text = JSON.stringify(Object.fromEntries(Object.entries(proof.leaf).sort()));
      const claim = { index: proof.index, size, root, leaf: leafHash(text) };
      expect(verifyInclusion({ ...claim, hashes: bytes(proof.hashes) })).toBe(true);
      expect(proof.leaf).toMatchObject({ license: site.license, size: 7 });
      const older = opened(
        site.license,
        await (await get(`/v1/audit/checkpoints/${site.license}?size=5`, token)).text(),
      );
      expect(
        verifyConsistency({
          from: 5,
          to: 7,
          fromRoot: older.root,
          toRoot: Buffer.from(String(proof.leaf.root), 'base64'),
          hashes: bytes(proof.consistency.hashes),
        }),
      ).toBe(true);
      const open = await get('/v1/log/checkpoint');
      expect(open.headers.get('Cache-Control')).toContain('public');
      expect(await open.text()).toBe(proof.checkpoint);
    }
  });

  it('is entered once when it is requested twice, so that nobody can flood the agency log', async () => {
    await fetchOnce(site);
    for (let n = 0; n < 3; n++) await get(`/v1/log/proofs/${site.license}`, site.token);
    const rows = await exec(agencyObject(), 'SELECT size FROM roots WHERE license = ?', site.license);
    const sizes = rows.map(({ size }) => size);
    expect(sizes.filter((size) => size === 7)).toHaveLength(1);
    // The eighth entry's checkpoint is not due yet.
    expect(sizes).not.toContain(8);
  });
});

describe('access to the logs', () => {
  const OWN = [
    (license: string) => `/v1/audit/checkpoints/${license}`,
    (license: string) => `/v1/audit/checkpoints/${license}?size=1`,
    (license: string) => `/v1/audit/checkpoints?license=${license}`,
    (license: string) => `/v1/audit/proofs/${license}?index=0&size=1`,
    (license: string) => `/v1/log/proofs/${license}`,
  ];

  it('hides the logs of other licenses from a partner as if they did not exist', async () => {
    for (const path of OWN) {
      const [theirs, unknown] = [
        await get(path(other.license), site.token),
        await get(path('lic_00000000000000000000000000000000'), site.token),
      ];
      expect([theirs.status, unknown.status], path('')).toEqual([404, 404]);
      expect(await theirs.text()).toBe(await unknown.text());
      expect((await get(path('lic_00000000000000000000000000000000'), auditor)).status).toBe(404);
    }
  });

  it('is refused without a token, with a desk token, and with a revoked key', async () => {
    const newsroom = await openNewsroom();
    const otherSite = await openSite(newsroom);
    const revoked = await request(`/v1/admin/keys/${otherSite.key.id}`, {
      method: 'DELETE',
      token: newsroom.admin,
    });
    expect(revoked.ok).toBe(true);
    for (const path of OWN) {
      expect((await get(path(site.license))).status, path('')).toBe(401);
      expect((await get(path(site.license), admin)).status, path('')).toBe(403);
      expect((await get(path(otherSite.license), otherSite.token)).status, path('')).toBe(401);
    }
  });

  it('takes one call of the ledger object for a partner’s question', async () => {
    const calls: string[] = [];
    const real = env.LEDGER.get.bind(env.LEDGER);
    vi.spyOn(env.LEDGER, 'get').mockImplementation((id) => {
      const stub = real(id);
      return new Proxy(stub, {
        get: (target, name) => {
          if (name === 'check' || name === 'log') calls.push(name);
          return Reflect.get(target, name);
        },
      });
    });
    try {
      for (const path of OWN.slice(0, 4))
        expect((await get(path(site.license), site.token)).status, path('')).not.toBe(503);
      expect(calls).toEqual(['check', 'check', 'check', 'check']);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('shows the public the sizes, roots and proofs of the agency log, and no license’s name or size', async () => {
    await fetchOnce(other);
    await age(pool());
    await age(agencyObject());
    await get(`/v1/log/proofs/${other.license}`, other.token);
    const note = await (await get('/v1/log/checkpoint')).text();
    const { size } = opened(AGENCY_LOG, note);
    expect(size).toBeGreaterThan(1);
    expect(await (await get(`/v1/log/checkpoint?size=${size}`)).text()).toBe(note);
    const list = await get('/v1/log/checkpoints');
    const { items } = await list.clone().json<{ items: { size: number; checkpoint: string }[] }>();
    expect(items[0]).toMatchObject({ size, checkpoint: note });
    const oldest = items.at(-1);
    const first = opened(AGENCY_LOG, oldest?.checkpoint ?? '');
    expect(first.size).toBeLessThan(size);
    const proof = await get(`/v1/log/consistency?from=${first.size}&to=${size}`);
    expect(proof.headers.get('Cache-Control')).toContain('immutable');
    const body = await proof.clone().json<{ hashes: string[] }>();
    expect(
      verifyConsistency({
        from: first.size,
        to: size,
        fromRoot: first.root,
        toRoot: opened(AGENCY_LOG, note).root,
        hashes: bytes(body.hashes),
      }),
    ).toBe(true);
    for (const text of [note, await list.text(), await proof.text()]) expect(text).not.toMatch(/lic_/);
    expect((await get(`/v1/log/consistency?from=1&to=${size + 1}`)).status).toBe(404);
    expect((await get('/v1/log/consistency?from=2&to=1')).status).toBe(400);
    expect((await get('/v1/log/checkpoint?size=99999')).status).toBe(404);
    expect((await get('/v1/log/timestamp')).status).toBe(404);
  });

  it('includes public verifier keys, one for each origin, derived from the published key', async () => {
    const jwks = await (await get('/.well-known/jwks.json')).json<{ keys: Record<string, string>[] }>();
    const raw = Buffer.from(jwks.keys.find(({ purpose }) => purpose === 'checkpoint')?.x ?? '', 'base64url');
    for (const [query, tree] of [
      ['', AGENCY_LOG],
      [`?license=${site.license}`, site.license],
    ] as const) {
      const { origin, keys } = await (await get(`/v1/log/keys${query}`)).json<{
        origin: string;
        keys: { verifierKey: string; status: string }[];
      }>();
      const key = parseVerifierKey(keys[0]?.verifierKey ?? '');
      expect(key).toMatchObject({ name: origin, publicKey: raw });
      const [ours] = verifierKeysOf(env.SIGNING_KEYS, origin);
      expect(ours && printVerifierKey(ours)).toBe(keys[0]?.verifierKey);
      expect(origin.endsWith(tree === AGENCY_LOG ? env.LOG_ORIGIN : tree)).toBe(true);
    }
    expect((await get('/v1/log/keys?license=a%20b')).status).toBe(400);
  });
});

describe('health', () => {
  it('is degraded while a log has a finding, and names it', async () => {
    const read = async () =>
      (await get('/v1/admin/health', auditor)).json<{
        status: string;
        objects: { object: string; logFindings: { kind: string; origin: string }[] }[];
      }>();
    const before = await read();
    expect(before.objects.map(({ object }) => object)).toContain(AGENCY_LOG);
    const { size } = await pool().tree(other.license);
    await rewind(pool(), other.license, size - 1);
    await get(`/v1/audit/checkpoints/${other.license}`, auditor);
    const after = await read();
    expect(after.status).toBe('degraded');
    expect(after.objects.flatMap(({ logFindings }) => logFindings)).toMatchObject([
      { kind: 'log_rewound', origin: `${env.LOG_ORIGIN}/license/${other.license}` },
    ]);
  });
});

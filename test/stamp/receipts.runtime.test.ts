import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { keyRing } from '../../src/access/keyring.ts';
import { receiptRoutes } from '../../src/http/stamp.ts';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { leafHash, leafText } from '../../src/ledger/merkle.ts';
import { setMeta } from '../../src/ledger/object-store/meta.ts';
import { licenseOrigin } from '../../src/ledger/transparency/origins.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { agencyOf } from '../../src/platform/env.ts';
import { createRouter } from '../../src/platform/http.ts';
import { ANONYMOUS_WORK } from '../../src/platform/limits.ts';
import { problemResponse, Refusal } from '../../src/platform/problem.ts';
import { makeStamp } from '../../src/stamp/make-stamp.ts';
import type { ReceiptAnswer, VerifyAnswer } from '../../src/stamp/schema.ts';
import { anonymousBudget } from '../support/budget.ts';
import { enterLines, plainLine } from '../support/entry-log.ts';
import { alterEntry, forge, forgetShard } from '../support/stored-log.ts';
import { body, headline, idOfEntry, input, item } from './fixtures.ts';

const at = input.first.atMs;
let nowMs = at + 1000;
const entry: UseEntry = {
  v: 1,
  id: input.first.id,
  kind: 'delivery',
  license: input.license.id,
  licenseVersion: input.license.version,
  index: input.first.index,
  at: new Date(at).toISOString(),
  env: 'live',
  partner: input.license.terms.partner,
  title: null,
  key: 'key_1',
  article: item.id,
  uri: item.uri,
  version: item.version,
  sections: item.sections,
  format: 'ninjs',
  use: null,
  territory: null,
  channel: null,
  outcome: 'permit',
  code: null,
  decidedBy: 'lic#uses',
  policies: [],
  delivered: input.delivered,
  withheld: [],
  billable: 2,
};

/** Only the routes, mounted as in app.ts, at the time of the delivery. */
const app = createRouter();
app.use(async (c, next) => {
  c.set('now', nowMs);
  c.set('budget', anonymousBudget());
  await next();
});
app.route('/', receiptRoutes);
app.onError((error, c) => {
  if (error instanceof Refusal) return problemResponse(error.problem, c.env.PUBLIC_URL);
  throw error;
});

/** Into a shard of its own, named after the entry. */
async function store(stored: UseEntry): Promise<string> {
  const text = canonicalize(stored) ?? '';
  await forge(env.DB, shardOf(stored), [text]);
  return leafText(text);
}

const shardOf = ({ id, license }: Pick<UseEntry, 'id' | 'license'>) => `${id} of ${license}`;

/** Into the ledger object of the license's partner: the entry at its index, others before it. */
async function enterInLedger(): Promise<void> {
  const { license, partner } = entry;
  const now = new Date(at).toISOString();
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO partners (id, name, status, ledger, titles, version, created, updated) VALUES (?, 'P', 'active', 'ledger-0', '[]', 1, ?2, ?2)`,
    ).bind(partner, now),
    env.DB.prepare(
      `INSERT INTO licenses (id, partner, version, status, terms, created, updated) VALUES (?, ?, 2, 'active', '{}', ?3, ?3)`,
    ).bind(license, partner, now),
  ]);
  const object = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
  const before = Array.from({ length: entry.index }, (_, index) => plainLine(license, index));
  await enterLines(object, license, () => [...before, canonicalize(entry) ?? '']);
  // The rows before the entry are not valid entries and must not reach D1.
  await runInDurableObject(object, ({ entries }: LedgerShard, { storage: { sql } }) =>
    setMeta(sql, 'drained', entries.lastSeq),
  );
}

async function storeItem(): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO items (id, uri, version, version_created_ms, seq, type, pub_status, sections, subjects)
       VALUES (?, ?, ?, ?, ?, 'text', 'usable', '[]', '[]')`,
    ).bind(item.id, item.uri, item.version, item.versionCreated, item.seq),
    env.DB.prepare(
      `INSERT INTO item_versions (item, version, version_created_ms, seq, source_digest, operator, document)
       VALUES (?, ?, ?, ?, '', '', ?)`,
    ).bind(item.id, item.version, item.versionCreated, item.seq, JSON.stringify(item)),
  ]);
}

async function stampOf(changed: Partial<typeof input>) {
  const ring = await keyRing(env.SIGNING_KEYS);
  return makeStamp({ ...input, agency: agencyOf(env), ...changed }, ring.sign.receipt);
}

async function post(
  json: unknown,
): Promise<{ status: number; answer: VerifyAnswer & { errors?: unknown; code?: string } }> {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(json),
  };
  const response = await app.request('/v1/receipts/verify', init, env);
  return { status: response.status, answer: await response.json() };
}

let receipt = '';
const otherText = canonicalize({ ...entry, sections: ['politics'] }) ?? '';
const otherLeaf = Buffer.from(leafHash(otherText)).toString('base64');

beforeAll(async () => {
  const leaf = await store(entry);
  await storeItem();
  await enterInLedger();
  ({ receipt } = await stampOf({ first: { ...input.first, leaf } }));
});

/** Requested the way a partner or an auditor does. */
async function checkpoint(): Promise<void> {
  const object = env.LEDGER.get(env.LEDGER.idFromName('ledger-0'));
  await object.log({ kind: 'checkpoint', tree: entry.license });
}

async function storedSizes(): Promise<number[]> {
  const { results } = await env.DB.prepare('SELECT size FROM checkpoints WHERE origin = ? ORDER BY size')
    .bind(licenseOrigin(env.LOG_ORIGIN, entry.license))
    .all<{ size: number }>();
  return results.map(({ size }) => size);
}

describe('anyone with a receipt', () => {
  it('makes nobody sign a checkpoint: the entry is pending, and the promise is broken after a day', async () => {
    expect((await post({ receipt })).answer).toMatchObject({ valid: true, log: 'pending' });
    nowMs = at + 48 * 3_600_000;
    expect((await post({ receipt })).answer).toMatchObject({ valid: true, log: 'overdue' });
    nowMs = at + 1000;
    expect(await storedSizes()).toEqual([]);
    await checkpoint();
    expect(await storedSizes()).toEqual([entry.index + 1]);
  });

  it('learns nothing of the log beyond the first checkpoint that covers the entry, however long the log has become', async () => {
    const origin = licenseOrigin(env.LOG_ORIGIN, entry.license);
    await env.DB.prepare('INSERT INTO checkpoints (origin, size, at, note) VALUES (?, ?, ?, ?)')
      .bind(origin, entry.index + 900, '2026-01-01T00:00:00.000Z', 'a later one')
      .run();
    const { answer } = await post({ receipt });
    expect(answer).toMatchObject({ log: 'included', checkpoint: { size: entry.index + 1 } });
    await env.DB.prepare(`DELETE FROM checkpoints WHERE note = 'a later one'`).run();
  });

  it('is told of the newest kept checkpoint when D1 has none any more', async () => {
    const { results } =
      await env.DB.prepare('SELECT * FROM checkpoints').all<Record<string, string | number>>();
    await env.DB.prepare('DELETE FROM checkpoints').run();
    const { answer } = await post({ receipt });
    expect(answer).toMatchObject({ log: 'included', checkpoint: { size: entry.index + 1 } });
    for (const { origin, size, at: signedAt, note } of results)
      await env.DB.prepare('INSERT INTO checkpoints (origin, size, at, note) VALUES (?, ?, ?, ?)')
        .bind(origin, size, signedAt, note)
        .run();
  });

  it('learns that it is genuine, in force and in the log', async () => {
    const { status, answer } = await post({ receipt });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ valid: true, text: 'not_given', inForce: 'in_force', log: 'included' });
    expect(answer.claims).toMatchObject({ jti: entry.id, item: item.id, title: 'courier' });
    const origin = licenseOrigin(env.LOG_ORIGIN, entry.license);
    expect(answer.checkpoint).toMatchObject({ origin, size: entry.index + 1 });
  });

  it('of which the entry’s text was deleted, learns that the log has it: no promise is broken', async () => {
    const undo = await alterEntry(env.DB, entry.id, () => '');
    nowMs = at + 48 * 3_600_000;
    try {
      expect((await post({ receipt })).answer).toMatchObject({ valid: true, log: 'included' });
    } finally {
      nowMs = at + 1000;
      await undo();
    }
  });

  it.each([
    ['one place beyond the log', 1],
    ['far beyond it', 1e12],
  ])(
    'which names a place %s learns after a day that the promise is broken, and nothing of the size',
    async (_, by) => {
      const first = { ...input.first, id: idOfEntry(98), index: entry.index + by };
      const claims = await stampOf({ first });
      const sizes = await storedSizes();
      expect((await post({ receipt: claims.receipt })).answer).toMatchObject({ valid: true, log: 'pending' });
      nowMs = at + 24 * 3_600_000 + 1000;
      try {
        const { answer } = await post({ receipt: claims.receipt });
        expect(answer).toMatchObject({ valid: true, log: 'overdue' });
        expect(answer.checkpoint).toBeUndefined();
      } finally {
        nowMs = at + 1000;
      }
      expect(await storedSizes()).toEqual(sizes);
    },
  );

  it('of which D1 has the entry and the log ends before it, learns that they contradict each other', async () => {
    const id = idOfEntry(97);
    const cut = { ...entry, id, index: entry.index + 1 };
    const claims = await stampOf({ first: { ...input.first, id, index: cut.index, leaf: await store(cut) } });
    try {
      for (const nowAt of [at + 1000, at + 48 * 3_600_000]) {
        nowMs = nowAt;
        expect((await post({ receipt: claims.receipt })).answer).toMatchObject({ log: 'contradicted' });
      }
    } finally {
      nowMs = at + 1000;
      await forgetShard(env.DB, shardOf(cut));
    }
  });

  it('of which the entry was not in its place when the log was signed, learns that the log contradicts it', async () => {
    const claims = await stampOf({ first: { ...input.first, leaf: otherLeaf, index: entry.index } });
    expect((await post({ receipt: claims.receipt })).answer).toMatchObject({ log: 'contradicted' });
    // Rewritten in D1 to agree with a receipt: it still disagrees with the signed log.
    const undo = await alterEntry(env.DB, entry.id, () => otherText);
    try {
      const { answer } = await post({ receipt: claims.receipt });
      expect(answer).toMatchObject({ valid: true, log: 'contradicted' });
      expect(answer.checkpoint).toBeUndefined();
    } finally {
      await undo();
    }
  });

  it('learns that nothing can be said of the log while the ledger is out of reach', async () => {
    const { receipt: adrift } = await stampOf({
      license: { ...input.license, id: 'lic_0000000000000000000000000000dead' },
      first: { ...input.first, leaf: Buffer.from(leafHash(canonicalize(entry) ?? '')).toString('base64') },
    });
    expect((await post({ receipt: adrift })).answer.log).toBe('unknown');
  });

  it('learns that a text is what was released', async () => {
    expect((await post({ receipt, headline, text: body.join('\n\n') })).answer).toMatchObject({
      text: 'unmodified',
    });
  });

  it('learns which block was altered, and never how it should read', async () => {
    const text = [body[0], 'Ferries sail again from midnight.', body[2]].join('\n\n');
    const { answer } = await post({ receipt, headline, text });
    expect(answer).toMatchObject({ text: 'altered', changed: [2], missing: [], added: [] });
    expect(JSON.stringify(answer)).not.toContain('noon');
  });

  it('may give the page as it stands', async () => {
    const html = `<nav>Menu</nav><h1>${headline}</h1>${body.map((text) => `<p>${text}</p>`).join('')}<footer>Imprint</footer>`;
    expect((await post({ receipt, html })).answer).toMatchObject({ text: 'unmodified', added: [0, 5] });
  });

  it('learns that a forged one is not, and why', async () => {
    const [header, payload] = receipt.split('.');
    const forged = `${header}.${payload}.${'A'.repeat(86)}`;
    expect((await post({ receipt: forged, text: 'x' })).answer).toEqual({
      valid: false,
      reason: 'bad_signature',
      text: 'unknown',
      inForce: 'unknown',
      log: 'unknown',
    });
  });

  it('is told that the entry is pending while it is not in the log', async () => {
    const early = await stampOf({ first: { ...input.first, id: idOfEntry(99) } });
    const { answer } = await post({ receipt: early.receipt, headline, text: body.join('\n\n') });
    expect(answer).toMatchObject({ valid: true, text: 'unmodified', log: 'pending' });
  });

  it('of a delivery without the text is not told that the text is what was released, not even before the entry is in the log', async () => {
    const [, picture] = input.delivered;
    const delivered = picture ? [picture] : [];
    const early = await stampOf({ delivered, first: { ...input.first, id: idOfEntry(96) } });
    const text = body.join('\n\n');
    expect((await post({ receipt: early.receipt, headline, text })).answer).toMatchObject({
      valid: true,
      text: 'not_covered',
      log: 'pending',
    });
    const html = `<h1>${headline}</h1>${body.map((block) => `<p>${block}</p>`).join('')}`;
    expect((await post({ receipt: early.receipt, html })).answer.text).toBe('not_covered');
  });

  it('learns what was released with pictures into which rights were written since', async () => {
    const [words, picture] = input.delivered;
    if (!words || !picture) throw new Error('the item has a text and a picture');
    const going = { ...picture, digest: 'c3RhbXBlZA' };
    await env.DB.prepare(
      'INSERT INTO stamped_pictures (key, source, digest, bytes, created_ms) VALUES (?, ?, ?, 1, 1)',
    )
      .bind('one', picture.digest, going.digest)
      .run();
    const first = { ...input.first, id: idOfEntry(95) };
    const [both, alone] = [
      await stampOf({ delivered: [words, going], first }),
      await stampOf({ delivered: [going], first }),
    ];
    const given = { headline, text: body.join('\n\n') };
    expect((await post({ receipt: both.receipt, ...given })).answer.text).toBe('unmodified');
    expect((await post({ receipt: alone.receipt, ...given })).answer.text).toBe('not_covered');
    const unheard = await stampOf({ delivered: [words, { ...picture, digest: 'dW5oZWFyZA' }], first });
    expect((await post({ receipt: unheard.receipt, ...given })).answer.text).toBe('unknown');
  });

  it('is told that the log contradicts a receipt whose leaf is not the entry’s', async () => {
    const other = await stampOf({});
    expect((await post({ receipt: other.receipt })).answer.log).toBe('contradicted');
  });

  it.each([
    ['no receipt', {}, '/receipt'],
    ['an unknown field', { receipt: 'a', extra: 1 }, '/extra'],
    ['text and page together', { receipt: 'a', text: 'b', html: 'c' }, '/html'],
    ['another type', { receipt: 1 }, '/receipt'],
    ['no object', [], '/'],
  ])('is told the path of the fault: %s', async (_, json, path) => {
    const { status, answer } = await post(json);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ code: 'malformed', errors: [{ path }] });
  });
});

describe('a whole document', () => {
  const published = (changed = (html: string) => html, id = entry.id, with_ = receipt) =>
    changed(
      `<nav>Menu</nav><h1>${headline}</h1><div data-imprimatur="${id}">${body.map((text) => `<p>${text}</p>`).join('')}</div>` +
        `<p><a href="https://gateway.example/verify#${with_}">Verify</a></p>`,
    );

  it('needs no receipt beside it: those in it are found, and each is judged', async () => {
    const { status, answer } = await post({ document: published() });
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      kind: 'html',
      standing: 'genuine',
      heading: 'Genuine receipt, unmodified text',
      stories: 1,
      verdicts: [
        { story: 0, valid: true, marked: true, text: 'unmodified', inForce: 'in_force', log: 'included' },
      ],
    });
  });

  it('that was altered is located, and how it should read is not told', async () => {
    const { answer } = await post({ document: published((html) => html.replace('noon', 'midnight')) });
    expect(answer).toMatchObject({
      standing: 'not_genuine',
      heading: 'Genuine receipt, altered text',
      verdicts: [
        {
          text: 'altered',
          changed: [2],
          where: [{ change: 'changed', block: 2, reads: 'Ferries sail again from midnight.' }],
        },
      ],
    });
    expect(JSON.stringify(answer)).not.toContain('noon');
  });

  it('with forged receipts beside genuine ones is not genuine', async () => {
    const [head, payload] = receipt.split('.');
    const forged = `${head}.${payload}.${'A'.repeat(86)}`;
    const { answer } = await post({ document: published() + published(undefined, entry.id, forged) });
    expect(answer).toMatchObject({
      standing: 'not_genuine',
      heading: '2 receipts, 1 not as released',
    });
    expect(
      (answer as unknown as { verdicts: VerifyAnswer[] }).verdicts.map(({ valid, reason }) => [
        valid,
        reason,
      ]),
    ).toEqual([
      [true, undefined],
      [false, 'bad_signature'],
    ]);
  });

  it('with passages inserted that the license does not name is genuine, and says so', async () => {
    const inserted = published((html) => html.replace('</p>', '</p><p>The mayor was arrested.</p>'));
    expect((await post({ document: inserted })).answer).toMatchObject({
      standing: 'genuine',
      heading: 'Genuine receipt, complete text with insertions, which the license does not name',
      verdicts: [{ text: 'with_insertions' }],
    });
  });

  it('that has the receipt in two stories is judged by both; a receipt from outside by the one that it is of', async () => {
    const entryOf = (html: string) =>
      `<entry><title>x</title><content type="html">${html.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</content></entry>`;
    const feedOf = (...stories: string[]) =>
      `<feed xmlns="http://www.w3.org/2005/Atom">${stories.map(entryOf).join('')}</feed>`;
    const link = `<p><a href="https://gateway.example/verify#${receipt}">Verify</a></p>`;
    const invented = '<h1>Parliament abolishes rain</h1><p>Nobody voted against it on Sunday.</p>';
    const genuine = published();
    expect((await post({ document: feedOf(invented + link) })).answer).toMatchObject({
      standing: 'not_genuine',
    });
    expect((await post({ document: feedOf(genuine, invented + link) })).answer).toMatchObject({
      standing: 'not_genuine',
      heading: '2 receipts, 1 not as released',
      verdicts: [{ story: 0 }, { story: 1, text: 'another_article' }],
    });
    const bare = feedOf(genuine.replaceAll(link, ''), invented);
    expect((await post({ document: bare, receipt })).answer).toMatchObject({ verdicts: [{ story: 0 }] });
  });

  it('that carries none is unchecked, unless one is given beside it', async () => {
    const bare = published((html) => html.replace(/<a.*a>/u, ''));
    expect((await post({ document: bare })).answer).toMatchObject({
      standing: 'unchecked',
      heading: 'No receipt in this document',
      verdicts: [],
    });
    expect((await post({ document: bare, receipt })).answer).toMatchObject({ standing: 'genuine' });
  });

  it('of another kind is told by its content', async () => {
    const ninjs = JSON.stringify({
      headlines: [{ value: headline }],
      bodies: [{ contentType: 'text/plain', value: body.join('\n\n') }],
      trustIndicators: [{ href: `https://gateway.example/verify#${receipt}` }],
    });
    expect((await post({ document: ninjs })).answer).toMatchObject({ kind: 'ninjs', standing: 'genuine' });
  });

  it.each([
    ['deep', '<b>'.repeat(2000), 'nested deeper'],
    ['broken', '{"a": ', 'not well-formed'],
  ])('that is %s is refused with the reason', async (_, document, message) => {
    const { status, answer } = await post({ document });
    expect(status).toBe(400);
    expect(answer).toMatchObject({
      errors: [{ path: '/document', message: expect.stringContaining(message) }],
    });
  });

  it('of very many parts is refused, with how many one may have', async () => {
    const { status, answer } = await post({ document: '<p>x'.repeat(ANONYMOUS_WORK.nodes) });
    expect([status, answer]).toMatchObject([
      400,
      { code: 'too_complex', exceeded: { what: 'nodes', limit: ANONYMOUS_WORK.nodes } },
    ]);
  });

  it('of which the receipts are very many is checked as far as it takes', async () => {
    const many = Array.from({ length: 50 }, (_, n) =>
      published(undefined, entry.id, receipt.slice(0, -2) + String(10 + n)),
    );
    const { answer } = await post({ document: many.join('') });
    expect(answer).toMatchObject({
      note: expect.stringContaining('Of 50 receipts, the first 20 were checked'),
    });
  });

  it('is never logged', async () => {
    const logged: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, method).mockImplementation((...args) => logged.push(JSON.stringify(args)));
    await post({ document: published() });
    await post({ document: `{"secret-words": ` });
    await post({ document: '<b>secret-words'.repeat(2000) });
    vi.restoreAllMocks();
    expect(logged.join()).not.toMatch(/secret-words|Ferries/u);
  });
});

describe('a picture', () => {
  const bytes = new TextEncoder().encode('not much of a picture');
  const digest = createHash('sha256').update(bytes).digest('base64url');
  let pictured = '';
  beforeAll(async () => {
    const id = idOfEntry(55);
    const delivered = [{ component: 'cmp_00000000000000000000000000000002', digest }];
    const storedEntry = { ...entry, id, index: 55, delivered };
    const leaf = await store(storedEntry);
    ({ receipt: pictured } = await stampOf({ delivered, first: { ...input.first, id, index: 55, leaf } }));
  });
  const send = async (body: Uint8Array, headers: Record<string, string>) => {
    const init = { method: 'POST', headers: { 'Content-Type': 'image/jpeg', ...headers }, body };
    const response = await app.request('/v1/receipts/verify', init, env);
    return { status: response.status, answer: await response.json<Record<string, unknown>>() };
  };

  it('is what its receipt binds, or is not', async () => {
    expect((await send(bytes, { 'Rights-Receipt': pictured })).answer).toMatchObject({
      valid: true,
      picture: 'unmodified',
    });
    const other = new Uint8Array([...bytes, 0]);
    expect((await send(other, { 'Rights-Receipt': pictured })).answer).toMatchObject({
      picture: 'not_as_delivered',
    });
    const inJson = await post({ receipt: pictured, picture: Buffer.from(bytes).toString('base64') });
    expect(inJson.answer).toMatchObject({ picture: 'unmodified', text: 'not_given' });
  });

  it('without its receipt is refused: it cannot carry it', async () => {
    expect(await send(bytes, {})).toMatchObject({
      status: 400,
      answer: { errors: [{ path: 'Rights-Receipt' }] },
    });
  });
});

describe('the record of a receipt', () => {
  const get = (id: string) => app.request(`/v1/receipts/${id}`, {}, env);
  const recordOf = async (id = entry.id) => {
    const response = await get(id);
    const { log, checkpoint, text, claims } = await response.json<ReceiptAnswer>();
    return { log, checkpoint, text, claims, caching: response.headers.get('Cache-Control') };
  };
  /** What an attacker does who can write only to D1. */
  const rewritten = async (body: string, look: () => Promise<void>) => {
    const undo = await alterEntry(env.DB, entry.id, () => body);
    try {
      await look();
    } finally {
      await undo();
    }
  };

  it('says that the log proves it, by the checkpoint that a verdict names, and may be cached', async () => {
    const { answer } = await post({ receipt });
    const { log, checkpoint: proved, caching } = await recordOf();
    expect([log, proved]).toEqual(['included', answer.checkpoint]);
    expect(caching).toBe('public, max-age=60');
  });

  it('names the titles and the kinds of the delivered components, for people', async () => {
    const titles = [
      { id: 'blatt', name: 'Brennsteiner Tagblatt', domains: ['blatt.example'], market: 'AT' },
      { id: 'other', name: 'Other', domains: ['other.example'], market: 'AT' },
    ];
    await env.DB.prepare('UPDATE partners SET titles = ? WHERE id = ?')
      .bind(JSON.stringify(titles), entry.partner)
      .run();
    const answer = async () => (await get(entry.id)).json<ReceiptAnswer>();
    expect((await answer()).titles.map(({ name }) => name)).toEqual(['Brennsteiner Tagblatt', 'Other']);
    await env.DB.prepare(`UPDATE licenses SET terms = '{"titles":["blatt"]}' WHERE id = ?`)
      .bind(entry.license)
      .run();
    expect((await answer()).titles).toEqual([{ id: 'blatt', name: 'Brennsteiner Tagblatt' }]);
    const { components } = await answer();
    expect(components.map(({ type }) => type)).toContain('dispatch');
    expect(components.map(({ id }) => id).toSorted()).toEqual(
      entry.delivered.map(({ component }) => component).toSorted(),
    );
  });

  it.each([
    ['in what it says', { territory: 'DE' }],
    ['in who had it', { partner: 'par_other' }],
    ['in its time', { at: '2026-11-19T19:00:00.251Z' }],
    ['in what was delivered', { delivered: input.delivered.slice(0, 1) }],
    ['in its place', { index: entry.index - 1 }],
    ['to a place that the log does not have', { index: entry.index + 1 }],
  ])(
    'of a row that was rewritten %s says that the log contradicts it, and is not cached',
    async (_, change) => {
      await rewritten(canonicalize({ ...entry, ...change }) ?? '', async () => {
        expect(await recordOf()).toMatchObject({
          log: 'contradicted',
          checkpoint: undefined,
          text: null,
          caching: 'no-store',
        });
      });
      expect(await recordOf()).toMatchObject({ log: 'included', text: { blocks: expect.any(Array) } });
    },
  );

  it('of a row of a license that no ledger has says that nothing is known, and is not cached', async () => {
    await rewritten(canonicalize({ ...entry, license: 'lic_none' }) ?? '', async () => {
      expect(await recordOf()).toMatchObject({ log: 'unknown', caching: 'no-store' });
    });
  });

  it('that D1 does not have (yet, or any more) is not found, and that is not cached', async () => {
    const missing = await get(idOfEntry(90));
    expect([missing.status, missing.headers.get('Cache-Control')]).toEqual([404, 'no-store']);
  });

  it('agrees with the signed claims in all that the entry supports', async () => {
    const record = await (await get(entry.id)).json<{ claims: object }>();
    const { answer } = await post({ receipt });
    expect(answer.claims).toMatchObject(record.claims);
  });

  it('has block digests and not a word of the text', async () => {
    const text = await (await get(entry.id)).text();
    expect(JSON.parse(text).text.blocks).toHaveLength(4);
    for (const words of [headline, ...body]) expect(text).not.toContain(words);
  });

  it('is not misled by a row that somebody has put beside the entry', async () => {
    // It sorts before the entry, and no object has a log of this name.
    const forged = { ...entry, license: 'lic_0', index: 0, uri: 'forged', delivered: [] };
    await store(forged);
    try {
      expect((await post({ receipt })).answer).toMatchObject({ valid: true, log: 'included' });
      expect((await get(entry.id)).status).toBe(404);
    } finally {
      await forgetShard(env.DB, shardOf(forged));
    }
    expect((await get(entry.id)).status).toBe(200);
  });

  it('is not found for a refusal or an unknown id', async () => {
    const refusal = entry.id.replace('dlv', 'rfs');
    await store({
      ...entry,
      id: refusal,
      index: 42,
      kind: 'refusal',
      outcome: 'deny',
      code: 'restricted',
      delivered: [],
    });
    expect([(await get(refusal)).status, (await get('dlv_2')).status, (await get("'--")).status]).toEqual([
      404, 404, 404,
    ]);
  });
});

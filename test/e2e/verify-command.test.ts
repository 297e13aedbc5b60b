/** `npm run verify`, as a stranger runs it: saved files in, one line each and an exit code out. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { keyRing, type StoredKeyRing } from '../../src/access/keyring.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { printCheckpoint } from '../../src/ledger/transparency/checkpoint.ts';
import { printVerifierKey } from '../../src/ledger/transparency/note.ts';
import { signAs, verifierKeysOf } from '../../src/ledger/transparency/signer.ts';
import { signReceipt } from '../../src/stamp/receipt.ts';
import { claimsText, receiptClaims } from '../../src/stamp/receipt-claims.ts';
import { componentsDigest, textDigest } from '../../src/stamp/text-digest.ts';
import { agency, body, headline, input, license } from '../stamp/fixtures.ts';
import { naiveConsistency, naiveInclusion, naiveRoot } from '../support/naive-merkle.ts';
import { TestWitness } from '../support/witness.ts';

const INDEX = 5;
const leaves = Array.from({ length: 14 }, (_, n) => leafHash(`entry ${n}`));
const origin = `${agency.logOrigin}/license/${license.id}`;
const ISSUED = new Date(input.first.atMs).toISOString();
const NEXT_DAY = new Date(input.first.atMs + 25 * 3_600_000).toISOString();
const AFTER_TERM = '2027-02-01T00:00:00Z';
const witness = new TestWitness('witness.example/one');

const folder = mkdtempSync(join(tmpdir(), 'imprimatur-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64');
const save = (name: string, content: string | Buffer | object) => {
  const bytes =
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  writeFileSync(join(folder, name), bytes);
};
/** Nobody looks at more than what it begins with, and at its digest. */
const PHOTO = Buffer.from('ffd8ffe000104a46494600', 'hex');

interface Run {
  code: number | null;
  out: string;
}

function verify(...args: string[]): Run {
  const script = join(ROOT, 'scripts', 'verify.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, out: stdout + stderr };
}

/** With the saved keys, on the day of the delivery. */
const check = (...args: string[]) => verify(...args, '--keys', 'jwks.json', '--at', ISSUED);

function checkpoint(secret: string, size: number, of = leaves): string {
  return signAs(secret, origin, printCheckpoint({ origin, size, root: naiveRoot(of.slice(0, size)) }));
}

function publicKeys(secret: string): object {
  const { keys } = JSON.parse(secret) as StoredKeyRing;
  return {
    keys: keys.map(({ purpose, status, jwk: { d: _secret, ...jwk } }) => ({
      ...jwk,
      use: 'sig',
      purpose,
      status,
    })),
  };
}

const page = (paragraphs: string[], receipt: string) =>
  `<!DOCTYPE html><html><body><nav>Menu</nav><h1>${headline}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}
   <footer><p>© Saltmarsh Wire</p><a href="https://gateway.example/verify#${receipt}">Verify</a></footer></body></html>`;

beforeAll(async () => {
  const secret = await generateKeyRing();
  const stranger = await generateKeyRing();
  const key = (await keyRing(secret)).sign.receipt;
  const first = { ...input.first, index: INDEX, leaf: base64(leaves[INDEX] ?? new Uint8Array()) };
  const claims = receiptClaims({ ...input, first, partner: license.terms.partner });
  const receipt = signReceipt(claimsText(claims), key);
  const { alterations: _none, ...strict } = claims;
  const strictReceipt = signReceipt(claimsText({ ...strict, jti: 'dlv_strict' }), key);
  expect(claims.alterations).toEqual(['headline']);

  save('jwks.json', publicKeys(secret));
  save('strangers.json', publicKeys(stranger));
  save('agency.key', printVerifierKey(verifierKeysOf(secret, agency.logOrigin)[0] ?? (null as never)));
  save('witness.key', witness.verifierKey);
  save('receipt.txt', `${receipt}\n`);
  save(
    'forged.txt',
    receipt.replace(/\.(..)/, (_, two: string) => `.${two === 'ey' ? 'eW' : 'ey'}`),
  );
  save(
    'response.txt',
    `HTTP/1.1 200 OK\r\nRights-Receipt: ${receipt}\r\nContent-Type: text/html\r\n\r\n${page(body, receipt)}`,
  );
  save('page.html', page(body, receipt));
  save('false.html', page([body[0] ?? '', 'Ferries sail again from midnight.', body[2] ?? ''], receipt));
  save('strict.html', page(['The harbor reopened on Sunday.'], strictReceipt));
  const [opening = '', ...rest] = body;
  save('inserted.html', page([opening, 'Read also: boats at Brandt’s.', ...rest], receipt));
  save('article.txt', [headline, ...body].join('\n\n'));
  save('retitled.txt', ['Ferries are back', ...body].join('\n\n'));
  save('other.txt', 'Council meets\n\nBudget talks went on.');
  const ninjs = {
    headlines: [{ value: headline }],
    bodies: [{ contentType: 'text/plain', value: body.join('\n\n') }],
  };
  save('delivered.json', ninjs);
  const { digest, blocks } = textDigest([headline, ...body]);
  const record = (id: string) => ({ id, delivered: input.delivered, text: { digest, blocks }, captions: [] });
  save('record.json', record(claims.jti));
  const since = '2026-11-20T08:15:00Z';
  const asOf = '2026-11-21T12:00:00Z';
  save('killed-record.json', {
    ...record(claims.jti),
    state: { state: 'killed', asOf, since, notice: 'Invented.' },
  });
  save('current-record.json', { ...record(claims.jti), state: { state: 'current', asOf } });
  save('strict-record.json', record('dlv_strict'));
  save('other-record.json', { ...record(claims.jti), delivered: [{ component: 'cmp_1', digest }] });
  save('photo.jpg', PHOTO);
  const components = [
    { component: 'cmp_text', digest },
    { component: 'cmp_photo', digest: createHash('sha256').update(PHOTO).digest('base64url') },
  ];
  const pictured = { ...claims, jti: 'dlv_pictured', digest: componentsDigest(components) };
  save('pictured.txt', signReceipt(claimsText(pictured), key));
  const picturedRecord = { ...record('dlv_pictured'), delivered: components };
  save('pictured.json', picturedRecord);
  save('pictured-of-others.json', { ...picturedRecord, delivered: components.slice(1) });
  save('pictured-killed.json', { ...picturedRecord, state: { state: 'killed', asOf, since } });
  save('pictured-without.json', {
    ...picturedRecord,
    state: { state: 'current', asOf, withdrawn: ['cmp_photo'] },
  });
  save('pictured-without-another.json', {
    ...picturedRecord,
    state: { state: 'current', asOf, withdrawn: ['cmp_other'] },
  });
  for (const size of [4, 9, 14]) save(`checkpoint-${size}.txt`, checkpoint(secret, size));
  save('strangers-9.txt', checkpoint(stranger, 9));
  save('second-history-9.txt', checkpoint(secret, 9, leaves.toReversed()));
  save(
    'cosigned-9.txt',
    checkpoint(secret, 9) + witness.cosign(`${checkpoint(secret, 9).split('\n\n')[0]}\n`, 1_763_600_000),
  );
  save('miscosigned-9.txt', checkpoint(secret, 9) + witness.cosign(`${origin}\n9\n`, 1_763_600_000));
  const inclusion = (of: Uint8Array[]) => ({
    index: INDEX,
    size: of.length,
    hashes: naiveInclusion(INDEX, of).map(base64),
  });
  save('proof-9.json', inclusion(leaves.slice(0, 9)));
  save('proof-14.json', { ...inclusion(leaves), checkpoint: checkpoint(secret, 14) });
  save('proof-of-another.json', {
    ...inclusion(leaves.toReversed()),
    checkpoint: checkpoint(secret, 14, leaves.toReversed()),
  });
  save('consistency.json', { from: 9, to: 14, hashes: naiveConsistency(9, leaves).map(base64) });
  save('inconsistency.json', { from: 9, to: 14, hashes: naiveConsistency(8, leaves).map(base64) });
});

describe('a receipt', () => {
  it('is genuine when a key that was saved has signed it', () => {
    const { code, out } = check('receipt.txt');
    expect(out).toMatch(
      /^receipt\.txt: GENUINE: receipt dlv_[0-9a-f]+ of https:\/\/gateway\.example, signed; rights in force until 2027-01-01 00:00 UTC; inclusion in the log pending/,
    );
    expect([code, out.trim().split('\n').length]).toEqual([0, 1]);
  });

  it.each([
    ['forged.txt', 1, /forged\.txt: NOT GENUINE: receipt: the signature does not hold/],
    ['article.txt', 2, /article\.txt: COULD NOT BE CHECKED: neither a receipt nor/],
  ])('%s makes the command exit with %i', (file, code, line) => {
    expect(check(file)).toEqual({ code, out: expect.stringMatching(line) });
  });

  it('cannot be checked with the keys of others', () => {
    expect(verify('receipt.txt', '--keys', 'strangers.json')).toEqual({
      code: 2,
      out: expect.stringContaining('COULD NOT BE CHECKED: receipt: signed with no key given'),
    });
  });

  it('stays genuine when its term is over, and says so', () => {
    const { out } = verify('receipt.txt', 'proof-14.json', '--keys', 'jwks.json', '--at', AFTER_TERM);
    expect(out).toContain('receipt.txt: GENUINE');
    expect(out).toContain('rights ended on 2027-01-01 00:00 UTC');
  });
});

describe('the text', () => {
  it.each([
    [
      ['page.html'],
      2,
      /page\.html: COULD NOT BE CHECKED: .*give the record of the receipt \(GET https:\/\/gateway\.example\/v1\/receipts\/dlv_[0-9a-f]+\)/,
    ],
    [['page.html', 'record.json'], 0, /page\.html: GENUINE: .*text unmodified, among 3 other passages/],
    [
      ['inserted.html', 'record.json'],
      0,
      /GENUINE: .*text complete, with insertions, which the license does not name \(added after block 1: "Read also: boats at Brandt’s\."\)/,
    ],
    [
      ['page.html', 'record.json'],
      0,
      /state of the item unknown, as of \S+ \S+ UTC \(GET https:\/\/gateway\.example\/v1\/receipts\/dlv_/,
    ],
    [['page.html', 'current-record.json'], 0, /page\.html: GENUINE: .*current, as of 2026-11-21 12:00 UTC$/m],
    [
      ['page.html', 'killed-record.json'],
      1,
      /page\.html: WITHDRAWN BY THE AGENCY: .*killed since 2026-11-20 08:15 UTC: "Invented\.", as of 2026-11-21/,
    ],
    [['response.txt', 'record.json'], 0, /response\.txt: GENUINE: .*text unmodified/],
    [['receipt.txt', 'record.json', '--text', 'article.txt'], 0, /receipt\.txt: GENUINE: .*text unmodified;/],
    [['receipt.txt', 'record.json', '--text', 'delivered.json'], 0, /text unmodified;/],
    [
      ['receipt.txt', 'record.json', '--text', 'retitled.txt', '--original', 'delivered.json'],
      0,
      /GENUINE: .*text altered as licensed/,
    ],
    [
      ['false.html', 'record.json', '--original', 'delivered.json'],
      1,
      /NOT GENUINE: .*text altered beyond the license/,
    ],
    [
      ['receipt.txt', 'record.json', '--text', 'other.txt', '--original', 'delivered.json'],
      1,
      /NOT GENUINE: .*text of another article/,
    ],
    [
      ['false.html', 'record.json'],
      2,
      /COULD NOT BE CHECKED: .*not word for word what was delivered; give that \(--original\)/,
    ],
    [
      ['strict.html', 'strict-record.json'],
      1,
      /NOT GENUINE: .*not word for word what was delivered, and no edit is licensed/,
    ],
    [
      ['page.html', 'other-record.json'],
      1,
      /other-record\.json: NOT GENUINE: .*not what the receipt was signed for/,
    ],
    [
      ['page.html', 'record.json', '--original', 'other.txt', '--text', 'retitled.txt'],
      2,
      /the original given is not what was delivered|not word for word/,
    ],
  ])('compared by %j makes the command exit with %i', (args, code, line) => {
    expect(check(...args)).toEqual({ code, out: expect.stringMatching(line) });
  });
});

describe('inclusion', () => {
  const later = (...files: string[]) => verify(...files, '--keys', 'jwks.json', '--at', NEXT_DAY);

  it.each([
    [['receipt.txt', 'proof-14.json'], 0, /entry 5 is in the log of 14 entries, by proof/],
    [['receipt.txt', 'proof-9.json', 'checkpoint-9.txt'], 0, /entry 5 is in the log of 9 entries, by proof/],
    [
      ['receipt.txt', 'proof-9.json'],
      2,
      /proof-9\.json: COULD NOT BE CHECKED: .*for a checkpoint that was not given/,
    ],
    [
      ['receipt.txt', 'proof-9.json', 'strangers-9.txt'],
      2,
      /strangers-9\.txt: COULD NOT BE CHECKED: .*signed with no key given/,
    ],
    [
      ['receipt.txt', 'proof-of-another.json'],
      1,
      /receipt\.txt: NOT GENUINE: .*the log has something else in place of entry 5/,
    ],
    [
      ['receipt.txt', 'checkpoint-4.txt'],
      1,
      /receipt\.txt: NOT GENUINE: .*broken promise: the log has 4 entries, and this is number 6/,
    ],
    [['receipt.txt'], 2, /due by now, and no proof was given/],
  ])('checked a day later by %j makes the command exit with %i', (files, code, line) => {
    expect(later(...files)).toEqual({ code, out: expect.stringMatching(line) });
  });

  it('is pending until then', () => {
    expect(check('receipt.txt', 'checkpoint-4.txt')).toEqual({
      code: 0,
      out: expect.stringContaining('inclusion in the log pending'),
    });
  });
});

describe('checkpoints', () => {
  it.each([
    [['checkpoint-9.txt'], 0, /GENUINE: checkpoint of \S+, 9 entries: signed$/m],
    [
      ['checkpoint-9.txt', 'checkpoint-14.txt', 'consistency.json'],
      0,
      /14 entries: signed; continues checkpoint-9\.txt/,
    ],
    [
      ['checkpoint-9.txt', 'checkpoint-14.txt'],
      2,
      /a proof that it continues checkpoint-9\.txt \(9 entries\) was not given/,
    ],
    [
      ['checkpoint-9.txt', 'checkpoint-14.txt', 'inconsistency.json'],
      1,
      /inconsistency\.json: NOT GENUINE: .*does not hold/,
    ],
    [['checkpoint-9.txt', 'second-history-9.txt'], 1, /another root for the same size: two histories/],
    [['strangers-9.txt'], 2, /signed with no key given/],
  ])('%j make the command exit with %i', (files, code, line) => {
    expect(check(...files)).toEqual({ code, out: expect.stringMatching(line) });
  });

  it('are checked with a verifier key of the agency log too', () => {
    expect(verify('checkpoint-9.txt', '--keys', 'agency.key').code).toBe(0);
  });

  it('name the witnesses whose keys were given', () => {
    const keys = ['--keys', 'jwks.json', '--keys', 'witness.key'];
    expect(verify('cosigned-9.txt', ...keys)).toEqual({
      code: 0,
      out: expect.stringContaining('signed; cosigned by witness.example/one on 2025-11-20T00:53:20.000Z'),
    });
    expect(verify('miscosigned-9.txt', ...keys)).toEqual({
      code: 1,
      out: expect.stringContaining('a cosignature does not hold'),
    });
  });
});

describe('a picture', () => {
  it.each([
    ['nothing beside it', [], 2, 'give the receipt that came with it, in the header Rights-Receipt'],
    [
      'its receipt alone',
      ['pictured.txt'],
      2,
      `give the record of the receipt (GET ${agency.publicUrl}/v1/receipts/dlv_pictured)`,
    ],
    [
      'a record of something else',
      ['pictured.txt', 'pictured-of-others.json'],
      1,
      'the record given is not what the receipt was signed for',
    ],
    ['its record', ['pictured.txt', 'pictured.json'], 0, 'unmodified, as delivered by dlv_pictured'],
    [
      'a record that another part was withdrawn',
      ['pictured.txt', 'pictured-without-another.json'],
      0,
      'unmodified, as delivered by dlv_pictured',
    ],
    [
      'a record that the article was killed',
      ['pictured.txt', 'pictured-killed.json'],
      1,
      'as delivered by dlv_pictured, and killed since',
    ],
    [
      'a record that it was withdrawn',
      ['pictured.txt', 'pictured-without.json'],
      1,
      'as delivered by dlv_pictured, and withdrawn by itself since',
    ],
  ])('with %s says so', (_, options, code, says) => {
    const checked = check('photo.jpg', ...options);
    const [own = ''] = checked.out.split('\n');
    expect(own).toContain(`: picture: ${says}`);
    expect(own.includes('photo.jpg: GENUINE')).toBe(says.startsWith('unmodified'));
    expect(own.includes('WITHDRAWN BY THE AGENCY')).toBe(says.endsWith('since'));
    expect(checked.code).toBe(code);
  });
});

describe('for machines', () => {
  it('--json gives every finding with its details', () => {
    const { code, out } = check('page.html', 'record.json', 'proof-14.json', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      {
        file: 'page.html',
        kind: 'receipt',
        verdict: 'genuine',
        text: 'unmodified',
        inForce: 'in_force',
        log: 'included',
        claims: { license: license.id },
      },
      { file: 'record.json', kind: 'record', verdict: 'genuine' },
      { file: 'proof-14.json', kind: 'inclusion', verdict: 'genuine' },
    ]);
  });

  it.each([
    [[], /^usage: npm run verify/],
    [['pack.zip'], /^Keys are needed to check pack\.zip: save .*jwks\.json/],
    [['nothing.txt', '--keys', 'jwks.json'], /nothing\.txt cannot be read \(ENOENT\)/],
    [['receipt.txt', '--keys', 'article.txt'], /article\.txt holds no Ed25519 keys/],
    [['receipt.txt', '--keys', 'jwks.json', '--wrong'], /Unknown option/],
  ])('prints one line for %j and exits with 2', (args, line) => {
    const { code, out } = verify(...args);
    expect([code, out.trim().split('\n').length]).toEqual([2, 1]);
    expect(out).toMatch(line);
  });
});

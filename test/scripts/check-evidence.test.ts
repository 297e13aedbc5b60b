/**
 * The checking program of evidence packs against who can sign: packs as the agency itself might forge them,
 * whole and signed with its keys, so that nothing but what they say gives them away.
 */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkPack } from '../../scripts/check-evidence.mjs';
import { type PackDescription, withManifest } from '../../src/audit/evidence/manifest.ts';
import { type PackFile, zipOf } from '../../src/audit/evidence/zip.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import { LOG_SIGNATURE, signNote, verifierKey } from '../../src/ledger/transparency/note.ts';
import { canonical } from '../../src/platform/canonical.ts';
import { policyDigest } from '../../src/rights/index.ts';
import { naiveRoot } from '../support/naive-merkle.ts';

const ORIGIN = 'gateway.example/log';
const ABOUT = { license: 'lic_a' };
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const RAW = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const TRUSTED = { logs: [RAW], receipts: new Map() };

interface Entry {
  license: string;
  index: number;
  [member: string]: unknown;
}

function entry(index: number, change: Record<string, unknown> = {}): Entry {
  return {
    ...{ v: 1, id: `rfs_${index}`, kind: 'refusal', license: 'lic_a', licenseVersion: 1, index },
    ...{ at: `2026-11-0${index + 1}T00:00:00.000Z`, partner: 'prt_a', article: 'itm_a', version: '1' },
    ...{ policies: [{ id: 'lic_a', version: 1, sha256: policyDigest(POLICY) }], delivered: [] },
    ...change,
  };
}

const POLICY = { '@type': 'Agreement' };
const leafOf = (entry: Entry) => leafHash(canonical(entry));
const lineOf = (entry: Entry) =>
  `${JSON.stringify({ ...entry, leaf: Buffer.from(leafOf(entry)).toString('base64') })}\n`;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function noteOf(name: string, leaves: Uint8Array[], key: KeyObject = privateKey): string {
  const text = `${name}\n${leaves.length}\n${base64(naiveRoot(leaves))}\n`;
  return signNote(text, verifierKey(name, LOG_SIGNATURE, RAW), key);
}

interface Forged {
  about?: PackDescription['about'];
  /** The log of the license as it was signed, all of it. */
  log?: Entry[];
  /** What stands in the pack for it. */
  lines?: string[];
  /** Of the manifest. */
  logs?: PackDescription['logs'];
  license?: Record<string, unknown>;
  restrictions?: object[];
  deleted?: PackDescription['deleted'];
}

const LICENSE = {
  license: 'lic_a',
  versions: [{ version: 1, terms: { partner: 'prt_a', consent: { reference: 'C-1' } } }],
  agreements: [{ id: 'lic_a', version: 1, sha256: policyDigest(POLICY), policy: POLICY }],
};

/**
 * The leaves of the whole log are known to the pack, so there are no hashes beside them; `log` ends where the
 * pack does.
 */
async function pack(forged: Forged): Promise<Buffer> {
  const { about = ABOUT, log = [entry(0), entry(1)], lines = log.map(lineOf) } = forged;
  const logs = forged.logs ?? [{ license: 'lic_a', size: log.length, entries: lines.length }];
  const leaves = log.map(leafOf);
  const root = { v: 1, license: 'lic_a', size: leaves.length, root: base64(naiveRoot(leaves)), at: 'then' };
  const siblings = leaves.length > lines.length ? [base64(leaves.at(-1) ?? new Uint8Array())] : [];
  const files: Record<string, string> = {
    'entries.ndjson': lines.join(''),
    'borders.ndjson': '',
    'receipts.ndjson': '',
    'licenses/lic_a.json': `${JSON.stringify({ ...LICENSE, ...forged.license }, null, 2)}\n`,
    'restrictions.ndjson': (forged.restrictions ?? [])
      .map((restriction) => `${JSON.stringify(restriction)}\n`)
      .join(''),
    'checkpoints/license/lic_a.txt': noteOf(`${ORIGIN}/license/lic_a`, leaves),
    'proofs/license/lic_a.json': `${JSON.stringify({ size: leaves.length, hashes: siblings })}\n`,
    'checkpoints/agency.txt': noteOf(ORIGIN, [leafHash(canonical(root))]),
    'proofs/agency.json': `${JSON.stringify({ size: 1, leaves: [{ index: 0, leaf: root }], hashes: [] })}\n`,
  };
  const description: PackDescription = {
    ...{ form: 'imprimatur-evidence-1', made: 'now', gateway: 'https://gateway.example', origin: ORIGIN },
    ...{ about, from: null, to: null, reader: 'auditor', logs, archived: [], deleted: forged.deleted ?? [] },
  };
  const given = async function* (): AsyncGenerator<PackFile> {
    for (const [name, text] of Object.entries(files))
      yield { name, content: text ? [Buffer.from(text)] : [] };
  };
  const signed = withManifest(given(), description, async (manifest) => sign(null, manifest, privateKey));
  const pieces: Uint8Array[] = [];
  for await (const piece of zipOf(signed)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const check = async (forged: Forged) => checkPack(await pack(forged), TRUSTED);

describe('a pack that was forged by who can sign it', () => {
  it('is none without a forgery', async () => {
    const output = (await check({})).join('\n');
    expect(output).toContain('entries: 2');
    expect(output).toContain('no entry of this license is left out, up to entry 1');
    await expect(check({ about: { article: 'itm_a' } })).resolves.toBeDefined();
  });

  it('has no entry that another of the same place vouches for', async () => {
    const lines = [lineOf(entry(0)), lineOf(entry(1, { code: 'made_up' })), lineOf(entry(1))];
    await expect(check({ about: { article: 'itm_a' }, lines })).rejects.toThrow(
      /entry 1 of lic_a is there twice/,
    );
    const twice = [0, 1, 1].map((index) => lineOf(entry(index)));
    await expect(check({ about: { article: 'itm_a' }, lines: twice })).rejects.toThrow(/twice/);
  });

  it('does not say that the log ends before its checkpoint does', async () => {
    const forged = {
      log: [0, 1, 2].map((index) => entry(index)),
      lines: [0, 1].map((n) => lineOf(entry(n))),
    };
    await expect(check({ ...forged, logs: [{ license: 'lic_a', size: 2, entries: 2 }] })).rejects.toThrow(
      /not of the size that the manifest says/,
    );
    const both = [
      { license: 'lic_b', size: 2, entries: 0 },
      { license: 'lic_a', size: 3, entries: 2 },
    ];
    await expect(check({ ...forged, logs: both })).rejects.toThrow(/logs of other licenses/);
    await expect(check(forged)).rejects.toThrow(/missing at the end/);
  });

  it('does not say that all is there where months were deleted', async () => {
    const log = [0, 1, 2].map((index) => entry(index));
    const lines = [0, 1].map((index) => lineOf(entry(index)));
    const logs = [{ license: 'lic_a', size: 3, entries: 2 }];
    const output = await check({ log, lines, logs, deleted: [{ month: '2025-01', entries: 1 }] });
    expect(output.join('\n')).toContain('cannot be told: of 2025-01');
  });

  it('says nothing twice, once for people and once for the program', async () => {
    const [first, second = ''] = [0, 1].map((index) => lineOf(entry(index)));
    const doubled = second.replace('{', '{"article":"itm_other",');
    await expect(check({ lines: [first ?? '', doubled] })).rejects.toThrow(/not written as it must be/);
  });

  it('shows one policy under a name, and one text of a license version', async () => {
    const [agreement] = LICENSE.agreements;
    const other = { ...agreement, policy: { '@type': 'Agreement', permission: [] } };
    await expect(check({ license: { agreements: [other, agreement] } })).rejects.toThrow(/is there twice/);
    const [version] = LICENSE.versions;
    const terms = { ...version?.terms, consent: { reference: 'C-2' } };
    await expect(check({ license: { versions: [{ version: 1, terms }, version] } })).rejects.toThrow(/twice/);
    const of = { ...version?.terms, partner: 'prt_b' };
    await expect(check({ license: { versions: [{ version: 1, terms: of }] } })).rejects.toThrow(
      /of another partner than its entry/,
    );
  });
});

describe('the program', () => {
  it('says which file it cannot read, with an exit code of its own', () => {
    const run = (...files: string[]) =>
      spawnSync(process.execPath, ['scripts/check-evidence.mjs', ...files], { encoding: 'utf8' });
    for (const files of [
      ['missing.zip', 'package.json'],
      ['package.json', 'missing.zip'],
    ]) {
      const { status, stdout, stderr } = run(...files);
      expect([status, stdout, stderr]).toEqual([2, '', 'cannot read missing.zip: there is no such file\n']);
    }
    const folder = run('scripts', 'package.json');
    expect([folder.status, folder.stderr]).toEqual([2, expect.stringMatching(/^cannot read scripts: /)]);
  });
});

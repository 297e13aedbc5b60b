/**
 * The module that proves entries in browsers, held against the gateway's own verifier, the client's, and the
 * public vectors.
 */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base64,
  canonical,
  consistent,
  leafHash,
  parseExpected,
  parseNote,
  parseVerifierKey,
  proveConsistency,
  proveEntry,
  rootOfInclusion,
  type Step,
} from '../../assets/console/proof.js';
import { leafOf, verifyCheckpoint, verifyConsistency, verifyInclusion } from '../../client/src/index.ts';
import { verifyConsistency as ownConsistency } from '../../src/ledger/merkle/verify.ts';
import { leafHash as ownLeafHash } from '../../src/ledger/merkle.ts';
import { printCheckpoint } from '../../src/ledger/transparency/checkpoint.ts';
import {
  COSIGNATURE,
  LOG_SIGNATURE,
  parseNote as ownParseNote,
  printVerifierKey,
  signatureLine,
  signNote,
  verifierKey,
} from '../../src/ledger/transparency/note.ts';
import { naiveConsistency, naiveInclusion, naiveRoot } from '../support/naive-merkle.ts';
import { runs } from '../support/runs.ts';

const AGENCY = 'agency.example/log';
const LICENSE = 'lic_1';
const PLACE = 4;

interface Pair {
  raw: Uint8Array;
  privateKey: KeyObject;
}

function keyPair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { raw: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'), privateKey };
}

const text64 = (hashes: Uint8Array[]) => hashes.map((hash) => Buffer.from(hash).toString('base64'));
const noteOf = (origin: string, leaves: Uint8Array[], { raw, privateKey }: Pair) =>
  signNote(
    printCheckpoint({ origin, size: leaves.length, root: naiveRoot(leaves) as Uint8Array<ArrayBuffer> }),
    verifierKey(origin, LOG_SIGNATURE, raw),
    privateKey,
  );
const keysOf = (pair: Pair) => ({
  origin: AGENCY,
  keys: [{ verifierKey: printVerifierKey(verifierKey(AGENCY, LOG_SIGNATURE, pair.raw)), status: 'current' }],
});

function cosign(note: string, name: string, { raw, privateKey }: Pair): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(1_790_000_000n);
  const bytes = sign(
    null,
    Buffer.from(`cosignature/v1\ntime 1790000000\n${note.split('\n\n')[0]}\n`),
    privateKey,
  );
  const { id } = verifierKey(name, COSIGNATURE, raw);
  return signatureLine({ name, id, bytes: Buffer.concat([time, bytes]) });
}

/** Eleven entries, of which the checkpoint has seven; the agency log has the root of all eleven. */
function signedLog(log = keyPair(), witness = keyPair()) {
  const entries = Array.from({ length: 11 }, (_, index) => ({
    v: 1,
    license: LICENSE,
    index,
    article: `itm_${index}`,
    note: 'Ünïcode “quoted” \u2028 \ud83d\ude00',
    units: index * 1.5,
  }));
  const leaves = entries.map((entry) => ownLeafHash(canonicalize(entry) ?? ''));
  const covered = leaves.slice(0, 7);
  const rootLeaf = {
    v: 1,
    license: LICENSE,
    size: 11,
    root: Buffer.from(naiveRoot(leaves)).toString('base64'),
    at: '2026-11-26T00:00:00.000Z',
  };
  const roots = ['a', 'b', rootLeaf, 'd', 'e'].map((leaf) => ownLeafHash(canonicalize(leaf) ?? ''));
  const agencyNote = noteOf(AGENCY, roots, log);
  return {
    log,
    witness,
    leaves,
    roots,
    answer: {
      entry: { ...entries[PLACE], leaf: Buffer.from(leaves[PLACE] ?? []).toString('base64') },
      inclusion: {
        state: 'included',
        index: PLACE,
        size: 7,
        hashes: text64(naiveInclusion(PLACE, covered)),
        checkpoint: noteOf(`${AGENCY}/license/${LICENSE}`, covered, log),
      },
    },
    root: {
      leaf: rootLeaf,
      index: 2,
      size: 5,
      hashes: text64(naiveInclusion(2, roots)),
      checkpoint: agencyNote + cosign(agencyNote, 'witness.example', witness),
      consistency: { from: 7, to: 11, hashes: text64(naiveConsistency(7, leaves)) },
    },
    agencyKeys: keysOf(log),
  };
}

type SignedLog = ReturnType<typeof signedLog>;

const pasted = async ({ log, witness }: SignedLog) =>
  parseExpected(
    [verifierKey(AGENCY, LOG_SIGNATURE, log.raw), verifierKey('witness.example', COSIGNATURE, witness.raw)]
      .map(printVerifierKey)
      .join('\n'),
  );

const states = (steps: Step[]) => Object.fromEntries(steps.map(({ name, state }) => [name, state]));
/** Where it fails, and why; nothing after it is claimed. */
function failure(steps: Step[]): [string, string] | null {
  const place = steps.findIndex(({ state }) => state === 'bad');
  if (place < 0) return null;
  expect(steps.slice(place + 1).every(({ state }) => state === 'skipped')).toBe(true);
  return [steps[place]?.name ?? '', steps[place]?.why ?? ''];
}

/** Another character of the same alphabet. */
const flipped = (text: string, place: number) =>
  text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);

describe('an entry', () => {
  it('is proved to the agency’s checkpoint and its witnesses, with the keys that one has', async () => {
    const all = signedLog();
    expect(states(await proveEntry({ ...all, expected: await pasted(all) }))).toEqual({
      leaf: 'good',
      inclusion: 'good',
      key: 'good',
      license: 'good',
      root: 'good',
      agency_inclusion: 'good',
      agency: 'good',
      witnesses: 'good',
    });
  });

  it('is proved by what the client and the gateway compute', async () => {
    const { answer, root, log, leaves } = signedLog();
    const keys = { log: [log.raw], witnesses: [] };
    const check = verifyCheckpoint(answer.inclusion.checkpoint, keys);
    if (!check.valid) throw new Error(check.reason);
    const { leaf, ...entry } = answer.entry;
    expect(leafOf(canonical(entry))).toBe(leaf);
    expect(verifyInclusion({ leaf, index: PLACE }, answer.inclusion, check.checkpoint)).toBe(true);
    const older = check.checkpoint;
    const newer = { ...older, size: 11, root: naiveRoot(leaves) as Uint8Array<ArrayBuffer> };
    expect(verifyConsistency(older, newer, root.consistency)).toBe(true);
  });

  it('whose key is only the gateway’s own is proved as far as that, and says so', async () => {
    const steps = await proveEntry(signedLog());
    expect(steps.find(({ name }) => name === 'key')).toMatchObject({ state: 'unknown', why: 'from_gateway' });
    expect(steps.find(({ name }) => name === 'witnesses')).toMatchObject({ why: 'witness_unknown' });
    expect(failure(steps)).toBeNull();
  });

  const other = keyPair();
  const forgeries: [what: string, at: [string, string], (all: SignedLog) => unknown][] = [
    ['its text', ['leaf', 'other_leaf'], ({ answer }) => (answer.entry.article = 'itm_other')],
    [
      'its stated leaf',
      ['leaf', 'other_leaf'],
      ({ answer }) => (answer.entry.leaf = flipped(answer.entry.leaf, 5)),
    ],
    [
      'a hash of the proof',
      ['inclusion', 'other_root'],
      ({ answer: { inclusion } }) => (inclusion.hashes[1] = flipped(inclusion.hashes[1] ?? '', 7)),
    ],
    [
      'a hash that is left out',
      ['inclusion', 'other_root'],
      ({ answer: { inclusion } }) => inclusion.hashes.pop(),
    ],
    ['its place', ['inclusion', 'other_place'], ({ answer }) => (answer.inclusion.index = 5)],
    ['the size', ['inclusion', 'other_size'], ({ answer }) => (answer.inclusion.size = 8)],
    [
      'the signed root',
      ['inclusion', 'other_root'],
      ({ answer: { inclusion } }) =>
        (inclusion.checkpoint = inclusion.checkpoint.replace(
          /^(.*\n.*\n)(.)/,
          (_, head, one) => head + (one === 'A' ? 'B' : 'A'),
        )),
    ],
    [
      'the signature of the license',
      ['license', 'bad_signature'],
      ({ answer: { inclusion } }) =>
        (inclusion.checkpoint = flipped(inclusion.checkpoint, inclusion.checkpoint.trimEnd().length - 9)),
    ],
    [
      'the checkpoint of another license',
      ['license', 'wrong_log'],
      ({ answer, leaves, log }) =>
        (answer.inclusion.checkpoint = noteOf(`${AGENCY}/license/lic_2`, leaves.slice(0, 7), log)),
    ],
    [
      'a checkpoint that somebody else signed',
      ['license', 'unknown_key'],
      ({ answer, leaves }) =>
        (answer.inclusion.checkpoint = noteOf(`${AGENCY}/license/${LICENSE}`, leaves.slice(0, 7), other)),
    ],
    [
      'the published root',
      ['root', 'not_continued'],
      ({ root }) => (root.leaf.root = flipped(root.leaf.root, 9)),
    ],
    ['the license of the root', ['root', 'other_license'], ({ root }) => (root.leaf.license = 'lic_2')],
    [
      'a hash between the two roots',
      ['root', 'not_continued'],
      ({ root: { consistency } }) => (consistency.hashes[0] = flipped(consistency.hashes[0] ?? '', 3)),
    ],
    [
      'the time of the root',
      ['agency_inclusion', 'other_root'],
      ({ root }) => (root.leaf.at = '2020-01-01T00:00:00.000Z'),
    ],
    [
      'a hash of the agency’s proof',
      ['agency_inclusion', 'other_root'],
      ({ root }) => (root.hashes[0] = flipped(root.hashes[0] ?? '', 0)),
    ],
    [
      'the signature of the agency',
      ['agency', 'bad_signature'],
      ({ root }) => {
        const line = `— ${AGENCY} `;
        const at = root.checkpoint.indexOf(line) + line.length + 20;
        root.checkpoint = flipped(root.checkpoint, at);
      },
    ],
    [
      'a checkpoint that is none',
      ['agency_inclusion', 'no_checkpoint'],
      ({ root }) => (root.checkpoint = root.checkpoint.replaceAll('\n\n', '\n')),
    ],
  ];

  it.each(forgeries)('that was forged in %s fails at %j', async (_, at, forge) => {
    const all = signedLog();
    forge(all);
    expect(failure(await proveEntry(all))).toEqual(at);
  });

  it('fails where the key is not the one that was pasted, or what was pasted is none', async () => {
    const all = signedLog();
    const theirs = printVerifierKey(verifierKey(AGENCY, LOG_SIGNATURE, other.raw));
    expect(failure(await proveEntry({ ...all, expected: await parseExpected(theirs) }))).toEqual([
      'key',
      'other_key',
    ]);
    expect(await parseExpected('nonsense')).toBeNull();
  });

  it('fails where a trusted witness has not signed, or its signature does not hold', async () => {
    const all = signedLog();
    const expected = await pasted(all);
    const lines = all.root.checkpoint.split('\n');
    all.root.checkpoint = `${lines.slice(0, -2).join('\n')}\n`;
    expect(failure(await proveEntry({ ...all, expected }))).toEqual(['witnesses', 'witness_missing']);
    const forged = signedLog(all.log, all.witness);
    forged.root.checkpoint = flipped(forged.root.checkpoint, forged.root.checkpoint.length - 12);
    expect(failure(await proveEntry({ ...forged, expected }))).toEqual(['witnesses', 'bad_cosignature']);
  });

  it('is never proved with a character of it changed, wherever that is', async () => {
    const all = signedLog();
    const expected = await pasted(all);
    const given = JSON.stringify({ answer: all.answer, root: all.root });
    await fc.assert(
      fc.asyncProperty(fc.nat(given.length - 1), fc.constantFrom('A', 'b', '7', '+'), async (place, put) => {
        const text = given.slice(0, place) + put + given.slice(place + 1);
        let changed: object;
        try {
          changed = JSON.parse(text);
        } catch {
          return;
        }
        if (JSON.stringify(changed) === given) return;
        let steps: Step[];
        try {
          steps = await proveEntry({ ...changed, agencyKeys: all.agencyKeys, expected });
        } catch {
          return;
        }
        const isProved = steps.length === 8 && steps.every(({ state }) => state === 'good');
        // Sizes of the consistency are told by the checkpoints: what the answer says of them is not used.
        const unused = JSON.stringify({
          ...changed,
          root: { ...(changed as SignedLog).root, consistency: null },
        });
        const before = JSON.stringify({ answer: all.answer, root: { ...all.root, consistency: null } });
        if (unused !== before) expect([isProved, text]).toEqual([false, text]);
      }),
      runs(750),
    );
  });

  it('that no checkpoint covers yet waits, and one that the log contradicts does not hold', async () => {
    const { answer, root, agencyKeys } = signedLog();
    const inclusion = (state: object) => ({ answer: { ...answer, inclusion: state }, root, agencyKeys });
    const pending = await proveEntry(inclusion({ state: 'pending', due: '2026-11-27T00:00:00.000Z' }));
    expect(pending.at(-1)).toMatchObject({ name: 'inclusion', state: 'later' });
    expect(failure(await proveEntry(inclusion({ state: 'contradicted' })))).toEqual([
      'inclusion',
      'contradicted',
    ]);
    const unpublished = await proveEntry({
      answer,
      agencyKeys,
      root: { status: 503, code: 'checkpoint_pending' },
    });
    expect(unpublished.at(-1)).toMatchObject({ name: 'root', state: 'later' });
  });

  it('is not covered by an older root of its license', async () => {
    const all = signedLog();
    const old = all.leaves.slice(0, 3);
    const leaf = { ...all.root.leaf, size: 3, root: Buffer.from(naiveRoot(old)).toString('base64') };
    const consistency = { from: 3, to: 7, hashes: text64(naiveConsistency(3, all.leaves.slice(0, 7))) };
    const steps = await proveEntry({ ...all, root: { ...all.root, leaf, consistency } });
    expect(steps.find(({ name }) => name === 'root')).toMatchObject({ state: 'later', why: 'not_published' });
  });
});

describe('two checkpoints', () => {
  const pair = (all: SignedLog, from: number, to: number) => ({
    older: noteOf(AGENCY, all.roots.slice(0, from), all.log),
    newer: noteOf(AGENCY, all.roots.slice(0, to), all.log),
    proof: { from, to, hashes: text64(naiveConsistency(from, all.roots.slice(0, to))) },
    origin: AGENCY,
    agencyKeys: all.agencyKeys,
  });

  it('of one log are consistent; of a rewritten one they are not', async () => {
    const all = signedLog();
    expect(failure(await proveConsistency(pair(all, 2, 5)))).toBeNull();
    expect(failure(await proveConsistency(pair(all, 4, 5)))).toBeNull();
    const rewritten = [...all.roots.slice(0, 1), ownLeafHash('"other"'), ...all.roots.slice(2)];
    const newer = noteOf(AGENCY, rewritten, all.log);
    expect(failure(await proveConsistency({ ...pair(all, 3, 5), newer }))).toEqual([
      'consistency',
      'not_continued',
    ]);
  });

  it('prove nothing that they were not asked', async () => {
    const all = signedLog();
    const proofRequest = pair(all, 2, 5);
    const other = pair(all, 3, 5).proof;
    expect(failure(await proveConsistency({ ...proofRequest, proof: other }))).toEqual([
      'consistency',
      'other_size',
    ]);
    expect(failure(await proveConsistency({ ...proofRequest, origin: 'other.example' }))).toEqual([
      'older',
      'wrong_log',
    ]);
  });
});

describe('the forms', () => {
  it('of JSON are those of RFC 8785', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(value)).toBe(canonicalize(value));
      }),
    );
  });

  it('of leaves and notes are the gateway’s', async () => {
    expect(base64(await leafHash('{"a":"ü"}'))).toBe(
      Buffer.from(ownLeafHash('{"a":"ü"}')).toString('base64'),
    );
    const note = signedLog().root.checkpoint;
    for (const text of [
      note,
      note.slice(0, -1),
      `${note}x`,
      note.replace('— ', '- '),
      `\t${note}`,
      '',
      '\n\n',
    ])
      expect([text, parseNote(text) !== null]).toEqual([text, ownParseNote(text) !== null]);
  });

  it('of keys are those of the specification (c2sp.org/signed-note)', async () => {
    const key = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
    expect(await parseVerifierKey(key)).toMatchObject({ name: 'example.com/foo', id: '530d903a', type: 1 });
    expect(await parseVerifierKey(key.replace('530d903a', '530d903b'))).toBeNull();
    expect(await parseVerifierKey('')).toBeNull();
  });
});

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../../shared/standards/merkle');
const absent = !existsSync(ROOT);

describe.skipIf(absent)('the public proof vectors', () => {
  interface Vector {
    leafIdx: number;
    treeSize: number;
    root: string;
    leafHash: string;
    size1: number;
    size2: number;
    root1: string;
    root2: string;
    proof: string[] | null;
    wantErr: boolean;
  }
  const vectors = (file: string): Vector[] =>
    absent ? [] : Object.values(JSON.parse(readFileSync(`${ROOT}/${file}.json`, 'utf8')));
  const hash = (text: string) => Buffer.from(text, 'base64');

  it('of inclusion and consistency come out as they say', async () => {
    for (const { leafIdx: index, treeSize: size, root, leafHash: leaf, proof, wantErr } of vectors(
      'inclusion',
    )) {
      const found = await rootOfInclusion({ index, size, leaf: hash(leaf), hashes: proof ?? [] });
      expect(found !== null && hash(root).equals(found.root)).toBe(!wantErr);
    }
    for (const { size1: from, size2: to, root1, root2, proof, wantErr } of vectors('consistency')) {
      const claim = { from, to, fromRoot: hash(root1), toRoot: hash(root2) };
      const hashes = proof ?? [];
      expect(await consistent({ ...claim, hashes })).toBe(!wantErr);
      expect(ownConsistency({ ...claim, hashes: hashes.map(hash) })).toBe(!wantErr);
    }
  });
});

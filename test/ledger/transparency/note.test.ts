import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCheckpoint, printCheckpoint } from '../../../src/ledger/transparency/checkpoint.ts';
import {
  COSIGNATURE,
  cosignedAt,
  LOG_SIGNATURE,
  parseNote,
  parseVerifierKey,
  printVerifierKey,
  signatureLine,
  signNote,
  type VerifierKey,
  verifiedSignatures,
  verifierKey,
} from '../../../src/ledger/transparency/note.ts';

/** The example of the specification (c2sp.org/signed-note). */
const SPEC_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const SPEC_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

interface Signer {
  key: VerifierKey;
  privateKey: KeyObject;
}

function signer(name: string, type: VerifierKey['type'] = LOG_SIGNATURE): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { key: verifierKey(name, type, raw), privateKey };
}

function cosign(text: string, { key, privateKey }: Signer, seconds: number): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const bytes = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey);
  return signatureLine({ name: key.name, id: key.id, bytes: Buffer.concat([time, bytes]) });
}

const holds = (note: string, ...keys: VerifierKey[]) => {
  const parsed = parseNote(note);
  return parsed !== null && verifiedSignatures(parsed, keys) !== null;
};

describe('a verifier key', () => {
  it('is read and printed as the specification has it', () => {
    const key = parseVerifierKey(SPEC_KEY);
    expect(key).toMatchObject({ name: 'example.com/foo', id: '530d903a', type: LOG_SIGNATURE });
    expect(key && printVerifierKey(key)).toBe(SPEC_KEY);
  });

  it('has another id for each name and type, and one that does not fit is none', () => {
    const raw = Buffer.alloc(32, 7);
    const ids = [
      verifierKey('a', LOG_SIGNATURE, raw),
      verifierKey('b', LOG_SIGNATURE, raw),
      verifierKey('a', COSIGNATURE, raw),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    const digest = createHash('sha256')
      .update(Buffer.concat([Buffer.from('a\n\x01'), raw]))
      .digest('hex');
    expect(ids[0]).toBe(digest.slice(0, 8));
    const printed = printVerifierKey(verifierKey('a', LOG_SIGNATURE, raw));
    for (const bad of [
      printed.replace('a+', 'b+'),
      `${printed}A`,
      printed.slice(0, -1),
      printed.replace('+', ' +'),
      '',
    ])
      expect(parseVerifierKey(bad)).toBeNull();
  });
});

describe('a signed note', () => {
  const log = signer('tidemark.example/log');
  const text = 'tidemark.example/log\n3\nAAAA\n';

  it('of the specification verifies', () => {
    expect(holds(SPEC_NOTE, parseVerifierKey(SPEC_KEY) as VerifierKey)).toBe(true);
    expect(
      holds(SPEC_NOTE.replace('example m', 'Example m'), parseVerifierKey(SPEC_KEY) as VerifierKey),
    ).toBe(false);
  });

  it('verifies as signed, not under another key, and not with any character changed', () => {
    const note = signNote(text, log.key, log.privateKey);
    expect(holds(note, log.key)).toBe(true);
    expect(holds(note, signer('tidemark.example/log').key)).toBe(false);
    expect(holds(note, { ...log.key, name: 'other' })).toBe(false);
    for (let at = 0; at < note.length; at++) {
      const changed = `${note.slice(0, at)}${note[at] === 'B' ? 'C' : 'B'}${note.slice(at + 1)}`;
      expect(holds(changed, log.key), `character ${at}`).toBe(false);
    }
  });

  it('carries signatures of strangers, which are ignored; a bad one of a known key spoils it', () => {
    const note = signNote(text, log.key, log.privateKey);
    const stranger = signer('stranger.example');
    const strange = signatureLine({ name: 'stranger.example', id: stranger.key.id, bytes: Buffer.alloc(64) });
    expect(holds(note + strange, log.key)).toBe(true);
    expect(holds(note + strange, log.key, stranger.key)).toBe(false);
    expect(holds(`${text}\n${strange}`, log.key)).toBe(false);
  });

  it('may have empty lines in its text: the last one separates', () => {
    const odd = 'one\n\n\ntwo\n';
    const note = signNote(odd, log.key, log.privateKey);
    expect(parseNote(note)?.text).toBe(odd);
    expect(holds(note, log.key)).toBe(true);
  });

  it.each([
    ['no signature', 'text\n\n'],
    ['no blank line', 'text\n— a AAAAAAAA\n'],
    ['no final newline', 'text\n\n— a AAAAAAAA'],
    ['a carriage return', 'text\r\n\n— a AAAAAAAA\n'],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAAA\n'],
    ['a name with a plus', 'text\n\n— a+b AAAAAAAA\n'],
    ['a signature that is only an id', 'text\n\n— a AAAAAA==\n'],
    ['unpadded base64', 'text\n\n— a AAAAAAAAAA\n'],
    ['spare bits', 'text\n\n— a AAAAAAB=\n'],
    ['two spaces', 'text\n\n—  a AAAAAAAA\n'],
    ['something after the signatures', 'text\n\n— a AAAAAAAA\nmore\n'],
  ])('with %s is none', (_, note) => {
    expect(parseNote(note)).toBeNull();
  });

  it('is read or refused, whatever is thrown at it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\n', '— ', 'a', ' ', 'AAAAAAAA', '\u0000', '+') }),
        (noise) => {
          const parsed = parseNote(noise);
          if (!parsed) return;
          expect(`${parsed.text}\n${parsed.signatures.map(signatureLine).join('')}`).toBe(noise);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('a cosignature', () => {
  const witness = signer('witness.example/w', COSIGNATURE);
  const log = signer('tidemark.example/log');
  const text = 'tidemark.example/log\n3\nAAAA\n';
  const note = signNote(text, log.key, log.privateKey);

  it('holds for the text and the time that were signed', () => {
    const line = cosign(text, witness, 1_679_315_147);
    const verified = verifiedSignatures(parseNote(note + line) ?? { text: '', signatures: [] }, [
      witness.key,
    ]);
    expect(verified).toHaveLength(1);
    expect(verified?.[0] && cosignedAt(verified[0].signature)).toBe(1_679_315_147);
  });

  it('does not hold for another text, with another time, or as a plain signature', () => {
    expect(holds(note + cosign(text.replace('3', '4'), witness, 5), witness.key)).toBe(false);
    const line = cosign(text, witness, 5);
    const [signature] = parseNote(note + line)?.signatures.slice(1) ?? [];
    const bytes = Buffer.from(signature?.bytes ?? []);
    bytes[7] = 6;
    expect(holds(note + signatureLine({ ...witness.key, bytes }), witness.key)).toBe(false);
    const plain = sign(null, Buffer.from(text), witness.privateKey);
    expect(holds(note + signatureLine({ ...witness.key, bytes: plain }), witness.key)).toBe(false);
    expect(holds(note + cosign(text, witness, 0), witness.key)).toBe(false);
  });
});

describe('a checkpoint', () => {
  const root = Buffer.alloc(32, 9);

  it('is read as it was printed', () => {
    const checkpoint = { origin: 'tidemark.example/log', size: 20_852_163, root };
    expect(printCheckpoint(checkpoint)).toBe(`tidemark.example/log\n20852163\n${root.toString('base64')}\n`);
    expect(parseCheckpoint(printCheckpoint(checkpoint))).toEqual(checkpoint);
  });

  it.each([
    ['a leading zero', `o\n01\n${root.toString('base64')}\n`],
    ['a sign', `o\n+1\n${root.toString('base64')}\n`],
    ['a size beyond what a number holds', `o\n9999999999999999\n${root.toString('base64')}\n`],
    ['a short root', 'o\n1\nAAAA\n'],
    ['no origin', `\n1\n${root.toString('base64')}\n`],
    ['an empty extension', `o\n1\n${root.toString('base64')}\n\n`],
    ['no final newline', `o\n1\n${root.toString('base64')}`],
  ])('with %s is none', (_, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });
});

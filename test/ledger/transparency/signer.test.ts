import { describe, expect, it } from 'vitest';
import type { StoredKeyRing } from '../../../src/access/keyring.ts';
import { generateKeyRing } from '../../../src/access/keyring-make.ts';
import { parseNote, verifiedSignatures } from '../../../src/ledger/transparency/note.ts';
import { signAs, verifierKeysOf } from '../../../src/ledger/transparency/signer.ts';

const ORIGIN = 'tidemark.example/log';
const TEXT = `${ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`;

/** The ring after a rotation of the checkpoint key by hand. */
async function rotated(old: string): Promise<string> {
  const ring = JSON.parse(old) as StoredKeyRing;
  const fresh = JSON.parse(await generateKeyRing()) as StoredKeyRing;
  return JSON.stringify({
    keys: [
      ...ring.keys.map((key) => (key.purpose === 'checkpoint' ? { ...key, status: 'retired' } : key)),
      ...fresh.keys.filter(({ purpose }) => purpose === 'checkpoint'),
    ],
  });
}

const holds = (note: string, ring: string, origin = ORIGIN) => {
  const parsed = parseNote(note);
  return parsed !== null && verifiedSignatures(parsed, verifierKeysOf(ring, origin)) !== null;
};

describe('checkpoint keys', () => {
  it('sign deterministically, under the name of the log and no other', async () => {
    const ring = await generateKeyRing();
    const note = signAs(ring, ORIGIN, TEXT);
    expect(signAs(ring, ORIGIN, TEXT)).toBe(note);
    expect(holds(note, ring)).toBe(true);
    expect(holds(note, ring, `${ORIGIN}/license/lic_1`)).toBe(false);
    expect(holds(note, await generateKeyRing())).toBe(false);
  });

  it('that are retired verify what they signed, and sign nothing more', async () => {
    const old = await generateKeyRing();
    const ring = await rotated(old);
    const [current, retired] = verifierKeysOf(ring, ORIGIN);
    expect(verifierKeysOf(old, ORIGIN)).toEqual([retired]);
    expect(holds(signAs(old, ORIGIN, TEXT), ring)).toBe(true);
    expect(holds(signAs(ring, ORIGIN, TEXT), old)).toBe(false);
    expect(parseNote(signAs(ring, ORIGIN, TEXT))?.signatures[0]?.id).toBe(current?.id);
  });

  it('cannot sign for a log whose name is none', async () => {
    const ring = await generateKeyRing();
    for (const name of ['', 'a b', 'a+b', 'a\nb'])
      expect(() => signAs(ring, name, TEXT)).toThrow('LOG_ORIGIN');
  });
});

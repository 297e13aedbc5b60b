/** A cursor opens for what it was made for, and for nothing else. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StoredKeyRing } from '../../src/access/keyring.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import { markCompromised, prepareKey, rotateKey } from '../../src/access/keyring-rotate.ts';
import { type CursorScope, openCursor, sealCursor } from '../../src/platform/cursor.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const PLACE = { versionCreated: 1_795_536_115_783, id: 'itm_cbf924a9070880e76bb54866ddcf286d' };
const ASKED: CursorScope = { list: 'feed', reader: 'lic_1', filter: { section: 'news' } };
/** Altered text is tried often: each costs little. */
const RUNS = { numRuns: 2_000 };

let secret: string;
let ring: StoredKeyRing;
beforeAll(async () => {
  secret = await generateKeyRing();
  ring = JSON.parse(secret) as StoredKeyRing;
});

const list = fc.constantFrom<CursorScope['list'][]>('feed', 'deliveries', 'checkpoints', 'archive');
const filter = fc.dictionary(
  fc.constantFrom('q', 'section', 'from', 'to'),
  fc.oneof(fc.string(), fc.integer(), fc.boolean()),
);
const scopes: fc.Arbitrary<CursorScope> = fc.record({ list, reader: fc.string(), filter });
/** `a` is asked as `b` is: the order in which a query names its parts says nothing. */
const isSame = (a: CursorScope, b: CursorScope) =>
  a.list === b.list && a.reader === b.reader && sorted(a.filter) === sorted(b.filter);
const sorted = (of: object) =>
  JSON.stringify(Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1)));

describe('a cursor', () => {
  it('opens as the place that it was made of', () => {
    fc.assert(
      fc.property(scopes, fc.oneof(fc.integer(), fc.string(), fc.record(PLACE_OF)), (of, place) => {
        expect(openCursor(secret, of, sealCursor(secret, of, place))).toEqual(place);
      }),
    );
  });

  it('opens for no other list, reader or filter', () => {
    fc.assert(
      fc.property(scopes, scopes, (one, other) => {
        fc.pre(!isSame(one, other));
        expect(openCursor(secret, other, sealCursor(secret, one, PLACE))).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('opens whichever way round the filter is written', () => {
    const cursor = sealCursor(secret, { ...ASKED, filter: { q: 'a', section: 'b' } }, PLACE);
    expect(openCursor(secret, { ...ASKED, filter: { section: 'b', q: 'a' } }, cursor)).toEqual(PLACE);
  });

  it('does not open when one character is another, is missing, or is too much', () => {
    const cursor = sealCursor(secret, ASKED, PLACE);
    const anything = fc.oneof(
      fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=% '),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.nat(cursor.length), fc.constantFrom(0, 1), anything, (at, taken, put) => {
        const text = cursor.slice(0, at) + put + cursor.slice(at + taken);
        fc.pre(text !== cursor);
        expect(openCursor(secret, ASKED, text)).toBeUndefined();
      }),
      RUNS,
    );
    for (let at = 0; at < cursor.length; at++)
      expect(openCursor(secret, ASKED, cursor.slice(0, at) + cursor.slice(at + 1))).toBeUndefined();
  });

  it('is nothing that anybody makes up', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String({ maxLength: 600 })), (text) => {
        expect(openCursor(secret, ASKED, text)).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('tells nobody the place: a page that was searched in vain ends at a row that its reader may not see', () => {
    const bytes = Buffer.from(sealCursor(secret, ASKED, PLACE), 'base64url');
    for (const part of [PLACE.id, PLACE.id.slice(4, 12), String(PLACE.versionCreated)])
      expect(bytes.includes(part)).toBe(false);
    expect(sealCursor(secret, ASKED, PLACE)).not.toBe(sealCursor(secret, ASKED, PLACE));
  });

  it('does not open under the keys of another gateway', async () => {
    expect(openCursor(await generateKeyRing(), ASKED, sealCursor(secret, ASKED, PLACE))).toBeUndefined();
  });
});

const PLACE_OF = { at: fc.string(), license: fc.string(), idx: fc.nat() };

describe('a cursor and a rotation of the access key', () => {
  const text = (of: StoredKeyRing) => JSON.stringify(of);

  it('made before it opens after it, and made after it opens where it has not come yet', async () => {
    const prepared = await prepareKey(ring, 'access', NOW);
    const rotated = await rotateKey(prepared, 'access', NOW);
    const before = sealCursor(text(prepared), ASKED, PLACE);
    const after = sealCursor(text(rotated), ASKED, PLACE);
    expect(after).not.toBe(before);
    expect(openCursor(text(rotated), ASKED, before)).toEqual(PLACE);
    expect(openCursor(text(prepared), ASKED, after)).toEqual(PLACE);
  });

  it('does not open when the key that it was made with is compromised', async () => {
    const current = ring.keys.find(({ purpose }) => purpose === 'access');
    const after = await markCompromised(ring, current?.jwk.kid ?? '', NOW);
    if (!after) throw new Error('no such key');
    expect(openCursor(text(after), ASKED, sealCursor(secret, ASKED, PLACE))).toBeUndefined();
  });

  it('is not touched by a rotation of another key', async () => {
    const rotated = await rotateKey(ring, 'receipt', NOW);
    expect(openCursor(text(rotated), ASKED, sealCursor(secret, ASKED, PLACE))).toEqual(PLACE);
  });
});

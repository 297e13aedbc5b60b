import { beforeEach, describe, expect, it } from 'vitest';
import { KeyCache } from '../../../src/access/identity/key-cache.ts';
import type { VerificationKey } from '../../../src/access/jose/algorithms.ts';

const key = (kid: string): VerificationKey => ({ alg: 'ES256', key: {} as CryptoKey, kid });
const SECOND = 1_000;
const MINUTE = 60_000;

let cache: KeyCache;
let nowMs: number;
let readings: number;
let published: string[] | null;
beforeEach(() => {
  cache = new KeyCache();
  nowMs = 1_700_000_000_000;
  readings = 0;
  published = ['a'];
});
const read = async (): Promise<VerificationKey[] | null> => {
  readings++;
  return published?.map(key) ?? null;
};
const find = async (kid: string, reading = read) =>
  (await cache.find('issuer', kid, { load: reading, now: () => nowMs })).kind;

describe('keys of a provider', () => {
  it('are read once, and again when they are ten minutes old', async () => {
    expect([await find('a'), await find('a')]).toEqual(['key', 'key']);
    nowMs += 9 * MINUTE;
    await find('a');
    expect(readings).toBe(1);
    nowMs += MINUTE;
    published = ['b'];
    expect(await find('a')).toBe('unknown');
    expect(readings).toBe(2);
  });

  it('are read again for a key that is not among them, at most once a minute', async () => {
    await find('a');
    for (let n = 0; n < 50; n++) expect(await find(`made-up-${n}`)).toBe('unknown');
    expect(readings).toBe(1);
    nowMs += MINUTE;
    published = ['a', 'b'];
    expect(await find('b')).toBe('key');
    for (let n = 0; n < 50; n++) await find(`made-up-${n}`);
    expect([await find('a'), await find('b'), readings]).toEqual(['key', 'key', 2]);
  });

  it('that cannot be read are not there, and are asked for again after five seconds', async () => {
    published = null;
    expect([await find('a'), await find('a')]).toEqual(['unavailable', 'unavailable']);
    expect(readings).toBe(1);
    published = ['a'];
    nowMs += 5 * SECOND;
    expect(await find('a')).toBe('key');
  });

  it('are believed while the provider is away, but not for longer than their ten minutes', async () => {
    await find('a');
    published = null;
    nowMs += 2 * MINUTE;
    expect([await find('b'), await find('a')]).toEqual(['unavailable', 'key']);
    nowMs += 8 * MINUTE;
    expect(await find('a')).toBe('unavailable');
  });

  it('are read by a few requests at a time, and by others again when a reading was broken off', async () => {
    const never = () => new Promise<null>(() => undefined);
    for (let n = 0; n < 10; n++) void find('a', never);
    expect(await find('a')).toBe('unavailable');
    nowMs += 6 * SECOND;
    expect(await find('a')).toBe('key');
  });

  it('of a reading that began earlier and ends later do not take the place of newer ones', async () => {
    let end = (_: VerificationKey[]) => {};
    const slow = find('a', () => new Promise<VerificationKey[]>((resolve) => (end = resolve)));
    nowMs += SECOND;
    published = ['b'];
    expect(await find('b')).toBe('key');
    end([key('a')]);
    expect([await slow, await find('b'), await find('a')]).toEqual(['key', 'key', 'unknown']);
  });

  it('of one provider are not those of another', async () => {
    await find('a');
    const other = await cache.find('another', 'a', { load: async () => [], now: () => nowMs });
    expect(other.kind).toBe('unknown');
  });
});

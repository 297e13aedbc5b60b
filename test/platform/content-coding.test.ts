import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { codingOf, encode } from '../../src/platform/content-coding.ts';

describe('the coding of an answer', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['x-gzip', 'gzip'],
    ['gzip, deflate, br', 'gzip'],
    ['deflate', 'identity'],
    ['*', 'gzip'],
    ['*;q=0', 'identity'],
    ['gzip;q=0', 'identity'],
    ['gzip;q=0, *', 'identity'],
    ['gzip;q=0.5', 'gzip'],
    ['gzip;q=0.5, identity;q=0.8', 'identity'],
    ['identity;q=0.2, gzip ; q=0.8', 'gzip'],
    ['gzip;q=2', 'identity'],
    ['gzip;q=nonsense', 'identity'],
    [`gzip, ${'x'.repeat(2_000)}`, 'identity'],
  ])('for Accept-Encoding %j is %s', (header, coding) => {
    expect(codingOf(header)).toBe(coding);
  });

  it('loses nothing, and is the same bytes each time', () => {
    const bytes = new TextEncoder().encode('Seven port cities agree. '.repeat(400));
    const sent = encode(bytes, 'gzip');
    expect(new Uint8Array(gunzipSync(sent))).toEqual(bytes);
    expect(encode(bytes, 'gzip')).toEqual(sent);
    expect(sent.length).toBeLessThan(bytes.length / 10);
    expect(encode(bytes, 'identity')).toBe(bytes);
  });
});

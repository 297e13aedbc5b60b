import { describe, expect, it } from 'vitest';
import { mergePatch } from '../../src/licensing/merge.ts';

describe('a patch', () => {
  it('replaces what it names and leaves the rest', () => {
    expect(mergePatch({ a: 1, b: { c: 2, d: 3 } }, { b: { c: 4 } })).toEqual({ a: 1, b: { c: 4 } });
  });

  it('takes out what it sets to null', () => {
    expect(mergePatch({ a: 1, b: 2 }, { b: null, c: null })).toEqual({ a: 1 });
  });

  it('leaves alone what it does not set', () => {
    expect(mergePatch({ a: 1 }, { a: undefined })).toEqual({ a: 1 });
  });
});

import { describe, expect, it } from 'vitest';
import { changeTypeOf } from '../../../src/articles/ingest/change-type.ts';
import { sourceDigest } from '../../../src/articles/ingest/digest.ts';
import {
  compareVersions,
  deskDigest,
  deskVersion,
  newsroomVersion,
  nextVersion,
} from '../../../src/articles/ingest/order.ts';
import type { ItemVersion } from '../../../src/articles/model.ts';

const NOW = 1_000_000;
const at = (version: string, versionCreated = 0) => ({ version, versionCreated });

describe('versions', () => {
  it('are ordered by time, then by number', () => {
    expect(compareVersions(at('9', 1), at('1', 2))).toBeLessThan(0);
    const ascending = ['1', '1.1', '1.9', '1.10', '2', '9', '10'];
    for (const [index, version] of ascending.entries())
      for (const later of ascending.slice(index + 1)) {
        expect([version, later, Math.sign(compareVersions(at(version), at(later)))]).toEqual([
          version,
          later,
          -1,
        ]);
        expect(compareVersions(at(later), at(version))).toBeGreaterThan(0);
      }
    expect(compareVersions(at('3a'), at('3b'))).toBeLessThan(0);
    expect(compareVersions(at('007'), at('7'))).toBe(0);
    expect(compareVersions(at('9'.repeat(60)), at('1'.repeat(61)))).toBeLessThan(0);
  });

  it('of the desk stand between the one they are made of and whatever the newsroom numbers next', () => {
    const own = new Map([
      ['1', 'a'],
      ['1.5', 'b'],
    ]);
    expect(deskVersion('1', own)).toBe('1.0.1');
    expect(deskVersion('1.5', own)).toBe('1.5.0.1');
    expect(deskVersion('draft', new Map())).toBe('draft.0.1');
    const held = new Map([...own, ['1.0.1', deskDigest('c')]]);
    expect(deskVersion('1.0.1', held)).toBe('1.0.2');
    expect(newsroomVersion('1.0.1', held)).toBe('1');
    for (const [older, newer] of [
      ['1', '1.0.1'],
      ['1.0.1', '1.0.2'],
      ['1.0.9', '1.0.10'],
      ['1.0.10', '1.1'],
      ['1.0.10', '2'],
      ['1.5.0.1', '1.5.1'],
      ['1.5.0.1', '1.6'],
    ] as const)
      expect([older, newer, compareVersions(at(older), at(newer)) < 0]).toEqual([older, newer, true]);
  });

  it('of a newsroom that numbers as the desk does are told apart from the desk’s', () => {
    const versions = new Map([
      ['1', 'a'],
      ['1.0.1', 'b'],
    ]);
    expect(deskVersion('1.0.1', versions)).toBe('1.0.1.0.1');
    expect(deskVersion('1', versions)).toBe('1.0.2');
  });

  it('without a number get the next', () => {
    expect(nextVersion(['1', '2.4', 'x'])).toBe('3');
    expect(nextVersion([])).toBe('1');
  });
});

describe('a change', () => {
  const state = (change: Partial<ItemVersion> = {}) => ({
    pubStatus: 'usable' as const,
    type: 'text' as const,
    ninjs: {},
    ...change,
  });

  it('is named by what it does to the item', () => {
    const held = state({ pubStatus: 'withheld' });
    const embargoed = state({ embargoedUntil: NOW + 1 });
    expect(changeTypeOf(null, state(), NOW)).toBe('new');
    expect(changeTypeOf(state(), state(), NOW)).toBe('update');
    expect(changeTypeOf(state(), held, NOW)).toBe('hold');
    expect(changeTypeOf(held, state(), NOW, 'correction')).toBe('release');
    expect(changeTypeOf(embargoed, state(), NOW)).toBe('release');
    expect(changeTypeOf(embargoed, embargoed, NOW)).toBe('update');
    expect(changeTypeOf(state(), state({ pubStatus: 'canceled' }), NOW)).toBe('kill');
    expect(changeTypeOf(state(), state({ pubStatus: 'canceled', type: 'picture' }), NOW)).toBe('elimination');
  });

  it('is a correction when the newsroom says so, by query, note or genre', () => {
    expect(changeTypeOf(state(), state(), NOW, 'correction')).toBe('correction');
    expect(changeTypeOf(state(), state({ edNote: 'CORRECTION: 4, not 14' }), NOW)).toBe('correction');
    expect(
      changeTypeOf(
        state(),
        state({ ninjs: { genres: [{ uri: 'http://cv.example.org/genre/Correction' }] } }),
        NOW,
      ),
    ).toBe('correction');
    expect(changeTypeOf(state(), state({ edNote: 'Corrections desk on duty: Ada' }), NOW)).toBe('update');
  });
});

describe('the digest of what was sent', () => {
  it('does not depend on the order of fields, and on all else', () => {
    expect(sourceDigest({ a: [1, 2], b: { c: 'x', d: null } })).toBe(
      sourceDigest({ b: { d: null, c: 'x' }, a: [1, 2] }),
    );
    const digests = [
      { a: [1, 2] },
      { a: [2, 1] },
      { a: '1,2' },
      { a: { 0: 1, 1: 2 } },
      { a: 'a\ud800' },
      { a: 'a\ufffd' },
    ].map(sourceDigest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

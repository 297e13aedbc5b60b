import { describe, expect, it } from 'vitest';
import { preferences, waitPreferred } from '../../src/platform/prefer.ts';
import { expectLinear } from '../support/growth.ts';

describe('Prefer (RFC 7240)', () => {
  it.each([
    ['wait=10', 10],
    ['respond-async, wait=100', 60],
    ['WAIT = 5', 5],
    ['wait="7"', 7],
    ['foo="a, wait=1"; bar, wait=9; baz', 9],
    ['wait=3, wait=8', 3],
    ['wait=0', 0],
    ['wait=99999999', 60],
  ])('%s is a wait of %d s at most 60', (header, seconds) => {
    expect(waitPreferred(header, 60)).toBe(seconds);
  });

  it.each([
    undefined,
    '',
    'wait',
    'wait=',
    'wait=-1',
    'wait=1.5',
    'wait=soon',
    'waiting=3',
    'wait=1e3',
    '"wait=3"',
  ])('%s asks for none', (header) => {
    expect(waitPreferred(header, 60)).toBeUndefined();
  });

  it('reads names, quoted values and empty ones, without their parameters', () => {
    expect([
      ...preferences('return=minimal; foo="some parameter", handling="le\\"nient", respond-async'),
    ]).toEqual([
      ['return', 'minimal'],
      ['handling', 'le"nient'],
      ['respond-async', ''],
    ]);
  });

  it.each<[string, (size: number) => string]>([
    ['quotes that do not end', (size) => '"a'.repeat(size / 2)],
    ['space', (size) => `a${' '.repeat(size)}b`],
    ['backslashes', (size) => `a="${'\\'.repeat(size)}`],
    ['commas', (size) => ','.repeat(size)],
  ])('takes time that grows with its length: %s', (_, input) => {
    expectLinear(preferences, input, 400_000);
  });
});

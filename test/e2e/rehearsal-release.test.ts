/**
 * A release, rolled out and back under load, in its short form; the long one is `npm run rehearse --
 * release`.
 */
import { describe, expect, it } from 'vitest';
import { rehearseRelease } from '../../scripts/rehearse/release.ts';
import { HAS_PREVIOUS } from '../support/previous-release.ts';

describe.skipIf(!HAS_PREVIOUS)('a release', () => {
  it('is rolled out, back and out again under load, and every answer is there once', async () => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const lines: string[] = [];
    const options = { phaseMs: 3_000, connections: 4, restMs: 20, seed, isWhole: false };
    const { faults } = await rehearseRelease((line) => lines.push(line), options);
    expect(faults, `seed ${seed}\n${lines.join('\n')}`).toEqual([]);
    expect(lines.filter((line) => / [1-9]\d* answers since$/.test(line))).toHaveLength(4);
  });
});

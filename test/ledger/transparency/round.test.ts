import { describe, expect, it } from 'vitest';
import { checkpointWaitMs } from '../../../src/ledger/transparency/round.ts';

describe('CHECKPOINT_MINUTES', () => {
  it.each([
    ['1', 60_000],
    ['15', 900_000],
    ['720', 43_200_000],
  ])('of %s has a log wait for %d ms', (text, ms) => expect(checkpointWaitMs(text)).toBe(ms));

  it.each([undefined, '', '0', '721', '1.5', '-1', '1e1', 'often'])('of %s leaves it to the round', (text) =>
    expect(checkpointWaitMs(text)).toBeNull(),
  );
});

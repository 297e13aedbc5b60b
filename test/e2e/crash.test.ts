/** The crash test in its short form; the long one is `npm run test:crash`. */
import { expect, it } from 'vitest';
import { crashTest } from '../crash/run.ts';

it('killed three times under load, the gateway loses nothing, doubles nothing and lets in nothing that was stopped', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const { faults, acknowledged, refusedInTime, changes, moves, proofs, receipts, events } = await crashTest({
    kills: 3,
    connections: 8,
    seed,
  });
  expect(faults, `seed ${seed}`).toEqual([]);
  // Nor did it pass because nothing had happened.
  for (const figure of [acknowledged, refusedInTime, changes, proofs, receipts])
    expect(figure).toBeGreaterThan(10);
  expect(moves).toBeGreaterThan(0);
  expect(events).toBeGreaterThan(0);
});

/** The run of recalls in its short form; the long one is `npm run test:recall`. */
import { expect, it } from 'vitest';
import { recallTest } from '../crash/recall/run.ts';

it('notifies every holder of every kill while the gateway and receivers are killed', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const { faults, ...figures } = await recallTest({
    kills: 20,
    holders: 8,
    sigkills: 2,
    connections: 8,
    seed,
  });
  expect(faults, `seed ${seed}`).toEqual([]);
  // Nor did it pass because nothing had happened.
  expect(figures).toMatchObject({ owed: 160, waiting: 20, lostKills: 0, doubleKills: 0 });
  expect(figures.received + figures.disabled).toBe(140);
  for (const figure of [figures.disabled, figures.receiverDeaths, figures.idle.pushes, figures.loaded.pushes])
    expect(figure).toBeGreaterThan(0);
  expect(figures.pushes).toBeGreaterThan(figures.received);
});

/** The soak of changes in its short form; the long one is `npm run soak`. */
import { expect, it } from 'vitest';
import { soak } from '../soak/run.ts';

it('8 readers of changes see each change once and in order while 8 writers work in two isolates', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const { faults, changes, readers } = await soak({ seconds: 6, seed, least: 60 });
  expect(faults, `seed ${seed}`).toEqual([]);
  // Nor did it pass because nothing had happened.
  for (const kind of ['new', 'update', 'release']) expect(changes[kind], kind).toBeGreaterThan(0);
  for (const { name, observed } of readers) expect(observed, name).toBeGreaterThan(2);
});

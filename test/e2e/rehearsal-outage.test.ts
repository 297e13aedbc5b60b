/**
 * D1, R2 and the ledger object cut off for a minute under load, and healed; by hand `npm run rehearse --
 * outage`.
 *
 * @module-tag long
 */
import { expect, it } from 'vitest';
import { rehearseOutage } from '../../scripts/rehearse/outage.ts';

const SECONDS = 60;

it('loses nothing, doubles nothing and bills nothing that has not left, whatever is cut off', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const lines: string[] = [];
  const { faults, figures } = await rehearseOutage((line) => lines.push(line), {
    seconds: SECONDS,
    connections: 2,
    seed,
  });
  expect(faults, `seed ${seed}\n${lines.join('\n')}`).toEqual([]);
  expect(figures).toHaveLength(6);
}, 400_000);

/**
 * Requests that once blocked or ended the gateway: each gets its answer, and the gateway goes on in the
 * memory that it had.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measureAll, openTarget } from '../fuzz/hostile-requests.ts';
import { type Embedded, startEmbedded, temporaryState } from '../support/embedded.ts';

/** Resident megabytes above those before a request. */
const MB_MAX = 64;

const state = temporaryState();
let gateway: Embedded;
beforeAll(async () => {
  gateway = await startEmbedded(state.dir, { isLimited: false });
});
afterAll(async () => {
  await gateway.stop();
  state.remove();
});

it('answers hostile requests as described, while another client is served', async () => {
  const measured = await measureAll(await openTarget(gateway), state.dir);
  expect(measured.map(({ name, answer }) => [name, answer])).toEqual(
    measured.map(({ name, expected }) => [name, expected]),
  );
  for (const { name, mb } of measured) expect([name, mb <= MB_MAX ? 'within' : mb]).toEqual([name, 'within']);
});

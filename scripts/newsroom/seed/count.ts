/** How many entries the licenses of the seed have in the log: by D1, once all that was written is there. */
import { StartFailure } from '../../lib/failure.ts';
import { listAt, valueAt } from '../client.ts';
import type { Party } from './party.ts';
import { pause } from './patience.ts';

const LOOK_EVERY_MS = 500;
/** Without the backlog getting smaller, ms. */
const PATIENCE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** When nothing waits for D1 in any ledger object. `tell` hears how many do, now and then. */
export async function drained(desk: Party, tell: (line: string) => void): Promise<void> {
  let [least, leastMs] = [Number.POSITIVE_INFINITY, performance.now()];
  for (;;) {
    const { json } = await desk.call('GET', '/v1/admin/health');
    const waiting = listAt(json, 'objects').reduce<number>(
      (sum, object) =>
        sum + (valueAt(object, 'reachable') === true ? Number(valueAt(object, 'backlog') ?? 0) : 1),
      0,
    );
    if (waiting === 0) return;
    if (waiting < least) [least, leastMs] = [waiting, performance.now()];
    if (performance.now() - leastMs > PATIENCE_MS)
      throw new StartFailure(
        `${waiting} entries wait for D1, and do not get fewer: look at the health of the gateway`,
      );
    tell(`${waiting} entries on their way to D1`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Of these licenses, whoever's keys asked. `sinceMs`: not after their first entry. */
export async function entriesOf(auditor: Party, licenses: Set<string>, sinceMs: number): Promise<number> {
  // Days are those of each license: one more on either side.
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const query = new URLSearchParams({ from: day(sinceMs - DAY_MS), to: day(Date.now() + DAY_MS) });
  const { json } = await auditor.call('GET', `/v1/audit/reports/usage?${query}`);
  let entries = 0;
  for (const line of listAt(json, 'items'))
    if (licenses.has(String(valueAt(line, 'license'))))
      for (const env of ['live', 'test']) entries += Number(valueAt(line, env, 'entries') ?? 0);
  return entries;
}

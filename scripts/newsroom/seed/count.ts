/** Counts the entries of the seeded licenses as an auditor does, once D1 has all of them. */
import { sleep } from '../../../client/src/retry.ts';
import { StartFailure } from '../../lib/failure.ts';
import { listAt, valueAt } from '../client.ts';
import type { Party } from '../party.ts';
import { DAY_MS } from '../plan/rhythm.ts';
import type { Connection } from './connect.ts';

const POLL_MS = 500;
/** How long the backlog may stay as large as it is. */
const PATIENCE_MS = 5 * 60_000;

export class EntryCount {
  readonly #connection: Connection;
  readonly #licenses: Set<string>;
  readonly #sinceMs: number;
  readonly #target: number;
  readonly #onProgress: (line: string) => void;
  readonly #progressIntervalMs: number;
  #counted = 0;
  #reportedMs = performance.now();
  #reportedCount = 0;

  /** `sinceMs`: not after the first entry. `progressIntervalMs`: minimum time between two lines of progress. */
  constructor(
    connection: Connection,
    licenses: Set<string>,
    {
      sinceMs,
      target,
      onProgress,
      progressIntervalMs,
    }: { sinceMs: number; target: number; onProgress: (line: string) => void; progressIntervalMs: number },
  ) {
    this.#connection = connection;
    this.#licenses = licenses;
    this.#sinceMs = sinceMs;
    this.#target = target;
    this.#onProgress = onProgress;
    this.#progressIntervalMs = progressIntervalMs;
  }

  async count(): Promise<number> {
    const { desk, auditor } = this.#connection;
    let [least, leastMs] = [Number.POSITIVE_INFINITY, performance.now()];
    for (let waiting = await backlogOf(desk); waiting > 0; waiting = await backlogOf(desk)) {
      if (waiting < least) [least, leastMs] = [waiting, performance.now()];
      if (performance.now() - leastMs > PATIENCE_MS)
        throw new StartFailure(
          `${waiting} entries wait for D1, and do not get fewer: look at the health of the gateway`,
        );
      this.#reportNow(() => `${waiting} entries on their way to D1`);
      await sleep(POLL_MS);
    }
    this.#counted = this.#licenses.size === 0 ? 0 : await this.#entries(auditor);
    this.#reportedCount = 0;
    return this.#counted;
  }

  /** `added`: entries since they were counted. */
  progress = (added: number): void => {
    this.#reportNow((passedMs) => {
      const rate = Math.round(((added - this.#reportedCount) * 1_000) / passedMs);
      this.#reportedCount = added;
      return `${this.#counted + added} of ${this.#target} entries, ${Math.max(0, rate)} a second`;
    });
  };

  #reportNow(line: (passedMs: number) => string): void {
    const passedMs = performance.now() - this.#reportedMs;
    if (passedMs < this.#progressIntervalMs) return;
    this.#reportedMs += passedMs;
    this.#onProgress(line(passedMs));
  }

  async #entries(auditor: Party): Promise<number> {
    // Days are those of each license: one more on either side.
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const query = new URLSearchParams({
      from: day(this.#sinceMs - DAY_MS),
      to: day(Date.now() + DAY_MS),
    });
    const { json } = await auditor.call('GET', `/v1/audit/reports/usage?${query}`);
    const own = listAt(json, 'items').filter((item) => this.#licenses.has(String(valueAt(item, 'license'))));
    return own
      .flatMap((item) => [valueAt(item, 'live', 'entries'), valueAt(item, 'test', 'entries')])
      .reduce<number>((sum, entries) => sum + Number(entries ?? 0), 0);
  }
}

/** Entries that wait for D1 in all shards; a shard out of reach counts as one. */
async function backlogOf(desk: Party): Promise<number> {
  const { json } = await desk.call('GET', '/v1/admin/health');
  return listAt(json, 'objects').reduce<number>((sum, object) => {
    const isReachable = valueAt(object, 'reachable') === true;
    return sum + (isReachable ? Number(valueAt(object, 'backlog') ?? 0) : 1);
  }, 0);
}

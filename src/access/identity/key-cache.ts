/**
 * Keys of providers, as an isolate remembers them: values, never promises, since no request may wait for another's. They are read
 * again when they are old, and when a token names one that is not among them: that is how a new key becomes known. Pure: who reads is passed in.
 */
import type { VerificationKey } from '../jose/algorithms.ts';
import {
  PROVIDER_KEYS_AGAIN_MS,
  PROVIDER_KEYS_LIFE_MS,
  PROVIDER_KEYS_RETRY_MS,
  PROVIDER_READINGS_MAX,
  PROVIDER_TIMEOUT_MS,
} from './limits.ts';

export type FoundKey =
  | { kind: 'key'; key: VerificationKey }
  | { kind: 'unknown' }
  /** Whether there is such a key cannot be said now. */
  | { kind: 'unavailable' };

/** Null: the provider did not give its keys. It never throws. */
export type ReadKeys = () => Promise<VerificationKey[] | null>;

interface Known {
  keys: VerificationKey[];
  /** All times in milliseconds, UTC. When the reading began that gave the keys. */
  readMs: number;
  failedMs: number;
  /** Readings that may still be under way. One whose request was broken off never ends, so they go by time. */
  begunMs: number[];
}

/** The longest that a reading takes: discovery document and keys. */
const READING_MS_MAX = 2 * PROVIDER_TIMEOUT_MS;

export class KeyCache {
  readonly #bySource = new Map<string, Known>();

  /** `source` names the provider. `now`: milliseconds, UTC. */
  async find(
    source: string,
    kid: string,
    { read, now }: { read: ReadKeys; now(): number },
  ): Promise<FoundKey> {
    const known = this.#knownOf(source);
    const atMs = now();
    const age = atMs - known.readMs;
    if (age < PROVIDER_KEYS_LIFE_MS) {
      const found = foundIn(known, kid);
      if (found.kind === 'key' || age < PROVIDER_KEYS_AGAIN_MS) return found;
    }
    known.begunMs = known.begunMs.filter((begun) => atMs - begun < READING_MS_MAX);
    if (atMs - known.failedMs < PROVIDER_KEYS_RETRY_MS || known.begunMs.length >= PROVIDER_READINGS_MAX)
      return { kind: 'unavailable' };
    known.begunMs.push(atMs);
    const keys = await read();
    known.begunMs = known.begunMs.filter((begun) => begun !== atMs);
    if (!keys) {
      known.failedMs = now();
      return { kind: 'unavailable' };
    }
    // One that began later may have ended before.
    if (atMs >= known.readMs) Object.assign(known, { keys, readMs: atMs });
    return foundIn({ keys }, kid);
  }

  #knownOf(source: string): Known {
    const known = this.#bySource.get(source);
    if (known) return known;
    const made: Known = { keys: [], readMs: -Infinity, failedMs: -Infinity, begunMs: [] };
    this.#bySource.set(source, made);
    return made;
  }
}

function foundIn({ keys }: Pick<Known, 'keys'>, kid: string): FoundKey {
  const key = keys.find((one) => one.kid === kid);
  return key ? { kind: 'key', key } : { kind: 'unknown' };
}

/**
 * Cache of providers' keys in an isolate. It holds values, not promises, because a request must not wait for
 * another one's I/O. It reloads keys when they are old, and when a token names an unknown key, so that new
 * keys become known. Pure: the loader is passed in.
 */
import type { VerificationKey } from '../jose/algorithms.ts';
import {
  PROVIDER_KEYS_LIFE_MS,
  PROVIDER_KEYS_RELOAD_MS,
  PROVIDER_KEYS_RETRY_MS,
  PROVIDER_LOADS_MAX,
  PROVIDER_TIMEOUT_MS,
} from './limits.ts';

export type FoundKey =
  | { kind: 'key'; key: VerificationKey }
  | { kind: 'unknown' }
  /** The keys could not be loaded, so it is unknown whether the key exists. */
  | { kind: 'unavailable' };

/** Loads the keys. Null if the provider does not return them. Never throws. */
export type LoadKeys = () => Promise<VerificationKey[] | null>;

interface CachedKeys {
  keys: VerificationKey[];
  /** When the load that returned the keys began. Milliseconds, UTC, like all times here. */
  loadedMs: number;
  failedMs: number;
  /**
   * Start times of loads that may be under way. A load whose request was cancelled never ends, so entries
   * expire by time.
   */
  startedMs: number[];
}

/** Longest time of a load: discovery document and keys. */
const LOAD_MS_MAX = 2 * PROVIDER_TIMEOUT_MS;

export class KeyCache {
  readonly #bySource = new Map<string, CachedKeys>();

  /** Finds a key. `source` identifies the provider. `now` returns milliseconds, UTC. */
  async find(
    source: string,
    kid: string,
    { load, now }: { load: LoadKeys; now(): number },
  ): Promise<FoundKey> {
    const cached = this.#entryOf(source);
    const atMs = now();
    const age = atMs - cached.loadedMs;
    if (age < PROVIDER_KEYS_LIFE_MS) {
      const found = lookUp(cached, kid);
      if (found.kind === 'key' || age < PROVIDER_KEYS_RELOAD_MS) return found;
    }
    cached.startedMs = cached.startedMs.filter((startedAtMs) => atMs - startedAtMs < LOAD_MS_MAX);
    if (atMs - cached.failedMs < PROVIDER_KEYS_RETRY_MS || cached.startedMs.length >= PROVIDER_LOADS_MAX)
      return { kind: 'unavailable' };
    cached.startedMs.push(atMs);
    const keys = await load();
    cached.startedMs = cached.startedMs.filter((startedAtMs) => startedAtMs !== atMs);
    if (!keys) {
      cached.failedMs = now();
      return { kind: 'unavailable' };
    }
    // A load that began later may have ended earlier.
    if (atMs >= cached.loadedMs) Object.assign(cached, { keys, loadedMs: atMs });
    return lookUp({ keys }, kid);
  }

  #entryOf(source: string): CachedKeys {
    const cached = this.#bySource.get(source);
    if (cached) return cached;
    const created: CachedKeys = { keys: [], loadedMs: -Infinity, failedMs: -Infinity, startedMs: [] };
    this.#bySource.set(source, created);
    return created;
  }
}

function lookUp({ keys }: Pick<CachedKeys, 'keys'>, kid: string): FoundKey {
  const key = keys.find((key) => key.kid === kid);
  return key ? { kind: 'key', key } : { kind: 'unknown' };
}

/** Bindings with timeouts on all calls of stores. */
import type { Env } from '../env.ts';
import { BoundedD1, boundedD1 } from './d1.ts';
import type { Timeouts } from './limits.ts';
import { boundedR2 } from './r2.ts';
import { Unavailable } from './unavailable.ts';
import { withTimeout } from './with-timeout.ts';

/** Cache by the platform's bindings, which are the same objects for all requests. */
const cache = new WeakMap<Env, Map<Timeouts, Env>>();

/**
 * Wraps the bindings. Bindings that are wrapped already, as in requests that the worker makes to itself, are
 * returned unchanged.
 */
export function boundedEnv(env: Env, timeouts: Timeouts): Env {
  if ((env.DB as unknown) instanceof BoundedD1) return env;
  let byTimeouts = cache.get(env);
  if (!byTimeouts) {
    byTimeouts = new Map();
    cache.set(env, byTimeouts);
  }
  const bounded = byTimeouts.get(timeouts) ?? {
    ...env,
    DB: boundedD1(env.DB, timeouts),
    BUCKET: boundedR2(env.BUCKET, timeouts),
    ASSETS: boundedAssets(env.ASSETS, timeouts),
  };
  byTimeouts.set(timeouts, bounded);
  return bounded;
}

function boundedAssets(assets: Env['ASSETS'], { assetMs }: Timeouts): Env['ASSETS'] {
  return {
    fetch: async (...args: Parameters<Env['ASSETS']['fetch']>) => {
      try {
        return await withTimeout(assets.fetch(...args), assetMs);
      } catch (error) {
        throw new Unavailable('assets', error);
      }
    },
  };
}

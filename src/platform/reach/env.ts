/** The bindings as the gateway uses them: no call of a store is waited for longer than that. */
import type { Env } from '../env.ts';
import { BoundedD1, boundedD1 } from './d1.ts';
import { inTime } from './in-time.ts';
import type { Patience } from './limits.ts';
import { OutOfReach } from './out-of-reach.ts';
import { boundedR2 } from './r2.ts';

/** Made once for the bindings that the platform hands in, which stay the same from one request to the next. */
const made = new WeakMap<Env, Map<Patience, Env>>();

/** What is bounded already, as for requests that the worker makes to itself, stays as it is. */
export function boundedEnv(env: Env, patience: Patience): Env {
  if ((env.DB as unknown) instanceof BoundedD1) return env;
  let known = made.get(env);
  if (!known) {
    known = new Map();
    made.set(env, known);
  }
  const bounded = known.get(patience) ?? {
    ...env,
    DB: boundedD1(env.DB, patience),
    BUCKET: boundedR2(env.BUCKET, patience),
    ASSETS: boundedAssets(env.ASSETS, patience),
  };
  known.set(patience, bounded);
  return bounded;
}

function boundedAssets(assets: Env['ASSETS'], { assetMs }: Patience): Env['ASSETS'] {
  return {
    fetch: async (...asked: Parameters<Env['ASSETS']['fetch']>) => {
      try {
        return await inTime(assets.fetch(...asked), assetMs);
      } catch (error) {
        throw new OutOfReach('assets', error);
      }
    },
  };
}

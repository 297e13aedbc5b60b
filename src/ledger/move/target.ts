/**
 * Calls of the object that a partner moves to. A later alarm repeats calls that were not answered in time.
 */
import type { Env } from '../../platform/env.ts';
import { callLedger } from '../call.ts';
import { APPLY_TIMEOUT_MS } from '../limits.ts';
import type { Target } from './mover.ts';

const MOVING = { timeoutMs: APPLY_TIMEOUT_MS, repeats: true };

export function targetAt(env: Env, name: string): Target {
  return {
    takeChunk: (chunk) => callLedger(env, name, (object) => object.takeChunk(chunk), MOVING),
    takeSnapshot: (snapshot) => callLedger(env, name, (object) => object.takeSnapshot(snapshot), MOVING),
    inventory: (licenses) => callLedger(env, name, (object) => object.inventory(licenses), MOVING),
    arrivedOf: (license) => callLedger(env, name, (object) => object.arrivedOf(license), MOVING),
    arrived: (partner) => callLedger(env, name, (object) => object.arrived(partner), MOVING),
  };
}

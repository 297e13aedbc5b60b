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
    takeSnapshot: (move, snapshot) =>
      callLedger(env, name, (object) => object.takeSnapshot(move, snapshot), MOVING),
    inventory: (licenses) => callLedger(env, name, (object) => object.inventory(licenses), MOVING),
    fullTiles: (license) => callLedger(env, name, (object) => object.fullTiles(license), MOVING),
    arrived: (move) => callLedger(env, name, (object) => object.arrived(move), MOVING),
  };
}

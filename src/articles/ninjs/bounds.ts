/**
 * Bounds on any JSON before anything recursive looks at it. How many values a body has is counted at the
 * door.
 */
import { JSON_DEPTH_MAX } from '../limits.ts';
import type { Fault } from './fault.ts';

/** The first bound that the value breaks, or null. Level by level, so that depth costs no stack. */
export function boundsFault(json: unknown): Fault | null {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX)
      return { path: '/', message: `The document is nested more than ${JSON_DEPTH_MAX} levels deep` };
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      // an own field of this name changes what an object is when it is copied
      if (Object.hasOwn(value, '__proto__')) return { path: '/', message: 'A field is named __proto__' };
      for (const child of Object.values(value)) next.push(child);
    }
    level = next;
  }
  return null;
}

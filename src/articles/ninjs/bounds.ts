/** Bounds JSON before any recursive code reads it. The request middleware counts the values of a body. */
import { JSON_DEPTH_MAX } from '../limits.ts';
import type { Fault } from './fault.ts';

/** Returns the first exceeded bound, or null. Works level by level, so depth costs no stack. */
export function boundsFault(json: unknown): Fault | null {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX)
      return { path: '/', message: `The document is nested more than ${JSON_DEPTH_MAX} levels deep` };
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      // An own field of this name changes the prototype of a copy.
      if (Object.hasOwn(value, '__proto__')) return { path: '/', message: 'A field is named __proto__' };
      for (const child of Object.values(value)) next.push(child);
    }
    level = next;
  }
  return null;
}

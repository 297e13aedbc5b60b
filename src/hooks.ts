/** Hooks of the rooms that run around every request, on every route. */
import { noteArrival, noteEnd } from './delivery/edge/edge.ts';
import type { Hooks } from './gateway.ts';
import { countFailure, failureOf } from './monitor/failures.ts';

export const hooks: Hooks = {
  arrived: noteArrival,
  answered: noteEnd,
  failureOf,
  failed: countFailure,
  // Imported lazily: partners' programs never need it.
  pageOf: async (c) => (await import('./console/public/refusal.tsx')).refusalPage(c, c.res),
};

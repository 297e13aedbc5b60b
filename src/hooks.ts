/** What the rooms do around every request, whichever routes it is for. */
import { noteArrival, noteEnd } from './delivery/edge/edge.ts';
import { countFailure, failureOf } from './monitor/failures.ts';
import type { Hooks } from './shell.ts';

export const hooks: Hooks = {
  arrived: noteArrival,
  answered: noteEnd,
  failureOf,
  failed: countFailure,
  // Imported lazily: partners' programs never need it.
  pageOf: async (c) => (await import('./console/public/refusal.tsx')).refusalPage(c, c.res),
};

/**
 * `Server-Timing` (W3C) for operators: durations of the request's steps. Partners do not get it, because it
 * would reveal what is cached.
 */
import { type RequestScope, STEPS } from './request-scope.ts';

export function serverTiming(scope: Pick<RequestScope, 'elapsedMs'>, ms: number): string {
  const steps = STEPS.flatMap((step) => {
    const elapsedMs = scope.elapsedMs(step);
    return elapsedMs === undefined ? [] : [`${step};dur=${tenths(elapsedMs)}`];
  });
  return [...steps, `total;dur=${tenths(ms)}`].join(', ');
}

const tenths = (ms: number) => Math.round(ms * 10) / 10;

/** `Server-Timing` (W3C), for operators: what the steps of a request took. Partners are never told: it would say what is cached. */
import { type RequestScope, STEPS } from './request-scope.ts';

export function serverTiming(scope: Pick<RequestScope, 'spent'>, ms: number): string {
  const steps = STEPS.flatMap((step) => {
    const spentMs = scope.spent(step);
    return spentMs === undefined ? [] : [`${step};dur=${tenths(spentMs)}`];
  });
  return [...steps, `total;dur=${tenths(ms)}`].join(', ');
}

const tenths = (ms: number) => Math.round(ms * 10) / 10;

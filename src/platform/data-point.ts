/**
 * A request as a data point of Workers Analytics Engine, which keeps it for three months and is asked in SQL. The layout is for good:
 * what comes later goes behind. Nothing in it names a partner, a reader or an article.
 */
import type { CallerKind, Observed } from './observed.ts';
import { type RequestScope, STEPS } from './request-scope.ts';

interface Besides {
  scope: RequestScope;
  headers: Headers;
  caller: CallerKind;
}

/** index1: kind. blob1…8: method, route, kind, outcome, code, media type, caller, cache. double1…9: status, ms, ms of each step, bytes. */
export function dataPointOf(
  { method, route, kind, outcome, code, status, ms }: Observed,
  { scope, headers, caller }: Besides,
): AnalyticsEngineDataPoint {
  const format = headers.get('Content-Type')?.split(';')[0]?.trim() ?? '';
  return {
    indexes: [kind],
    blobs: [method, route, kind, outcome, code ?? '', format, caller, scope.cache ?? ''],
    doubles: [
      status,
      ms,
      ...STEPS.map((step) => scope.spent(step) ?? 0),
      Number(headers.get('Content-Length') ?? 0),
    ],
  };
}

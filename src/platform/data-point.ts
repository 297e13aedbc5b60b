/**
 * Data points of requests for Workers Analytics Engine, which retains them for three months and answers SQL
 * queries. The layout is append-only. Data points never identify a partner, a reader or an article.
 */
import type { CallerKind, RequestSummary } from './request-logging.ts';
import { type RequestScope, STEPS } from './request-scope.ts';

interface DataPointContext {
  scope: RequestScope;
  headers: Headers;
  caller: CallerKind;
}

/**
 * Layout: index1: kind. blob1…8: method, route, kind, outcome, code, media type, caller, cache.
 * double1…9: status, ms, ms of each step, bytes.
 */
export function dataPointOf(
  { method, route, kind, outcome, code, status, ms }: RequestSummary,
  { scope, headers, caller }: DataPointContext,
): AnalyticsEngineDataPoint {
  const format = headers.get('Content-Type')?.split(';')[0]?.trim() ?? '';
  return {
    indexes: [kind],
    blobs: [method, route, kind, outcome, code ?? '', format, caller, scope.cache ?? ''],
    doubles: [
      status,
      ms,
      ...STEPS.map((step) => scope.elapsedMs(step) ?? 0),
      Number(headers.get('Content-Length') ?? 0),
    ],
  };
}

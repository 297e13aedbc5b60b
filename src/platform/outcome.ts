/**
 * Classifies requests for log, metrics and data points: the kind by route, and the level of the log line.
 * Pure.
 */
import type { Level } from './log.ts';

/** A small fixed set, because durations are recorded for each. */
export type Kind =
  | 'article'
  | 'component'
  | 'feed'
  | 'decision'
  | 'report'
  | 'token'
  | 'desk'
  | 'audit'
  | 'console'
  | 'monitor'
  | 'public'
  | 'none';

export interface Route {
  /** Path pattern as in the API description; `none` if no route matches. */
  route: string;
  kind: Kind;
}

const routes = new Map<string, Route>();
/** Larger than the number of patterns. */
const ROUTES_CACHED_MAX = 2_000;

export function routeOf(pattern: string): Route {
  let route = routes.get(pattern);
  if (!route) {
    const path = pattern.replace(/:(\w+)(\{[^}]*\})?\??/g, '{$1}');
    route =
      path === '/*' || path === '*' || path === ''
        ? { route: 'none', kind: 'none' }
        : { route: path, kind: kindOf(path) };
    if (routes.size < ROUTES_CACHED_MAX) routes.set(pattern, route);
  }
  return route;
}

/** The first matching prefix gives the kind. */
const KIND_PREFIXES: readonly (readonly [string, Kind])[] = [
  ['/v1/articles/{id}/components/', 'component'],
  ['/v1/articles/{id}/rights', 'decision'],
  ['/v1/articles/{id}', 'article'],
  ['/v1/articles', 'feed'],
  ['/v1/changes', 'feed'],
  ['/v1/events', 'feed'],
  ['/v1/feeds/', 'feed'],
  ['/v1/thumbnails/', 'component'],
  ['/v1/decisions', 'decision'],
  ['/v1/publications', 'report'],
  ['/v1/declarations', 'report'],
  ['/v1/webhooks', 'report'],
  ['/v1/acknowledgements', 'report'],
  ['/oauth/', 'token'],
  ['/v1/admin/health', 'monitor'],
  ['/v1/admin/metrics', 'monitor'],
  ['/v1/admin/', 'desk'],
  ['/v1/audit/', 'audit'],
  ['/console', 'console'],
];

function kindOf(path: string): Kind {
  return KIND_PREFIXES.find(([begin]) => path.startsWith(begin))?.[1] ?? 'public';
}

export interface CompletedRequest {
  kind: Kind;
  method: string;
  status: number;
  /** Code of the problem. Null if there is none. */
  code: string | null;
}

/** Frequent kinds, whose lines are only useful for debugging. */
const COMMON = new Set<Kind>(['article', 'component', 'feed', 'decision', 'monitor', 'public', 'none']);
/** Codes that indicate an attack or a misconfiguration, rather than a mistake of a partner or the desk. */
const NOTEWORTHY = new Set([
  'insufficient_scope',
  'cross_site',
  'too_many_requests',
  'slow_down',
  'gateway_busy',
  'change_pending',
]);
/** Temporary by design. */
const EXPECTED = new Set(['checkpoint_pending']);

/** Level of a request's line, according to the table "Levels" of docs/operator.md. */
export function levelOf({ kind, method, status, code }: CompletedRequest): Level {
  if (code !== null && NOTEWORTHY.has(code)) return 'warn';
  if (status >= 500) return code !== null && EXPECTED.has(code) ? 'info' : 'error';
  // Scans for unknown paths must not fill the log.
  if (kind === 'none' && (status === 404 || status === 405)) return 'debug';
  if (status >= 400) return kind === 'token' && status === 401 ? 'warn' : 'info';
  if (COMMON.has(kind)) return 'debug';
  return kind === 'console' && (method === 'GET' || method === 'HEAD') ? 'debug' : 'info';
}

export type Outcome = 'permit' | 'partial' | 'unchanged' | 'head' | 'refuse' | 'ok' | 'failed';

/**
 * Outcome of a request. `hasEntry`: the response names a log entry; `isPartial`: parts of the content were
 * withheld.
 */
export function outcomeOf(
  { method, status }: Pick<CompletedRequest, 'method' | 'status'>,
  { hasEntry, isPartial }: { hasEntry: boolean; isPartial: boolean },
): Outcome {
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refuse';
  if (!hasEntry) return 'ok';
  if (status === 304) return 'unchanged';
  if (method === 'HEAD') return 'head';
  return isPartial ? 'partial' : 'permit';
}

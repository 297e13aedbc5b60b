/** What a request comes to, for log, metrics and data points: its kind by its route, and the level that its line has. Pure. */
import type { Level } from './log.ts';

/** Few, and fixed: times are kept by them. */
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
  /** Pattern of the path, as the description of the API writes it; `none`: there is no such path. */
  route: string;
  kind: Kind;
}

const known = new Map<string, Route>();
/** More patterns than the gateway has. */
const ROUTES_KEPT_MAX = 2_000;

/** By the router's own pattern of the path. */
export function routeOf(pattern: string): Route {
  let route = known.get(pattern);
  if (!route) {
    const path = pattern.replace(/:(\w+)(\{[^}]*\})?\??/g, '{$1}');
    route =
      path === '/*' || path === '*' || path === ''
        ? { route: 'none', kind: 'none' }
        : { route: path, kind: kindOf(path) };
    if (known.size < ROUTES_KEPT_MAX) known.set(pattern, route);
  }
  return route;
}

/** The first that a path begins with is its kind. */
const BEGINNINGS: readonly (readonly [string, Kind])[] = [
  ['/v1/articles/{id}/components/', 'component'],
  ['/v1/articles/{id}/rights', 'decision'],
  ['/v1/articles/{id}', 'article'],
  ['/v1/articles', 'feed'],
  ['/v1/changes', 'feed'],
  ['/v1/feeds/', 'feed'],
  ['/v1/thumbnails/', 'component'],
  ['/v1/decisions', 'decision'],
  ['/v1/publications', 'report'],
  ['/v1/declarations', 'report'],
  ['/oauth/', 'token'],
  ['/v1/admin/health', 'monitor'],
  ['/v1/admin/metrics', 'monitor'],
  ['/v1/admin/', 'desk'],
  ['/v1/audit/', 'audit'],
  ['/console', 'console'],
];

export function kindOf(path: string): Kind {
  return BEGINNINGS.find(([begin]) => path.startsWith(begin))?.[1] ?? 'public';
}

export interface Ended {
  kind: Kind;
  method: string;
  status: number;
  /** Of a problem; null: it is none. */
  code: string | null;
}

/** Served all day, to many: their lines are for whoever looks for something. */
const COMMON = new Set<Kind>(['article', 'component', 'feed', 'decision', 'monitor', 'public', 'none']);
/** Not of a partner's making, nor of the desk's: somebody tries something, or something is set up wrongly. */
const OF_NOTE = new Set([
  'insufficient_scope',
  'cross_site',
  'too_many_requests',
  'slow_down',
  'gateway_busy',
  'change_pending',
]);
/** Passes by itself, as it is meant to. */
const EXPECTED = new Set(['checkpoint_pending']);

/** The level of a request's line: the table "Levels" of docs/operator.md. */
export function levelOf({ kind, method, status, code }: Ended): Level {
  if (code !== null && OF_NOTE.has(code)) return 'warn';
  if (status >= 500) return code !== null && EXPECTED.has(code) ? 'info' : 'error';
  // Whoever tries names that are not there writes no lines by it.
  if (kind === 'none' && (status === 404 || status === 405)) return 'debug';
  if (status >= 400) return kind === 'token' && status === 401 ? 'warn' : 'info';
  if (COMMON.has(kind)) return 'debug';
  return kind === 'console' && (method === 'GET' || method === 'HEAD') ? 'debug' : 'info';
}

export type Outcome = 'permit' | 'partial' | 'unchanged' | 'head' | 'refuse' | 'ok' | 'failed';

/** `entry`: the answer names an entry of the log; `isPartial`: some of what it is about was withheld. */
export function outcomeOf(
  { method, status }: Pick<Ended, 'method' | 'status'>,
  { hasEntry, isPartial }: { hasEntry: boolean; isPartial: boolean },
): Outcome {
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refuse';
  if (!hasEntry) return 'ok';
  if (status === 304) return 'unchanged';
  if (method === 'HEAD') return 'head';
  return isPartial ? 'partial' : 'permit';
}

/**
 * Response headers for browsers, by the family of the path: cross-origin access, powers of a page, and no
 * storage in shared caches by default. Pure.
 */

/**
 * `content`: articles and their components, whose markup comes from others. `open`: public resources for
 * programs and pages of any site. `embedded`: pictures that partners' pages show. `feed`: feeds at secret
 * addresses. `closed`: everything else, as a safe default.
 */
export type Family = 'content' | 'open' | 'embedded' | 'feed' | 'closed';

const OPEN = ['/.well-known/', '/v1/receipts/', '/v1/log/', '/openapi.json'];
/** Closed although its path is below an open one. */
const NOT_OPEN = '/v1/log/proofs/';

export function familyOf(path: string): Family {
  if (path.startsWith('/v1/articles')) return 'content';
  if (path.startsWith('/v1/thumbnails/')) return 'embedded';
  if (path.startsWith('/v1/feeds/')) return 'feed';
  return OPEN.some((begin) => path.startsWith(begin)) && !path.startsWith(NOT_OPEN) ? 'open' : 'closed';
}

const CSP = 'Content-Security-Policy';
const EVERYWHERE: [string, string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
];
/** No other site may embed the resource. Without CORS headers no script of another origin may read it. */
const SAME_ORIGIN: [string, string] = ['Cross-Origin-Resource-Policy', 'same-origin'];

/** The address is a secret, so search engines must not list it. */
const UNLISTED: [string, string] = ['X-Robots-Tag', 'noindex, nofollow, noarchive'];
/** Pages of any site may embed or load it. */
const CROSS_ORIGIN: [string, string] = ['Cross-Origin-Resource-Policy', 'cross-origin'];

const HEADERS: Record<Family, [string, string][]> = {
  content: [
    ...EVERYWHERE,
    SAME_ORIGIN,
    // The markup is rebuilt from an allow-list, and is sandboxed as well: no scripts, forms or origin.
    [CSP, "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"],
  ],
  embedded: [...EVERYWHERE, CROSS_ORIGIN, UNLISTED],
  feed: [...EVERYWHERE, SAME_ORIGIN, UNLISTED],
  open: [
    ...EVERYWHERE,
    CROSS_ORIGIN,
    // The resource is public and served without credentials, so its content is the same for everyone.
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Expose-Headers', 'Content-Location, ETag, Link, Retry-After'],
  ],
  closed: [...EVERYWHERE, SAME_ORIGIN],
};

/** For responses that are no pages. Pages set their own policy. */
const CSP_OF_DATA = "default-src 'none'; frame-ancestors 'none'";
/** A year in seconds, the minimum of the browsers' preload lists. */
const HSTS = 'max-age=31536000';
/** Default for responses without caching directives: no cache may store them. */
const UNCACHED = 'private, no-store';

/** Sets the headers on a finished response. `publicUrl` decides whether HSTS is sent. */
export function setBrowserHeaders(headers: Headers, path: string, publicUrl: string): void {
  const family = familyOf(path);
  for (const [name, value] of HEADERS[family]) headers.set(name, value);
  if (family !== 'content' && !headers.has(CSP)) headers.set(CSP, CSP_OF_DATA);
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', UNCACHED);
  if (publicUrl.startsWith('https:')) headers.set('Strict-Transport-Security', HSTS);
}

/** Seconds that a browser may cache a preflight. Chromium caps it at two hours. */
const PREFLIGHT_AGE_S = 7_200;

/**
 * Headers of the response to `OPTIONS` (CORS-preflight of the Fetch standard, RFC 9110 §9.3.7) for an open
 * path with these methods.
 */
export function preflightHeaders(methods: string[]): Record<string, string> {
  return {
    Allow: methods.join(', '),
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': 'Content-Type',
    'Access-Control-Max-Age': String(PREFLIGHT_AGE_S),
  };
}

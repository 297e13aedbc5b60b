/**
 * What browsers are told with every answer, by the family of its path: who may read it from another site, what it may do as a page,
 * and that shared caches keep nothing by themselves. Pure.
 */

/**
 * `content`: articles and their parts, whose text is other people's markup. `open`: what programs and pages
 * of strangers read. `embedded`: pictures that a partner's own pages show. `feed`: at a secret address.
 * `closed`: all the rest, and whatever is forgotten here.
 */
export type Family = 'content' | 'open' | 'embedded' | 'feed' | 'closed';

const OPEN = ['/.well-known/', '/v1/receipts/', '/v1/log/', '/openapi.json'];
/** Below an open path, and for those whom it concerns. */
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
/** No site may use it in a page of its own, and without these headers no script of another origin may read it. */
const SAME_ORIGIN: [string, string] = ['Cross-Origin-Resource-Policy', 'same-origin'];

/** The address is a secret: no search engine lists it. */
const UNLISTED: [string, string] = ['X-Robots-Tag', 'noindex, nofollow, noarchive'];
/** A page of any site may show or load it. */
const CROSS_ORIGIN: [string, string] = ['Cross-Origin-Resource-Policy', 'cross-origin'];

const HEADERS: Record<Family, [string, string][]> = {
  content: [
    ...EVERYWHERE,
    SAME_ORIGIN,
    // Even rebuilt from an allow-list it gets no powers: no script, no form, no origin to speak for.
    [CSP, "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"],
  ],
  embedded: [...EVERYWHERE, CROSS_ORIGIN, UNLISTED],
  feed: [...EVERYWHERE, SAME_ORIGIN, UNLISTED],
  open: [
    ...EVERYWHERE,
    CROSS_ORIGIN,
    // For everyone, and so without credentials: the answer is the same with any.
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Expose-Headers', 'Content-Location, ETag, Link, Retry-After'],
  ],
  closed: [...EVERYWHERE, SAME_ORIGIN],
};

/** For answers that are no page; pages say themselves what they need. */
const CSP_OF_DATA = "default-src 'none'; frame-ancestors 'none'";
/** Seconds: a year, as browsers' own lists ask for at least. */
const HSTS = 'max-age=31536000';
/** Of an answer that says nothing of caches: none may keep it. */
const UNCACHED = 'private, no-store';

/** Sets them on an answer that is ready to go. */
export function setBrowserHeaders(headers: Headers, path: string, publicUrl: string): void {
  const family = familyOf(path);
  for (const [name, value] of HEADERS[family]) headers.set(name, value);
  if (family !== 'content' && !headers.has(CSP)) headers.set(CSP, CSP_OF_DATA);
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', UNCACHED);
  if (publicUrl.startsWith('https:')) headers.set('Strict-Transport-Security', HSTS);
}

/** Seconds that a browser need not ask again; Chromium takes two hours at most. */
const PREFLIGHT_AGE_S = 7_200;

/** The answer to `OPTIONS` (the Fetch standard's CORS-preflight, RFC 9110 §9.3.7) for an open path that offers these methods. */
export function preflightHeaders(methods: string[]): Record<string, string> {
  return {
    Allow: methods.join(', '),
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': 'Content-Type',
    'Access-Control-Max-Age': String(PREFLIGHT_AGE_S),
  };
}

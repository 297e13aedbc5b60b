/** Who may call an operation, and the refusals that are common to its kind of caller. */
import type { Loaded } from './app.ts';
import type { Operation } from './types.ts';

/** Scopes that the guard of a route admits. Empty: it has none, and anyone may call it. */
export function scopesOf({ app }: Loaded, method: string, path: string): string[] {
  const pattern = path.replaceAll(/\/\{(.+?)\}/g, '/:$1');
  const handlers = app.routes
    .filter((route) => route.method.toLowerCase() === method && route.path === pattern)
    .map(({ handler }) => handler as Handler);
  for (let handler of handlers) {
    while (handler.__COMPOSED_HANDLER) handler = handler.__COMPOSED_HANDLER;
    if (handler.scopes) return handler.scopes;
  }
  return [];
}

/** Routers wrap the handlers of others that have an error handler of their own (hono, `COMPOSED_HANDLER`). */
interface Handler {
  scopes?: string[];
  __COMPOSED_HANDLER?: Handler;
}

const isTokenRoute = (path: string) => path.startsWith('/oauth/');

/** OAuth 2 client credentials, or the same with a DPoP-bound token. */
export function securityOf(path: string, scopes: string[]): Operation['security'] {
  if (isTokenRoute(path)) return [{ clientSecret: [] }, {}];
  if (scopes.length === 0) return [{}];
  return scopes.flatMap((scope): Operation['security'] => [{ oauth2: [scope] }, { dpop: [scope] }]);
}

const LICENSE = ['insufficient_scope', 'license_suspended', 'license_expired'];
const DECISION = [
  'held',
  'embargoed',
  'use_not_licensed',
  'component_not_licensed',
  'title_not_licensed',
  'territory_not_licensed',
  'channel_not_licensed',
  'purpose_not_licensed',
  'language_not_licensed',
  'outside_term',
  'outside_token',
  'restricted',
  'restriction_unreviewed',
  'duty_unfulfilled',
  'indeterminate',
  'policy_void',
];
const OUTAGES = ['ledger_unavailable', 'storage_unavailable'];

export const isDelivery = (path: string) =>
  /^\/v1\/articles\/\{id\}(\.\w+|\/components\/\{component\}(\.\w+)?)?$/.test(path);
/** Lists, which are also feeds. Full-text feeds need a license that permits them. */
const isList = (path: string) => /^\/v1\/(articles|changes)(\.\w+)?$/.test(path);
/** The secret address is the credential. */
const isFeedAddress = (path: string) => path.startsWith('/v1/feeds/');
/** The signed address is the credential. */
const isThumbnail = (path: string) => path.startsWith('/v1/thumbnails/');
const hasProofs = (path: string) => /^\/v1\/(audit\/(?!reconciliation|activity)|log\/)|\/closure$/.test(path);
/** Routes whose responses take one of the slots for large responses. */
const isLargeAnswer = (method: string, path: string) =>
  method === 'get' &&
  /^\/v1\/(audit\/(evidence|exports|statements\/\{|reports\/(usage|royalties|society|counter))|usage(\/statements\/\{[^}]+\})?$)/.test(
    path,
  );
/** Reports can be sent and read after the license has ended. */
const isReport = (path: string) => /^\/v1\/(publications|declarations|acknowledgements)/.test(path);

export function codesOf(method: string, path: string, scopes: string[]): Record<number, string[]> {
  const codes: Record<number, string[]> = {
    400: ['malformed', 'invalid_cursor', 'too_complex'],
    431: ['headers_too_large'],
    500: ['internal'],
  };
  if (scopes.length > 0) Object.assign(codes, { 401: ['invalid_token'], 403: forbidden(path, scopes) });
  if (isDelivery(path))
    Object.assign(codes, {
      402: ['quota_exceeded'],
      404: ['not_found', 'content_unavailable'],
      406: ['not_acceptable'],
      410: ['killed'],
    });
  if (isDelivery(path) && path.includes('/components/')) codes[416] = ['range_not_satisfiable'];
  if (isFeedAddress(path))
    Object.assign(codes, {
      403: ['license_suspended', 'license_expired'],
      404: ['not_found'],
      412: ['precondition_failed'],
    });
  if (isThumbnail(path))
    Object.assign(codes, {
      403: ['license_suspended', 'license_expired', ...DECISION],
      404: ['not_found', 'content_unavailable'],
      406: ['not_acceptable'],
      410: ['killed'],
    });
  if (isList(path)) codes[406] = ['not_acceptable'];
  if (isList(path) || isDelivery(path) || isThumbnail(path)) codes[412] = ['precondition_failed'];
  if (method !== 'get' && method !== 'delete')
    Object.assign(codes, { 413: ['too_large'], 415: ['unsupported_type'] });
  if (!path.startsWith('/.well-known/') && !isTokenRoute(path)) codes[429] = ['too_many_requests'];
  codes[503] = [
    ...OUTAGES,
    ...(method !== 'get' && scopes.some((scope) => scope !== 'articles') ? ['change_pending'] : []),
    ...(hasProofs(path) ? ['checkpoint_pending'] : []),
    ...(isLargeAnswer(method, path) ? ['gateway_busy'] : []),
  ];
  return codes;
}

function forbidden(path: string, scopes: string[]): string[] {
  if (!scopes.includes('articles') || path.startsWith('/v1/webhooks') || isReport(path))
    return ['insufficient_scope'];
  if (isList(path)) return [...LICENSE, 'use_not_licensed'];
  return isDelivery(path) ? [...LICENSE, ...DECISION] : LICENSE;
}

/** Codes of statuses that apply only where the route declares the status. */
export const CODES_OF_ROUTES: Record<number, string[]> = {
  404: ['not_found'],
  406: ['not_acceptable'],
  409: ['conflict'],
  410: ['killed'],
};

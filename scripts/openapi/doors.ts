/** Who may call an operation, by its path, and the refusals that are common to its kind of caller. */
import type { Operation } from './types.ts';

export type Door = 'anyone' | 'partner' | 'reader' | 'operator' | 'auditor' | 'client' | 'either';

const BY_PREFIX: [string, Door][] = [
  ['/oauth/', 'client'],
  ['/v1/articles', 'partner'],
  ['/v1/decisions', 'partner'],
  ['/v1/changes', 'partner'],
  ['/v1/events', 'partner'],
  ['/v1/webhooks', 'either'],
  ['/v1/acknowledgements', 'partner'],
  ['/v1/publications', 'partner'],
  ['/v1/declarations', 'partner'],
  ['/v1/audit/reconciliation', 'operator'],
  ['/v1/audit/activity', 'operator'],
  ['/v1/audit/recalls', 'auditor'],
  ['/v1/usage', 'partner'],
  ['/v1/me', 'partner'],
  ['/v1/audit/actions', 'auditor'],
  ['/v1/audit/reports/', 'auditor'],
  ['/v1/audit/refusal-counts', 'auditor'],
  ['/v1/audit/statements', 'auditor'],
  ['/v1/audit/holds', 'auditor'],
  ['/v1/audit/retention', 'auditor'],
  ['/v1/audit/replay', 'auditor'],
  ['/v1/audit/price', 'auditor'],
  ['/v1/audit/', 'reader'],
  ['/v1/log/proofs/', 'reader'],
  ['/v1/admin/', 'operator'],
];
/** Routes for both desk and auditors. */
const DESK_AND_AUDIT = [
  '/v1/admin/alerts',
  '/v1/admin/archive',
  '/v1/admin/entities',
  '/v1/admin/health',
  '/v1/admin/metrics',
  '/v1/admin/overview',
  '/v1/audit/reconciliation',
  '/v1/audit/statements',
  '/v1/audit/replay',
  '/v1/audit/price',
  '/v1/audit/activity',
  '/v1/audit/refusal-counts',
  '/v1/audit/reports/breakdown',
  '/v1/audit/reports/usage',
];
/** Resources that the desk changes and auditors can read, except the content of articles. */
const READ_BY_AUDITORS =
  /^\/v1\/admin\/((partners|products|licenses|articles)(\/\{id\})?|articles\/\{id\}\/holders)$/;

function doorOf(path: string): Door {
  return BY_PREFIX.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'anyone';
}

/** OAuth 2 client credentials, or the same with a DPoP-bound token. */
export function securityOf(method: string, path: string): Operation['security'] {
  const door = doorOf(path);
  if (door === 'anyone') return [{}];
  if (door === 'client') return [{ clientSecret: [] }, {}];
  const either = (...scopes: string[]): Operation['security'] =>
    scopes.flatMap((scope): Operation['security'] => [{ oauth2: [scope] }, { dpop: [scope] }]);
  if (DESK_AND_AUDIT.some((prefix) => path.startsWith(prefix))) return either('admin', 'audit');
  if (method === 'get' && READ_BY_AUDITORS.test(path)) return either('admin', 'audit');
  if (door === 'partner') return either('articles');
  if (door === 'auditor') return either('audit');
  if (door === 'either') return either('articles', 'admin', ...(method === 'get' ? ['audit'] : []));
  // The desk can read log entries, too.
  if (path.startsWith('/v1/audit/deliveries')) return either('audit', 'admin', 'articles');
  return door === 'reader' ? either('audit', 'articles') : either('admin');
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
const hasProofs = (path: string) =>
  (path.startsWith('/v1/audit/') && doorOf(path) !== 'operator') ||
  path.startsWith('/v1/log/') ||
  path.endsWith('/closure');
/** Routes whose responses take one of the slots for large responses. */
const isLargeAnswer = (method: string, path: string) =>
  method === 'get' &&
  /^\/v1\/(audit\/(evidence|exports|statements\/\{|reports\/(usage|royalties|society|counter))|usage(\/statements\/\{[^}]+\})?$)/.test(
    path,
  );
/** Reports can be sent and read after the license has ended. */
const isReport = (path: string) => /^\/v1\/(publications|declarations|acknowledgements)/.test(path);

export function codesOf(method: string, path: string): Record<number, string[]> {
  const door = doorOf(path);
  const codes: Record<number, string[]> = {
    400: ['malformed', 'invalid_cursor', 'too_complex'],
    431: ['headers_too_large'],
    500: ['internal'],
  };
  if (door !== 'anyone' && door !== 'client')
    Object.assign(codes, { 401: ['invalid_token'], 403: forbidden(path) });
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
  if (!path.startsWith('/.well-known/') && door !== 'client') codes[429] = ['too_many_requests'];
  codes[503] = [
    ...OUTAGES,
    ...((door === 'operator' || door === 'auditor' || door === 'either') && method !== 'get'
      ? ['change_pending']
      : []),
    ...(hasProofs(path) ? ['checkpoint_pending'] : []),
    ...(isLargeAnswer(method, path) ? ['gateway_busy'] : []),
  ];
  return codes;
}

function forbidden(path: string): string[] {
  const door = doorOf(path);
  if (door === 'operator' || door === 'auditor' || door === 'either' || isReport(path))
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

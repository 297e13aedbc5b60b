/** What every request must be like before a route looks at it: not too long, not encoded, of a known type. */
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './http.ts';
import { JSON_BYTES_MAX, MEDIA_BYTES_MAX, STAMPED_BYTES_MAX, URL_LENGTH_MAX } from './limits.ts';
import { Refusal } from './problem.ts';

const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);
const MEDIA = /^(image|audio|video)\//;
const FORM = 'application/x-www-form-urlencoded';
/** Where browsers send the forms of pages. */
const FORMS_BELOW = '/console/';
/** Where the newsroom may send XML. */
const XML_PATHS = new Set(['/v1/admin/articles', '/v1/admin/packages']);
/** Where partners may send tables. */
const CSV_PATHS = new Set(['/v1/publications', '/v1/declarations']);

/** Of a media type without its parameters (RFC 7303). */
export function isXml(type: string): boolean {
  return type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml');
}

const tooLarge = (bytes: number) => (): never => {
  throw new Refusal({
    code: 'too_large',
    detail: `The body is larger than the ${bytes / 1024 / 1024} MiB that this route accepts.`,
  });
};
const jsonLimit = bodyLimit({ maxSize: JSON_BYTES_MAX, onError: tooLarge(JSON_BYTES_MAX) });
const mediaLimit = bodyLimit({ maxSize: MEDIA_BYTES_MAX, onError: tooLarge(MEDIA_BYTES_MAX) });
const stampedLimit = bodyLimit({ maxSize: STAMPED_BYTES_MAX, onError: tooLarge(STAMPED_BYTES_MAX) });

export function requestLimits() {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.url.length > URL_LENGTH_MAX)
      throw new Refusal({ code: 'malformed', detail: 'The URL is too long.' });
    if (!WITH_BODY.has(c.req.method)) return next();
    if (c.req.header('Content-Encoding'))
      throw new Refusal({
        code: 'unsupported_type',
        detail: 'Send the body as it is: encoded bodies are not accepted.',
        members: { errors: [{ path: 'Content-Encoding', message: 'must not be sent' }] },
      });
    const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (MEDIA.test(type))
      return (c.req.path.startsWith('/v1/receipts/') ? stampedLimit : mediaLimit)(c, next);
    const json = type === 'application/json' || type.endsWith('+json');
    const oauth = c.req.path === '/oauth/token' || c.req.path === '/oauth/revoke';
    const form = type === FORM && (oauth || c.req.path.startsWith(FORMS_BELOW));
    const xml = XML_PATHS.has(c.req.path) && isXml(type);
    const csv = type === 'text/csv' && CSV_PATHS.has(c.req.path);
    // Over the wire, nothing may come as a body of no length.
    const empty = type === '' && (!c.req.raw.body || c.req.header('Content-Length') === '0');
    // The token endpoint and its like answer in their own RFC's words, whatever the type.
    if (!json && !form && !xml && !csv && !empty && !oauth)
      throw new Refusal({
        code: 'unsupported_type',
        detail: 'Send JSON (Content-Type: application/json).',
        members: { errors: [{ path: 'Content-Type', message: type || 'missing' }] },
      });
    return jsonLimit(c, next);
  });
}
